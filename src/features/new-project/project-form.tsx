import { type SyntheticEvent, useMemo, useRef, useState } from "react";
import { PROJECT_LIMITS, type ProjectTemplate, type SpaceId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  AgesField,
  Button,
  CoverField,
  ErrorNotice,
  IconArrowLeft,
  LanguagesField,
  ScreenHeader,
  SubjectsField,
  TextInput,
  Textarea,
  useLanguage,
  useStore,
} from "../../ui/index.ts";
import type { Workspace } from "../../workspace/index.ts";
import styles from "./new-project.module.css";
import {
  type DraftFault,
  type ProjectDraft,
  draftFor,
  faultsIn,
  newProject,
} from "./project-draft.ts";
import { TemplatePreview } from "./template-preview.tsx";
import { templatePages } from "./template-pages.ts";

type Step =
  | { readonly state: "filling" }
  | { readonly state: "making" }
  | { readonly state: "failed"; readonly details: string };

export function ProjectForm({
  workspace,
  template,
  changes,
  onChange,
  onCreated,
  onBack,
}: {
  readonly workspace: Workspace;
  readonly template: ProjectTemplate;
  readonly changes: Partial<ProjectDraft>;
  readonly onChange: (change: Partial<ProjectDraft>) => void;
  readonly onCreated: (space: SpaceId) => void;
  readonly onBack: () => void;
}) {
  const spoken = useLanguage();
  const person = useStore(workspace.person);
  const [isChecked, setChecked] = useState(false);
  const [step, setStep] = useState<Step>({ state: "filling" });
  const form = useRef<HTMLFormElement>(null);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the pages are words, so they follow the language
  const pages = useMemo(() => templatePages(template), [template, spoken]);
  const draft: ProjectDraft = { ...draftFor(template, person), ...changes };
  const faults = faultsIn(draft);
  const says = (fault: DraftFault, words: string) =>
    isChecked && faults.includes(fault) ? words : null;

  async function make(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    if (step.state === "making") return;
    setChecked(true);
    const fields = newProject(draft, template);
    if (fields === null) {
      form.current?.querySelector<HTMLElement>(`[data-field="${faults[0] ?? "title"}"]`)?.focus();
      return;
    }
    setStep({ state: "making" });
    try {
      onCreated(await workspace.createProject(fields));
    } catch (error) {
      setStep({ state: "failed", details: String(error) });
    }
  }

  return (
    <>
      <ScreenHeader
        title={translate("newProject.title")}
        text={translate("newProject.formText")}
        actions={
          <Button kind="secondary" icon={<IconArrowLeft aria-hidden />} onClick={onBack}>
            {translate("newProject.otherStart")}
          </Button>
        }
      />
      <div className={styles["columns"]}>
        <form
          ref={form}
          className={styles["form"]}
          noValidate
          onSubmit={(event) => void make(event)}
        >
          <TextInput
            data-field="title"
            label={translate("newProject.fieldTitle")}
            value={draft.title}
            maxLength={PROJECT_LIMITS.title}
            error={says("title", translate("newProject.titleMissing"))}
            dir="auto"
            onChange={(event) => onChange({ title: event.currentTarget.value })}
          />
          <Textarea
            data-field="aims"
            label={translate("newProject.fieldAims")}
            value={draft.aims}
            maxLength={PROJECT_LIMITS.aims}
            rows={4}
            dir="auto"
            onChange={(event) => onChange({ aims: event.currentTarget.value })}
          />
          <div className={styles["pair"]}>
            <SubjectsField
              name="subjects"
              label={translate("newProject.fieldSubjects")}
              value={draft.subjects}
              onChange={(subjects) => onChange({ subjects })}
            />
            <LanguagesField
              name="languages"
              label={translate("newProject.fieldLanguages")}
              value={draft.languages}
              error={says("languages", translate("newProject.languagesMissing"))}
              onChange={(languages) => onChange({ languages })}
            />
          </div>
          <AgesField
            name="ages"
            label={translate("newProject.fieldAges")}
            value={draft.ages}
            onChange={(ages) => onChange({ ages })}
          />
          <CoverField
            label={translate("newProject.fieldCover")}
            value={draft.cover}
            onChange={(cover) => onChange({ cover })}
          />
          {step.state === "failed" ? (
            <ErrorNotice
              tone="failed"
              title={translate("newProject.notMadeTitle")}
              words={translate("newProject.notMadeText")}
              details={step.details}
            />
          ) : null}
          <div className={styles["foot"]}>
            <Button type="submit" isBusy={step.state === "making"}>
              {translate("newProject.create")}
            </Button>
          </div>
        </form>
        <TemplatePreview cover={draft.cover} pages={pages} />
      </div>
    </>
  );
}
