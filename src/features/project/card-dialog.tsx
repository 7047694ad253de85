import { type SyntheticEvent, useState } from "react";
import {
  AGES,
  COVERS,
  type Cover,
  PROJECT_LANGUAGES,
  PROJECT_LIMITS,
  type ProjectCard,
  SUBJECTS,
} from "../../domain/index.ts";
import { type MessageKey, compareNames, languageName, translate } from "../../i18n/index.ts";
import {
  Button,
  Dialog,
  DialogActions,
  MultiSelect,
  Select,
  TextInput,
  Textarea,
} from "../../ui/index.ts";
import { subjectName } from "./subject-name.ts";
import styles from "./project.module.css";

const COVER_WORDS = {
  rivers: "project.coverRivers",
  story: "project.coverStory",
  weather: "project.coverWeather",
  food: "project.coverFood",
  letters: "project.coverLetters",
  stars: "project.coverStars",
} as const satisfies Record<Cover, MessageKey>;

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
      <MultiSelect
        label={translate("project.fieldSubjects")}
        data={choices([...SUBJECTS], fields.subjects, subjectName)}
        value={[...fields.subjects]}
        onChange={(subjects) => change({ subjects })}
        maxValues={PROJECT_LIMITS.subjects}
        searchable
      />
      <MultiSelect
        label={translate("project.fieldLanguages")}
        data={choices([...PROJECT_LANGUAGES], fields.languages, languageName)}
        value={[...fields.languages]}
        onChange={(languages) => change({ languages })}
        maxValues={PROJECT_LIMITS.languages}
        searchable
      />
      <div className={styles["pair"]}>
        <Select
          label={translate("project.fieldFrom")}
          data={ages()}
          value={String(fields.ages.from)}
          onChange={(age) =>
            change({ ages: { ...fields.ages, from: Number(age ?? fields.ages.from) } })
          }
          error={isChecked && areAgesWrong ? translate("project.agesWrongOrder") : null}
          allowDeselect={false}
        />
        <Select
          label={translate("project.fieldTo")}
          data={ages()}
          value={String(fields.ages.to)}
          onChange={(age) =>
            change({ ages: { ...fields.ages, to: Number(age ?? fields.ages.to) } })
          }
          allowDeselect={false}
        />
      </div>
      <Select
        label={translate("project.fieldCover")}
        data={COVERS.map((value) => ({ value, label: translate(COVER_WORDS[value]) }))}
        value={fields.cover}
        onChange={(choice) =>
          change({ cover: COVERS.find((one) => one === choice) ?? fields.cover })
        }
        allowDeselect={false}
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

/** Our own codes, and those that stand on the card already. */
function choices(
  known: readonly string[],
  chosen: readonly string[],
  nameOf: (code: string) => string,
) {
  return [...new Set([...known, ...chosen])]
    .map((value) => ({ value, label: nameOf(value) }))
    .sort((a, b) => compareNames(a.label, b.label));
}

function ages(): string[] {
  return Array.from({ length: AGES.oldest - AGES.youngest + 1 }, (_, index) =>
    String(AGES.youngest + index),
  );
}
