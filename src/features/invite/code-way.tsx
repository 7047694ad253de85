import { translate } from "../../i18n/index.ts";
import { Button, Card, IconCopy } from "../../ui/index.ts";
import { spellingOf } from "./spelling.ts";
import styles from "./invite.module.css";

/** Twelve characters to read out, each with the word that spells it. */
export function CodeWay({
  code,
  onCopy,
}: {
  readonly code: string;
  readonly onCopy: (text: string) => void;
}) {
  return (
    <Card as="section" aria-labelledby="invite-code">
      <div className={styles["parts"]}>
        <h2 id="invite-code">{translate("invite.codeTitle")}</h2>
        <p>{translate("invite.codeText")}</p>
        <div className={styles["groups"]} dir="ltr">
          {code.split("-").map((group, place) => (
            <ol key={place} className={styles["group"]} aria-label={group}>
              {Array.from(group).map((character, at) => (
                <li key={at}>
                  <span>{character}</span>
                  <small dir="auto">{spellingOf(character)}</small>
                </li>
              ))}
            </ol>
          ))}
        </div>
        <div className={styles["row"]}>
          <code dir="ltr" className={styles["plainCode"]} data-testid="invite-code">
            {code}
          </code>
          <Button kind="secondary" icon={<IconCopy aria-hidden />} onClick={() => onCopy(code)}>
            {translate("invite.codeCopy")}
          </Button>
        </div>
        <p className={styles["care"]}>{translate("invite.codeNext")}</p>
      </div>
    </Card>
  );
}
