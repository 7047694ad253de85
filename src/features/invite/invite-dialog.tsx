import { useEffect, useState } from "react";
import type { SpaceId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import type { Platform } from "../../platform/index.ts";
import { Button, Dialog, IconCopy, Textarea, notify, useLanguage } from "../../ui/index.ts";
import type { Workspace } from "../../workspace/index.ts";
import { OfferedCodeView } from "./offered-code-view.tsx";
import styles from "./invite.module.css";

interface InviteProps {
  readonly workspace: Workspace;
  readonly platform: Platform;
  readonly project: SpaceId;
}

export function InviteDialog({
  isOpen,
  onClose,
  ...invite
}: InviteProps & { readonly isOpen: boolean; readonly onClose: () => void }) {
  useLanguage();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={translate("invite.title")} size="42rem">
      <Invitation {...invite} />
    </Dialog>
  );
}

/** Stands only while the dialog is open, so that the code ends with it. */
function Invitation({ workspace, platform, project }: InviteProps) {
  const copy = (text: string) => {
    void platform.copyText(text).then(() => notify({ words: translate("app.copied") }));
  };
  return (
    <div className={styles["parts"]}>
      <p className={styles["meaning"]}>{translate("invite.meaning")}</p>
      <section aria-labelledby="invite-code">
        <h3 id="invite-code">{translate("invite.codeTitle")}</h3>
        <p>{translate("invite.codeText")}</p>
        <OfferedCodeView workspace={workspace} project={project} onCopy={copy} />
      </section>
      <section aria-labelledby="invite-text">
        <h3 id="invite-text">{translate("invite.textTitle")}</h3>
        <p>{translate("invite.textText")}</p>
        <InvitationText workspace={workspace} project={project} onCopy={copy} />
      </section>
    </div>
  );
}

function InvitationText({
  workspace,
  project,
  onCopy,
}: {
  readonly workspace: Workspace;
  readonly project: SpaceId;
  readonly onCopy: (text: string) => void;
}) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    void workspace.invitationText(project).then((made) => {
      if (isWanted) setText(made);
    });
    return () => {
      isWanted = false;
    };
  }, [workspace, project]);

  if (text === null) return <output>{translate("invite.makingText")}</output>;
  return (
    <div className={styles["text"]}>
      <Textarea
        aria-label={translate("invite.textLabel")}
        value={text}
        readOnly
        rows={4}
        dir="ltr"
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div>
        <Button kind="secondary" icon={<IconCopy aria-hidden />} onClick={() => onCopy(text)}>
          {translate("invite.copyText")}
        </Button>
      </div>
    </div>
  );
}
