import {
  type AgeRange,
  PROJECT_LANGUAGES,
  PROJECT_LIMITS,
  type Person,
  type ProjectTemplate,
} from "../../domain/index.ts";
import { localeTag, translate } from "../../i18n/index.ts";
import type { NewProject } from "../../workspace/index.ts";
import { templatePages } from "./template-pages.ts";

/** The card of the project while it is being filled in. */
export type ProjectDraft = Omit<NewProject, "pages">;

/** What the form shows before anything was typed. */
export function draftFor(template: ProjectTemplate, person: Person | null): ProjectDraft {
  return {
    title: template.id === "blank" ? "" : translate(`templates.${template.id}Title`),
    aims: template.id === "blank" ? "" : translate(`templates.${template.id}Aims`),
    subjects: template.subjects,
    ages: template.ages,
    languages: startLanguages(person),
    cover: template.cover,
  };
}

export type DraftFault = "title" | "languages" | "ages";

/** In the order of the form, so that the first one gets the focus. */
export function faultsIn(draft: ProjectDraft): readonly DraftFault[] {
  const faults: readonly (readonly [DraftFault, boolean])[] = [
    ["title", draft.title.trim() === ""],
    ["ages", isWrongWayRound(draft.ages)],
    ["languages", draft.languages.length === 0],
  ];
  return faults.filter(([, isThere]) => isThere).map(([fault]) => fault);
}

/** null while something is missing or wrong. */
export function newProject(draft: ProjectDraft, template: ProjectTemplate): NewProject | null {
  if (faultsIn(draft).length > 0) return null;
  return {
    title: draft.title.trim().slice(0, PROJECT_LIMITS.title),
    aims: draft.aims.trim().slice(0, PROJECT_LIMITS.aims),
    subjects: draft.subjects.slice(0, PROJECT_LIMITS.subjects),
    ages: draft.ages,
    languages: draft.languages.slice(0, PROJECT_LIMITS.languages),
    cover: draft.cover,
    pages: templatePages(template),
  };
}

function isWrongWayRound({ from, to }: AgeRange): boolean {
  return from > to;
}

function startLanguages(person: Person | null): readonly string[] {
  if (person !== null && person.languages.length > 0) return person.languages;
  return PROJECT_LANGUAGES.filter((code) => code === localeTag());
}
