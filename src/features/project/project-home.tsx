import { useState } from "react";
import type { PageId, School } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { SchoolBadge, ScreenHeader, useLanguage, useStore } from "../../ui/index.ts";
import type { OpenProject } from "../../workspace/index.ts";
import { CardDialog } from "./card-dialog.tsx";
import { displayTitle } from "./display-title.ts";
import { Journal, type JournalView } from "./journal.tsx";
import { LateWork } from "./late-work.tsx";
import { PagesCard } from "./pages-card.tsx";
import { ProjectCardView } from "./project-card.tsx";
import { WhoIsHere } from "./who-is-here.tsx";
import styles from "./project.module.css";

export type ProjectHomeView = JournalView &
  Pick<
    OpenProject,
    "card" | "pages" | "basket" | "present" | "sync" | "lateWork" | "forgetLateWork" | "changeCard"
  >;

export interface ProjectHomeProps {
  readonly project: ProjectHomeView;
  readonly pageHref: (page: PageId) => string;
  readonly pagesHref: string;
  readonly onNewPage: () => void;
  /** As it stands on this keyboard: "Ctrl" or "⌘". */
  readonly modKey: string;
  readonly copyText: (text: string) => Promise<void>;
}

/** The project at a glance: news, pages, who is here, what it is about. */
export function ProjectHome({
  project,
  pageHref,
  pagesHref,
  onNewPage,
  modKey,
  copyText,
}: ProjectHomeProps) {
  useLanguage();
  const card = useStore(project.card);
  const schools = useStore(project.schools);
  const rights = useStore(project.rights);
  const [isEditing, setEditing] = useState(false);
  // Joined, and the log tells who belongs to it; what was written comes when the computers meet.
  const isArriving = rights.standing === "active" && card.createdAt === 0;

  return (
    <>
      <ScreenHeader
        title={<bdi>{displayTitle(card)}</bdi>}
        text={
          <span className={styles["badges"]}>
            {schools.filter(isNamed).map((school) => (
              <span key={school.id} className={styles["badge"]}>
                <SchoolBadge school={school} all={schools} />
                <bdi>{school.name}</bdi>
              </span>
            ))}
          </span>
        }
      />
      {isArriving && (
        <output className={styles["arriving"]}>{translate("project.arriving")}</output>
      )}
      <LateWork project={project} copyText={copyText} />
      <div className={styles["columns"]}>
        <Journal project={project} modKey={modKey} />
        <div className={styles["side"]}>
          <PagesCard
            project={project}
            pageHref={pageHref}
            pagesHref={pagesHref}
            onNewPage={onNewPage}
          />
          <WhoIsHere project={project} pageHref={pageHref} />
          <ProjectCardView
            card={card}
            schools={schools}
            mayChange={rights.changeCard}
            onEdit={() => setEditing(true)}
          />
        </div>
      </div>
      <CardDialog
        card={card}
        isOpen={isEditing}
        onClose={() => setEditing(false)}
        onSave={(change) => project.changeCard(change)}
      />
    </>
  );
}

/** What a school is called comes with the profiles of its people. */
function isNamed({ name }: School): boolean {
  return name !== "";
}
