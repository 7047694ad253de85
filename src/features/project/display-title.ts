import type { ProjectCard } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";

/** The project's title, or words for one that has none yet, or whose card has not come. */
export function displayTitle({
  title,
  createdAt,
}: Pick<ProjectCard, "title" | "createdAt">): string {
  if (title.trim() !== "") return title;
  return translate(createdAt === 0 ? "project.onItsWay" : "project.untitled");
}
