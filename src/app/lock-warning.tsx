import { translate } from "../i18n/index.ts";
import { Button, IconLock, useNow } from "../ui/index.ts";
import styles from "./lock-warning.module.css";

/** Half a minute before the door locks by itself. Any touch is an answer; the button is there for who looks for one. */
export function LockWarning({
  endsAt,
  onStay,
}: {
  readonly endsAt: number;
  readonly onStay: () => void;
}) {
  const now = useNow(500);
  const seconds = Math.max(0, Math.ceil((endsAt - now) / 1000));
  return (
    <section className={styles["warning"]} aria-labelledby="lock-soon">
      <IconLock aria-hidden />
      <div>
        {/* Said once; the seconds are only for the eye. */}
        <h2 id="lock-soon" role="alert">
          {translate("app.lockSoonTitle")}
        </h2>
        <p>{translate("app.lockSoonText", { seconds })}</p>
      </div>
      <Button onClick={onStay}>{translate("app.lockSoonStay")}</Button>
    </section>
  );
}
