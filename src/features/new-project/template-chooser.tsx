import { PROJECT_TEMPLATES, type ProjectTemplate, SUBJECTS } from "../../domain/index.ts";
import { formatList, formatNumber, translate } from "../../i18n/index.ts";
import { Button, Card, CoverPicture, ScreenHeader } from "../../ui/index.ts";
import styles from "./new-project.module.css";

export function TemplateChooser({
  onChoose,
  onCancel,
}: {
  readonly onChoose: (template: ProjectTemplate) => void;
  readonly onCancel: () => void;
}) {
  return (
    <>
      <ScreenHeader
        title={translate("newProject.title")}
        text={translate("newProject.chooseText")}
        actions={
          <Button kind="secondary" onClick={onCancel}>
            {translate("newProject.cancel")}
          </Button>
        }
      />
      <ul className={styles["templates"]} aria-label={translate("newProject.templates")}>
        {PROJECT_TEMPLATES.map((template) => (
          <TemplateCard key={template.id} template={template} onChoose={() => onChoose(template)} />
        ))}
      </ul>
    </>
  );
}

function TemplateCard({
  template,
  onChoose,
}: {
  readonly template: ProjectTemplate;
  readonly onChoose: () => void;
}) {
  const title = translate(`templates.${template.id}Title`);
  return (
    <Card as="li" padding="none" data-testid={`template-${template.id}`}>
      <CoverPicture cover={template.cover} />
      <div className={styles["about"]}>
        <h2>{title}</h2>
        <p>{translate(`templates.${template.id}Summary`)}</p>
        <p className={styles["facts"]}>{facts(template)}</p>
      </div>
      <button
        type="button"
        className={styles["choose"]}
        aria-label={translate("newProject.chooseThis", { title })}
        onClick={onChoose}
      />
    </Card>
  );
}

function facts(template: ProjectTemplate): string {
  const subjects = SUBJECTS.filter((subject) => template.subjects.includes(subject));
  return [
    translate("newProject.forAges", {
      from: formatNumber(template.ages.from),
      to: formatNumber(template.ages.to),
    }),
    translate("newProject.pages", { count: template.pages.length }),
    ...(subjects.length === 0
      ? []
      : [formatList(subjects.map((subject) => translate(`subjects.${subject}`)))]),
  ].join(" · ");
}
