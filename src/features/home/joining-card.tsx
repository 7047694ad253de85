import { assertNever } from "../../base/index.ts";
import { formatAgo, translate } from "../../i18n/index.ts";
import { Button, Card, IconHourglass, IconInfoCircle, IconX } from "../../ui/index.ts";
import type { Joining } from "../../workspace/index.ts";
import styles from "./home.module.css";

/** An invitation that was accepted and whose project has not been met yet: what it waits for, and what helps. */
export function JoiningCard({
  joining,
  now,
  onCancel,
  onJoin,
}: {
  readonly joining: Joining;
  readonly now: number;
  readonly onCancel: () => void;
  readonly onJoin: () => void;
}) {
  const isRefused = joining.state === "refused";
  return (
    <Card as="li" data-testid="joining">
      <div className={styles["joining"]}>
        <h3>
          {isRefused ? <IconInfoCircle aria-hidden /> : <IconHourglass aria-hidden />}
          {translate(isRefused ? "home.joiningRefused" : "home.joiningLooking")}
        </h3>
        <p className={styles["last"]}>{howWords(joining, now)}</p>
        {isRefused ? (
          <p>{translate("home.joiningRefusedText")}</p>
        ) : (
          <div>
            <h4>{translate("home.joiningCheck")}</h4>
            <ul>
              <li>{translate("home.joiningOpen")}</li>
              <li>{translate("home.joiningNetwork")}</li>
              <li>{translate("home.joiningAsk")}</li>
              <li>{translate("home.joiningFile")}</li>
            </ul>
          </div>
        )}
        <div className={styles["row"]}>
          {isRefused && <Button onClick={onJoin}>{translate("home.joinAgain")}</Button>}
          <Button kind="secondary" icon={<IconX aria-hidden />} onClick={onCancel}>
            {translate(isRefused ? "home.joiningPutAway" : "home.joiningCancel")}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function howWords({ way, startedAt }: Joining, now: number): string {
  const ago = formatAgo(startedAt, now);
  switch (way) {
    case "text":
      return translate("home.joiningByText", { ago });
    case "code":
      return translate("home.joiningByCode", { ago });
    case "digits":
      return translate("home.joiningByDigits", { ago });
    default:
      return assertNever(way);
  }
}
