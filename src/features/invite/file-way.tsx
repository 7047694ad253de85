import { useState } from "react";
import { translate } from "../../i18n/index.ts";
import { fileName } from "../../interchange/index.ts";
import type { Platform, SaveFileFailure } from "../../platform/index.ts";
import {
  Button,
  Card,
  IconCopy,
  IconDeviceFloppy,
  QrCode,
  Textarea,
  notify,
  useStore,
} from "../../ui/index.ts";
import type { InviteView } from "./invite-view.ts";
import { OfferedDigits } from "./offered-digits.tsx";
import { saveFailureWords } from "./save-failure-words.ts";
import styles from "./invite.module.css";

interface WayProps {
  readonly project: InviteView;
  readonly platform: Pick<Platform, "saveFile">;
  readonly invitation: string;
  readonly text: string;
  readonly onCopy: (text: string) => void;
}

/** From hand to hand: a file, a QR code or its text, six digits in the same room. */
export function FileWay(props: WayProps) {
  return (
    <>
      <AsFile {...props} />
      <AsText {...props} />
      <InTheRoom {...props} />
    </>
  );
}

function AsFile({ project, platform, invitation }: WayProps) {
  const { title } = useStore(project.card);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<SaveFileFailure | null>(null);

  async function save(): Promise<void> {
    setBusy(true);
    setFailure(null);
    const bytes = await project.people.invitationFile(invitation);
    const suggested = fileName(translate("invite.fileName", { project: title }));
    const saved = await platform.saveFile({
      suggestedName: `${suggested}.twinspan`,
      mime: "application/octet-stream",
      bytes,
    });
    setBusy(false);
    if (saved.ok) notify({ words: translate("invite.fileSaved", { name: saved.value.name }) });
    else setFailure(saved.failure);
  }

  const words = failure === null ? null : saveFailureWords(failure);
  return (
    <Card as="section" aria-labelledby="invite-file">
      <div className={styles["parts"]}>
        <h2 id="invite-file">{translate("invite.fileTitle")}</h2>
        <p>{translate("invite.fileText")}</p>
        {words !== null && (
          <p role="alert" className={styles["care"]}>
            {words}
          </p>
        )}
        <div>
          <Button
            icon={<IconDeviceFloppy aria-hidden />}
            isBusy={isBusy}
            onClick={() => void save()}
          >
            {translate("invite.fileSave")}
          </Button>
        </div>
        <p className={styles["care"]}>{translate("invite.fileCare")}</p>
      </div>
    </Card>
  );
}

function AsText({ text, onCopy }: WayProps) {
  const [isLarge, setLarge] = useState(false);
  return (
    <Card as="section" aria-labelledby="invite-qr">
      <div className={styles["parts"]}>
        <h2 id="invite-qr">{translate("invite.qrTitle")}</h2>
        <p>{translate("invite.qrText")}</p>
        <div className={styles["textWay"]} data-large={isLarge || undefined}>
          <div className={styles["qr"]}>
            <QrCode text={text} label={translate("invite.qrLabel")} />
          </div>
          <div className={styles["parts"]}>
            <Textarea
              aria-label={translate("invite.textLabel")}
              classNames={{ input: styles["ticket"] ?? "" }}
              value={text}
              readOnly
              rows={5}
              dir="ltr"
              spellCheck={false}
              onFocus={(event) => event.currentTarget.select()}
            />
            <div className={styles["row"]}>
              <Button kind="secondary" icon={<IconCopy aria-hidden />} onClick={() => onCopy(text)}>
                {translate("invite.copyText")}
              </Button>
              <Button kind="quiet" aria-pressed={isLarge} onClick={() => setLarge(!isLarge)}>
                {translate(isLarge ? "invite.qrLess" : "invite.qrWhole")}
              </Button>
            </div>
          </div>
        </div>
      </div>
    </Card>
  );
}

function InTheRoom({ project, invitation, onCopy }: WayProps) {
  const [isShown, setShown] = useState(false);
  return (
    <Card as="section" aria-labelledby="invite-digits">
      <div className={styles["parts"]}>
        <h2 id="invite-digits">{translate("invite.digitsTitle")}</h2>
        <p>{translate("invite.digitsText")}</p>
        {isShown ? (
          <OfferedDigits people={project.people} invitation={invitation} onCopy={onCopy} />
        ) : (
          <div>
            <Button kind="secondary" onClick={() => setShown(true)}>
              {translate("invite.digitsShow")}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
