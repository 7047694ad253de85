import { formatNumber, translate } from "../../i18n/index.ts";
import { Card, ChoiceField, type Choice, Switch } from "../../ui/index.ts";
import { type Settings, TEXT_SIZES } from "../../workspace/index.ts";

/** How the program looks to the one who reads it: colours, size, movement. */
export function ReadingSettings({
  settings,
  onChange,
}: {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}) {
  const looks: readonly Choice<Settings["appearance"]>[] = [
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
      <Card as="section" padding="wide" aria-label={translate("settings.look")}>
        <ChoiceField
          label={translate("settings.look")}
          value={settings.appearance}
          choices={looks}
          onChange={(appearance) => onChange({ appearance })}
        />
      </Card>
      <Card as="section" padding="wide" aria-labelledby="settings-reading">
        <h2 id="settings-reading">{translate("settings.reading")}</h2>
        <ChoiceField
          label={translate("settings.textSize")}
          value={String(settings.textSize)}
          choices={sizes}
          onChange={(choice) => {
            const textSize = TEXT_SIZES.find((size) => String(size) === choice);
            if (textSize !== undefined) onChange({ textSize });
          }}
        />
        <p>{translate("settings.textSizeSample")}</p>
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
