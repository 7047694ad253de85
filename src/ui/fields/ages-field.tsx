import { Select } from "@mantine/core";
import { AGES, type AgeRange } from "../../domain/index.ts";
import { formatNumber, translate } from "../../i18n/index.ts";
import styles from "./fields.module.css";

/** The youngest and the oldest pupils, in years. */
export function AgesField({
  name,
  label,
  value,
  onChange,
}: {
  /** Becomes `data-field` of the first of both, so that a form can put the focus there. */
  readonly name: string;
  readonly label: string;
  readonly value: AgeRange;
  readonly onChange: (ages: AgeRange) => void;
}) {
  const ages = Array.from(
    { length: AGES.oldest - AGES.youngest + 1 },
    (_, place) => AGES.youngest + place,
  );
  const choices = ages.map((age) => ({ value: String(age), label: formatNumber(age) }));
  return (
    <fieldset className={styles["group"]}>
      <legend>{label}</legend>
      <div className={styles["pair"]}>
        <Select
          data-field={name}
          label={translate("ui.ageFrom")}
          data={choices}
          value={String(value.from)}
          onChange={(age) => onChange({ ...value, from: Number(age ?? value.from) })}
          allowDeselect={false}
          error={value.from > value.to ? translate("ui.agesWrongWayRound") : null}
        />
        <Select
          label={translate("ui.ageTo")}
          data={choices}
          value={String(value.to)}
          onChange={(age) => onChange({ ...value, to: Number(age ?? value.to) })}
          allowDeselect={false}
        />
      </div>
    </fieldset>
  );
}
