import { type KeyboardEvent, type SyntheticEvent, useState } from "react";
import { POST_LIMITS } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Button, EmptyState, IconSend, Textarea, useNow, useStore } from "../../ui/index.ts";
import type { OpenProject } from "../../workspace/index.ts";
import { JournalPost } from "./journal-post.tsx";
import { useRemovals } from "./use-removals.ts";
import styles from "./project.module.css";

const SHOW_LETTERS_LEFT_FROM = 300;

export type JournalView = Pick<
  OpenProject,
  "me" | "posts" | "members" | "schools" | "rights" | "addPost" | "removePost"
>;

/** Short news for everyone in the project, newest first. */
export function Journal({
  project,
  modKey,
}: {
  readonly project: JournalView;
  readonly modKey: string;
}) {
  const now = useNow();
  const posts = useStore(project.posts);
  const members = useStore(project.members);
  const schools = useStore(project.schools);
  const rights = useStore(project.rights);
  const { hidden, remove } = useRemovals((post) => project.removePost(post));
  const shown = posts.filter(({ id }) => !hidden.has(id));

  return (
    <section className={styles["journal"]} aria-labelledby="project-journal">
      <div>
        <h2 id="project-journal">{translate("project.journal")}</h2>
        <p className={styles["soft"]}>{translate("project.journalIntro")}</p>
      </div>
      {rights.post ? (
        <Composer modKey={modKey} onPost={(text) => project.addPost(text)} />
      ) : (
        rights.standing === "active" && (
          <p className={styles["soft"]}>
            {translate("project.noPostRole", { role: translate(`roles.${rights.role}`) })}
          </p>
        )
      )}
      {shown.length === 0 ? (
        <EmptyState
          drawing="letterbox"
          title={translate("project.emptyJournal")}
          text={translate(rights.post ? "project.emptyJournalText" : "project.emptyJournalReader")}
          worksOffline
        />
      ) : (
        <ul className={styles["posts"]}>
          {shown.map((post) => (
            <JournalPost
              key={post.id}
              post={post}
              author={members.find(({ id }) => id === post.author)}
              schools={schools}
              isMine={post.author === project.me}
              mayRemove={post.author === project.me && rights.post}
              now={now}
              onRemove={() => remove(post.id)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

function Composer({
  modKey,
  onPost,
}: {
  readonly modKey: string;
  readonly onPost: (text: string) => void;
}) {
  const [text, setText] = useState("");
  const left = POST_LIMITS.text - text.length;

  function post(event: SyntheticEvent): void {
    event.preventDefault();
    if (text.trim() === "") return;
    onPost(text.trim());
    setText("");
  }

  function postByKeys(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing)
      post(event);
  }

  return (
    <form className={styles["composer"]} onSubmit={post}>
      <Textarea
        label={translate("project.write")}
        description={translate("project.writeHint", { keys: `${modKey}+Enter` })}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={postByKeys}
        maxLength={POST_LIMITS.text}
        autosize
        minRows={2}
        maxRows={10}
        dir="auto"
      />
      <div className={styles["composerFoot"]}>
        <span className={styles["soft"]}>
          {left <= SHOW_LETTERS_LEFT_FROM && translate("project.lettersLeft", { count: left })}
        </span>
        <Button type="submit" icon={<IconSend aria-hidden />} isDisabled={text.trim() === ""}>
          {translate("project.post")}
        </Button>
      </div>
    </form>
  );
}
