import { formatNumber, translate } from "../../i18n/index.ts";
import { Card, SegmentedControl, Switch } from "../../ui/index.ts";
import { type Settings, TEXT_SIZES } from "../../workspace/index.ts";
import styles from "./settings.module.css";

/** How the program looks to the one who reads it: colours, size, movement. */
export function ReadingSettings({
  settings,
  onChange,
}: {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}) {
  const looks: { readonly value: Settings["appearance"]; readonly label: string }[] = [
    { value: "system", label: translate("settings.lookSystem") },
    { value: "light", label: translate("settings.lookLight") },
    { value: "dark", label: translate("settings.lookDark") },
    { value: "contrast", label: translate("settings.lookContrast") },
  ];
  const sizes = TEXT_SIZES.map((size) => ({
    value: String(size),
    label: translate("settings.textSizePercent", { percent: formatNumber(size) }),
  }));

  return (
    <>
      <Card as="section" padding="wide" aria-labelledby="settings-look">
        <h2 id="settings-look">{translate("settings.look")}</h2>
        <SegmentedControl
          aria-labelledby="settings-look"
          data={looks}
          value={settings.appearance}
          onChange={(appearance) => onChange({ appearance })}
        />
      </Card>
      <Card as="section" padding="wide" aria-labelledby="settings-reading">
        <h2 id="settings-reading">{translate("settings.reading")}</h2>
        <div className={styles["field"]}>
          <h3 id="settings-text-size">{translate("settings.textSize")}</h3>
          <SegmentedControl
            aria-labelledby="settings-text-size"
            data={sizes}
            value={String(settings.textSize)}
            onChange={(choice) => {
              const textSize = TEXT_SIZES.find((size) => String(size) === choice);
              if (textSize !== undefined) onChange({ textSize });
            }}
          />
          <p>{translate("settings.textSizeSample")}</p>
        </div>
        <Switch
          label={translate("settings.reducedMotion")}
          description={translate("settings.reducedMotionText")}
          checked={settings.reducedMotion}
          onChange={(event) => onChange({ reducedMotion: event.currentTarget.checked })}
        />
      </Card>
    </>
  );
}
