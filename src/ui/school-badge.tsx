import { type School, schoolMark } from "../domain/index.ts";
import { countryName } from "../i18n/index.ts";
import styles from "./badge.module.css";

const LINES = ["solid", "dashed", "dotted", "double"] as const;

/** Which school this is: country code, kind of line, shape and colour. `all` are the schools of the project. */
export function SchoolBadge({
  school,
  all,
}: {
  readonly school: School;
  readonly all: readonly School[];
}) {
  const mark = schoolMark(school.id, all);
  const place = [school.name, school.town, countryName(school.country)]
    .filter((part) => part !== "")
    .join(", ");
  return (
    <abbr
      className={styles["school"]}
      data-mark={mark}
      data-line={LINES[mark % LINES.length]}
      data-shape={mark < LINES.length ? "square" : "round"}
      title={place}
      aria-label={place}
    >
      {school.country}
    </abbr>
  );
}
