import { translate } from "../../i18n/index.ts";
import { Button, Card, Drawing, IconArrowRight, IconPlus, IconUsersGroup } from "../../ui/index.ts";
import styles from "./home.module.css";

interface Ways {
  readonly onBegin: () => void;
  readonly onJoin: () => void;
}

/** The fork after the first start. */
export function FirstProject({ onBegin, onJoin }: Ways) {
  return (
    <ul className={styles["fork"]}>
      <Card as="li" padding="none">
        <div className={styles["scene"]}>
          <Drawing name="circles" />
        </div>
        <div className={styles["body"]}>
          <h2>{translate("home.beginTitle")}</h2>
          <p className={styles["last"]}>{translate("home.beginText")}</p>
          <div className={styles["open"]}>
            <Button isFullWidth iconEnd={<IconArrowRight aria-hidden />} onClick={onBegin}>
              {translate("home.begin")}
            </Button>
          </div>
        </div>
      </Card>
      <Card as="li" padding="none">
        <div className={styles["scene"]}>
          <Drawing name="schools" />
        </div>
        <div className={styles["body"]}>
          <h2>{translate("home.joinTitle")}</h2>
          <p className={styles["last"]}>{translate("home.joinText")}</p>
          <div className={styles["open"]}>
            <Button
              kind="secondary"
              isFullWidth
              iconEnd={<IconArrowRight aria-hidden />}
              onClick={onJoin}
            >
              {translate("home.join")}
            </Button>
          </div>
        </div>
      </Card>
    </ul>
  );
}

/** The last place in a short row of cards. */
export function AnotherProject({ onBegin, onJoin }: Ways) {
  return (
    <li className={styles["another"]}>
      <Drawing name="schools" />
      <h3>{translate("home.another")}</h3>
      <Button kind="secondary" isFullWidth icon={<IconPlus aria-hidden />} onClick={onBegin}>
        {translate("home.begin")}
      </Button>
      <Button kind="secondary" isFullWidth icon={<IconUsersGroup aria-hidden />} onClick={onJoin}>
        {translate("home.join")}
      </Button>
    </li>
  );
}
