import { type SyntheticEvent, useState } from "react";
import { PROJECT_LIMITS, type ProjectCard } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  AgesField,
  Button,
  CoverField,
  Dialog,
  DialogActions,
  LanguagesField,
  SubjectsField,
  TextInput,
  Textarea,
} from "../../ui/index.ts";
import styles from "./project.module.css";

type CardFields = Omit<ProjectCard, "createdAt">;

export function CardDialog({
  card,
  isOpen,
  onClose,
  onSave,
}: {
  readonly card: ProjectCard;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Only what the person changed, so that a partner's change to another field stays. */
  readonly onSave: (change: Partial<CardFields>) => void;
}) {
  return (
    <Dialog isOpen={isOpen} title={translate("project.editTitle")} size="44rem" onClose={onClose}>
      <CardForm
        card={card}
        onCancel={onClose}
        onSave={(change) => {
          onSave(change);
          onClose();
        }}
      />
    </Dialog>
  );
}

function CardForm({
  card,
  onCancel,
  onSave,
}: {
  readonly card: ProjectCard;
  readonly onCancel: () => void;
  readonly onSave: (change: Partial<CardFields>) => void;
}) {
  const [before] = useState<CardFields>(() => ({ ...card }));
  const [fields, setFields] = useState<CardFields>(before);
  const [isChecked, setChecked] = useState(false);
  const change = (part: Partial<CardFields>) => setFields((now) => ({ ...now, ...part }));
  const isUntitled = fields.title.trim() === "";
  const areAgesWrong = fields.ages.from > fields.ages.to;

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    setChecked(true);
    if (isUntitled || areAgesWrong) return;
    onSave(
      changedFields(before, { ...fields, title: fields.title.trim(), aims: fields.aims.trim() }),
    );
  }

  return (
    <form className={styles["form"]} onSubmit={submit} noValidate>
      <TextInput
        label={translate("project.fieldTitle")}
        value={fields.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
        maxLength={PROJECT_LIMITS.title}
        error={isChecked && isUntitled ? translate("project.titleMissing") : null}
        dir="auto"
        data-autofocus
      />
      <Textarea
        label={translate("project.fieldAims")}
        value={fields.aims}
        onChange={(event) => change({ aims: event.currentTarget.value })}
        maxLength={PROJECT_LIMITS.aims}
        autosize
        minRows={3}
        maxRows={8}
        dir="auto"
      />
      <SubjectsField
        name="subjects"
        label={translate("project.fieldSubjects")}
        value={fields.subjects}
        onChange={(subjects) => change({ subjects })}
      />
      <LanguagesField
        name="languages"
        label={translate("project.fieldLanguages")}
        value={fields.languages}
        onChange={(languages) => change({ languages })}
      />
      <AgesField
        name="ages"
        label={translate("project.fieldAges")}
        value={fields.ages}
        onChange={(ages) => change({ ages })}
      />
      <CoverField
        label={translate("project.fieldCover")}
        value={fields.cover}
        onChange={(cover) => change({ cover })}
      />
      <DialogActions>
        <Button kind="secondary" onClick={onCancel}>
          {translate("app.cancel")}
        </Button>
        <Button type="submit">{translate("app.save")}</Button>
      </DialogActions>
    </form>
  );
}

function changedFields(before: CardFields, after: CardFields): Partial<CardFields> {
  const entries = Object.entries(after).filter(([name, value]) => {
    return JSON.stringify(value) !== JSON.stringify(before[name as keyof CardFields]);
  });
  return Object.fromEntries(entries) as Partial<CardFields>;
}
