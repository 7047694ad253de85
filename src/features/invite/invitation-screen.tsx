import type { ReactNode } from "react";
import { formatDate, translate } from "../../i18n/index.ts";
import type { Platform } from "../../platform/index.ts";
import {
  Button,
  EmptyState,
  IconArrowLeft,
  ScreenHeader,
  notify,
  useLanguage,
  useStore,
} from "../../ui/index.ts";
import type { InvitationView } from "../../workspace/index.ts";
import { CodeWay } from "./code-way.tsx";
import { FileWay } from "./file-way.tsx";
import { forWhom } from "./invitation-words.ts";
import type { InviteView } from "./invite-view.ts";
import { PrintPanel } from "./print-panel.tsx";
import styles from "./invite.module.css";

export interface InvitationProps {
  readonly project: InviteView;
  readonly platform: Pick<Platform, "copyText" | "saveFile" | "savePdf">;
  readonly invitation: string;
  readonly listHref: string;
  /** Sends what the screen would print to the printer. */
  readonly onPrint: () => void;
}

/** One invitation, in every form in which it can be handed over. */
export function InvitationScreen(props: InvitationProps) {
  useLanguage();
  const { project, listHref } = props;
  const invitations = useStore(project.people.invitations);
  const schools = useStore(project.schools);
  const found = invitations.find(({ id }) => id === props.invitation);
  const back = (
    <Button kind="secondary" icon={<IconArrowLeft aria-hidden />} href={listHref}>
      {translate("invite.backToList")}
    </Button>
  );
  if (found === undefined || found.secret === null)
    return (
      <Closed title={translate("invite.notHere")} text={translate("invite.notHereText")}>
        {back}
      </Closed>
    );
  if (found.state !== "open")
    return (
      <Closed title={translate("invite.ended")} text={translate("invite.endedText")}>
        {back}
      </Closed>
    );
  return (
    <div className={styles["screen"]}>
      <ScreenHeader
        title={translate("invite.one")}
        text={`${forWhom(found, schools)} · ${translate("invite.validFor", { count: found.maxUses })} · ${translate(
          "invite.validUntil",
          { date: formatDate(found.expiresAt) },
        )}`}
        actions={back}
      />
      <Ways {...props} found={found} />
    </div>
  );
}

function Ways({ found, ...props }: InvitationProps & { readonly found: InvitationView }) {
  const { project, platform, onPrint } = props;
  const onCopy = (text: string) => {
    void platform.copyText(text).then(() => notify({ words: translate("app.copied") }));
  };
  const { text = null, code = null } = found.secret ?? {};
  return (
    <div className={styles["ways"]}>
      {code !== null && (
        <div className={styles["wide"]}>
          <CodeWay code={code} onCopy={onCopy} />
        </div>
      )}
      {text !== null && (
        <FileWay
          project={project}
          platform={platform}
          invitation={found.id}
          text={text}
          onCopy={onCopy}
        />
      )}
      <PrintPanel project={project} platform={platform} invitation={found} onPrint={onPrint} />
    </div>
  );
}

function Closed({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}) {
  return (
    <>
      <h1>{translate("invite.listTitle")}</h1>
      <EmptyState drawing="letterbox" title={title} text={text} action={children} />
    </>
  );
}
