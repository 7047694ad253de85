import { SUBJECTS } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";

/** The word for a subject; a partner's newer version may know one that we do not. */
export function subjectName(code: string): string {
  const subject = SUBJECTS.find((one) => one === code);
  return subject === undefined ? code : translate(`subjects.${subject}`);
}
