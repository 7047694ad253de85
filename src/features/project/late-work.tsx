import { translate } from "../../i18n/index.ts";
import {
  Button,
  IconCopy,
  IconInfoCircle,
  Notice,
  Rich,
  notify,
  useStore,
} from "../../ui/index.ts";
import type { OpenProject } from "../../workspace/index.ts";
import styles from "./project.module.css";

/** What one wrote after one's rights had ended on other computers: nobody gets it, so it is kept to be copied. */
export function LateWork({
  project,
  copyText,
}: {
  readonly project: Pick<OpenProject, "lateWork" | "forgetLateWork" | "pages" | "basket">;
  readonly copyText: (text: string) => Promise<void>;
}) {
  const late = useStore(project.lateWork);
  const pages = useStore(project.pages);
  const basket = useStore(project.basket);
  if (late.length === 0) return null;
  const titleOf = (page: string) => {
    const title = [...pages, ...basket].find(({ id }) => id === page)?.title.trim() ?? "";
    return title === "" ? translate("project.untitledPage") : title;
  };
  return (
    <Notice
      title={translate("project.lateTitle")}
      tone="waiting"
      icon={<IconInfoCircle aria-hidden />}
      data-testid="late-work"
    >
      <p>{translate("project.lateText")}</p>
      <ul className={styles["late"]}>
        {late.map(({ id, page, text }) => (
          <li key={id}>
            <p className={styles["soft"]}>
              {page === null ? (
                translate("project.lateElsewhere")
              ) : (
                <Rich message="project.lateInPage" values={{ page: titleOf(page) }} />
              )}
            </p>
            <blockquote dir="auto">{text}</blockquote>
            <div className={styles["row"]}>
              <Button
                kind="secondary"
                icon={<IconCopy aria-hidden />}
                onClick={() =>
                  void copyText(text).then(() => notify({ words: translate("app.copied") }))
                }
              >
                {translate("project.lateCopy")}
              </Button>
              <Button kind="quiet" onClick={() => void project.forgetLateWork(id)}>
                {translate("project.lateForget")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
