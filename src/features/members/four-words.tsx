import { useEffect, useState } from "react";
import type { MemberId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import type { PeopleOfProject } from "../../workspace/index.ts";
import styles from "./members.module.css";

/** The four words of someone's keys, large enough to be read out. They are English in every language, so that they can be compared. */
export function FourWords({
  people,
  member,
}: {
  readonly people: Pick<PeopleOfProject, "wordsOf">;
  readonly member: MemberId;
}) {
  const words = useWords(people, member);
  if (words === null) return <output>{translate("members.wordsMaking")}</output>;
  return (
    <ol
      className={styles["words"]}
      aria-label={translate("members.words")}
      lang="en"
      dir="ltr"
      data-testid="four-words"
    >
      {words.map((word, place) => (
        <li key={place}>{word}</li>
      ))}
    </ol>
  );
}

function useWords(
  people: Pick<PeopleOfProject, "wordsOf">,
  member: MemberId,
): readonly string[] | null {
  const [words, setWords] = useState<readonly string[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    void people.wordsOf(member).then((made) => {
      if (isWanted) setWords(made);
    });
    return () => {
      isWanted = false;
    };
  }, [people, member]);
  return words;
}
