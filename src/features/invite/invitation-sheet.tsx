import { translate, type translatorFor } from "../../i18n/index.ts";
import { Paper, QrCode, useStore } from "../../ui/index.ts";
import type { InvitationView } from "../../workspace/index.ts";
import type { InviteView } from "./invite-view.ts";
import styles from "./sheet.module.css";

type Say = Awaited<ReturnType<typeof translatorFor>>;

/** One sheet of A4 that tells someone who knows nothing of Twinspan how to come, in their own language. */
export function InvitationSheet({
  project,
  invitation,
  language,
  say,
}: {
  readonly project: InviteView;
  readonly invitation: InvitationView;
  readonly language: string;
  readonly say: Say;
}) {
  const { title } = useStore(project.card);
  const me = useStore(project.members).find(({ id }) => id === project.me);
  const school = useStore(project.schools).find(({ id }) => id === me?.schoolId);
  const { secret, role, expiresAt } = invitation;
  const text = secret?.text ?? null;
  const code = secret?.code ?? null;
  return (
    <Paper language={language}>
      <div className={styles["sheet"]} data-testid="invitation-sheet">
        <p className={styles["brand"]}>{translate("app.name")}</p>
        <h1>{say("invite.sheetTitle")}</h1>
        <p className={styles["project"]}>
          {say("invite.sheetProject", { project: isolated(title) })}
        </p>
        <p>
          {say("invite.sheetFrom", {
            name: isolated(me?.name ?? ""),
            school: isolated(school?.name ?? ""),
            role: say(`roles.${role}`),
          })}
        </p>
        <p>{say("invite.sheetWhat")}</p>
        <h2>{say("invite.sheetSteps")}</h2>
        <ol className={styles["steps"]}>
          <li>{say("invite.sheetInstall")}</li>
          <li>{say("invite.sheetIntroduce")}</li>
          <li>{say("invite.sheetJoin")}</li>
          {code === null ? (
            <li>
              {say("invite.sheetEnterText")}
              <p>{say("invite.sheetFile")}</p>
            </li>
          ) : (
            <li>
              {say("invite.sheetEnterCode")}
              <p className={styles["code"]} dir="ltr">
                {code}
              </p>
            </li>
          )}
          <li>{say("invite.sheetMeet")}</li>
          {code !== null && <li>{say("invite.sheetCompare")}</li>}
        </ol>
        {text !== null && (
          <div className={styles["ticket"]}>
            <div className={styles["qr"]}>
              <QrCode text={text} label={say("invite.sheetQr")} />
            </div>
            <p className={styles["text"]} dir="ltr">
              {text}
            </p>
          </div>
        )}
        <p className={styles["until"]}>{say("invite.sheetUntil", { date: expiresAt })}</p>
      </div>
    </Paper>
  );
}

/** A name keeps its own direction within a sentence of the other (first strong isolate, and its end). */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
