import type { ProjectCard, School } from "../../domain/index.ts";
import { formatDate, formatList, formatNumber, languageName, translate } from "../../i18n/index.ts";
import { Button, Card, CoverPicture, IconPencil } from "../../ui/index.ts";
import { subjectName } from "./subject-name.ts";
import styles from "./project.module.css";

export function ProjectCardView({
  card,
  schools,
  mayChange,
  onEdit,
}: {
  readonly card: ProjectCard;
  readonly schools: readonly School[];
  readonly mayChange: boolean;
  readonly onEdit: () => void;
}) {
  const { from, to } = card.ages;
  const facts: readonly (readonly [string, string])[] = [
    [translate("project.schools"), formatList(schools.map(({ name }) => name))],
    [translate("project.subjects"), formatList(card.subjects.map(subjectName))],
    [
      translate("project.ages"),
      translate("project.agesRange", { from: formatNumber(from), to: formatNumber(to) }),
    ],
    [translate("project.languages"), formatList(card.languages.map(languageName))],
  ];
  return (
    <Card as="section" padding="none" aria-labelledby="project-about">
      <CoverPicture cover={card.cover} />
      <div className={styles["about"]}>
        <h2 id="project-about">{translate("project.about")}</h2>
        <h3>{translate("project.aims")}</h3>
        <p className={styles["aims"]} dir="auto">
          {card.aims.trim() === "" ? translate("project.noAims") : card.aims}
        </p>
        <dl className={styles["facts"]}>
          {facts
            .filter(([, value]) => value !== "")
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        {card.createdAt > 0 && (
          <p className={styles["soft"]}>
            {translate("project.since", { date: formatDate(card.createdAt) })}
          </p>
        )}
        {mayChange ? (
          <div>
            <Button kind="secondary" icon={<IconPencil aria-hidden />} onClick={onEdit}>
              {translate("project.edit")}
            </Button>
          </div>
        ) : (
          <p className={styles["soft"]}>{translate("project.onlyLeadCard")}</p>
        )}
      </div>
    </Card>
  );
}
