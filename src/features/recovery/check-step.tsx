import { type SyntheticEvent, useEffect, useRef, useState } from "react";
import { translate } from "../../i18n/index.ts";
import { Button, Card, ErrorNotice, TextInput } from "../../ui/index.ts";
import styles from "./recovery.module.css";

const WORDS = 12;

/** Two different places among the twelve, in their order. */
export function twoPlaces(random: () => number): readonly number[] {
  const first = Math.floor(random() * WORDS);
  const second = (first + 1 + Math.floor(random() * (WORDS - 1))) % WORDS;
  return [Math.min(first, second), Math.max(first, second)];
}

/** A sheet counts as made once two of its words were read from it. */
export function CheckStep({
  words,
  places,
  noteMade,
  onBack,
  onDone,
}: {
  readonly words: readonly string[];
  readonly places: readonly number[];
  readonly noteMade: () => Promise<void>;
  readonly onBack: () => void;
  readonly onDone: () => void;
}) {
  const [typed, setTyped] = useState<readonly string[]>(places.map(() => ""));
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);

  async function check(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    const found = places.filter(
      (place, at) => (typed[at] ?? "").trim().toLowerCase() !== words[place],
    );
    setWrong(found);
    const [first] = found;
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[name="word${first}"]`)?.focus();
      return;
    }
    try {
      await noteMade();
      onDone();
    } catch (error) {
      setFailure(String(error));
    }
  }

  return (
    <Card as="section" padding="wide" aria-labelledby="recovery-check">
      <h2 id="recovery-check">{translate("recovery.checkTitle")}</h2>
      <p>{translate("recovery.checkText")}</p>
      <form
        ref={form}
        className={styles["form"]}
        noValidate
        onSubmit={(event) => void check(event)}
      >
        <div className={styles["pair"]}>
          {places.map((place, at) => (
            <TextInput
              key={place}
              name={`word${place}`}
              label={translate("recovery.word", { number: place + 1 })}
              value={typed[at] ?? ""}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setTyped(typed.map((before, other) => (other === at ? value : before)));
              }}
              error={
                wrong.includes(place)
                  ? translate("recovery.wrongWord", { number: place + 1 })
                  : null
              }
              dir="ltr"
              lang="en"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          ))}
        </div>
        {failure !== null && (
          <ErrorNotice
            tone="failed"
            title={translate("settings.notKeptTitle")}
            words={translate("settings.notKeptText")}
            details={failure}
          />
        )}
        <div className={styles["actions"]}>
          <Button type="submit">{translate("recovery.check")}</Button>
          <Button kind="quiet" onClick={onBack}>
            {translate("recovery.showAgain")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
