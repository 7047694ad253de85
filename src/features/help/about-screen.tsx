import { translate } from "../../i18n/index.ts";
import type { AppInfo, Platform } from "../../platform/index.ts";
import {
  Button,
  Card,
  IconCopy,
  IconKeyboard,
  ScreenHeader,
  notify,
  useLanguage,
} from "../../ui/index.ts";
import styles from "./help.module.css";

export function AboutScreen({
  platform,
  info,
  onShowKeys,
}: {
  readonly platform: Platform;
  readonly info: AppInfo;
  readonly onShowKeys: () => void;
}) {
  useLanguage();
  const details = [
    translate("app.aboutVersion", { version: info.version }),
    translate("app.aboutEngine", { electron: info.electron, chrome: info.chrome }),
    translate("app.aboutProfile", { profile: info.profile }),
  ];

  async function copyDetails(): Promise<void> {
    await platform.copyText(
      [translate("app.name"), ...details, info.platform, info.locale].join("\n"),
    );
    notify({ words: translate("app.copied") });
  }

  return (
    <div className={styles["screen"]}>
      <ScreenHeader title={translate("app.aboutTitle")} />
      <Card as="section" padding="wide" aria-label={translate("app.name")}>
        <p className={styles["lead"]}>{translate("app.aboutWhat")}</p>
        <p>{translate("app.aboutOffline")}</p>
        <p>{translate("app.aboutLicense")}</p>
        {info.developmentRuntime && (
          <p className={styles["warning"]}>{translate("app.aboutDevelopment")}</p>
        )}
        <ul className={styles["details"]}>
          {details.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <div className={styles["row"]}>
          <Button
            kind="secondary"
            icon={<IconCopy aria-hidden />}
            onClick={() => void copyDetails()}
          >
            {translate("app.aboutCopyDetails")}
          </Button>
          <Button kind="secondary" icon={<IconKeyboard aria-hidden />} onClick={onShowKeys}>
            {translate("app.aboutKeys")}
          </Button>
        </div>
      </Card>
    </div>
  );
}
