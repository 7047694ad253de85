import type { Member, Post, School } from "../../domain/index.ts";
import { formatMoment, translate } from "../../i18n/index.ts";
import { Card, IconButton, IconTrash, Rich, SchoolBadge } from "../../ui/index.ts";
import styles from "./project.module.css";

/** Below this the two times are the same for a reader. */
const SAME_TIME_MS = 5 * 60_000;

export function JournalPost({
  post,
  author,
  schools,
  isMine,
  mayRemove,
  now,
  onRemove,
}: {
  readonly post: Post;
  readonly author: Member | undefined;
  readonly schools: readonly School[];
  readonly isMine: boolean;
  readonly mayRemove: boolean;
  readonly now: number;
  readonly onRemove: () => void;
}) {
  const school = schools.find(({ id }) => id === author?.schoolId);
  const name =
    author === undefined || author.name === "" ? translate("project.unknownAuthor") : author.name;
  return (
    <Card as="li" data-testid="post">
      <div className={styles["postHead"]}>
        {school !== undefined && <SchoolBadge school={school} all={schools} />}
        <p>
          <Rich
            message="project.writtenBy"
            values={{ name: isMine ? translate("project.you", { name }) : name }}
          />
        </p>
        <p className={styles["times"]}>{timeWords(post, now)}</p>
        {mayRemove && (
          <IconButton
            label={translate("project.removePostOf", { when: formatMoment(post.writtenAt, now) })}
            icon={<IconTrash aria-hidden />}
            onClick={onRemove}
          />
        )}
      </div>
      <p className={styles["postText"]} dir="auto">
        {post.text}
      </p>
    </Card>
  );
}

/** Two times when it was long on its way; both are claims of clocks. */
function timeWords({ writtenAt, arrivedAt }: Post, now: number): string {
  const written = formatMoment(writtenAt, now);
  if (Math.abs(arrivedAt - writtenAt) < SAME_TIME_MS)
    return translate("project.written", { when: written });
  return translate("project.writtenAndArrived", { written, arrived: formatMoment(arrivedAt, now) });
}
