import type { Cover } from "./project.ts";

/** A ready start for a project. Its words are in `i18n` under "templates.<id>.*". */
export interface ProjectTemplate {
  readonly id: TemplateId;
  readonly cover: Cover;
  readonly subjects: readonly string[];
  readonly ages: { readonly from: number; readonly to: number };
  /** Ids of the pages that it begins with; title and text are in `i18n`. */
  readonly pages: readonly string[];
}

export type TemplateId =
  | "blank"
  | "storyInTurns"
  | "weatherSurvey"
  | "foodAndFeasts"
  | "riversOfOurTowns"
  | "letters";

export const PROJECT_TEMPLATES: readonly ProjectTemplate[] = [
  {
    id: "storyInTurns",
    cover: "story",
    subjects: ["literature", "foreignLanguages"],
    ages: { from: 8, to: 14 },
    pages: ["start", "story", "people"],
  },
  {
    id: "weatherSurvey",
    cover: "weather",
    subjects: ["geography", "mathematics", "science"],
    ages: { from: 9, to: 15 },
    pages: ["start", "measurements", "findings"],
  },
  {
    id: "foodAndFeasts",
    cover: "food",
    subjects: ["socialStudies", "foreignLanguages", "art"],
    ages: { from: 6, to: 16 },
    pages: ["start", "recipes", "feasts"],
  },
  {
    id: "riversOfOurTowns",
    cover: "rivers",
    subjects: ["geography", "environment", "history"],
    ages: { from: 9, to: 16 },
    pages: ["start", "places", "questions"],
  },
  {
    id: "letters",
    cover: "letters",
    subjects: ["foreignLanguages", "citizenship"],
    ages: { from: 7, to: 13 },
    pages: ["start", "aboutUs"],
  },
  { id: "blank", cover: "stars", subjects: [], ages: { from: 6, to: 18 }, pages: ["start"] },
];
