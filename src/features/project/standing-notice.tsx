import { assertNever } from "../../base/index.ts";
import { formatDate, translate } from "../../i18n/index.ts";
import { Button, IconHourglass, IconInfoCircle, Notice, useStore } from "../../ui/index.ts";
import type { OpenProject } from "../../workspace/index.ts";

/** Above every screen of a project that one does not take part in, or not yet. */
export function StandingNotice({
  project,
  endedAt,
  wordsHref,
}: {
  readonly project: Pick<OpenProject, "rights" | "members" | "me">;
  /** As the clock of whoever did it claimed; null where it is not known. */
  readonly endedAt: number | null;
  /** Where one's own four words are shown; null there. */
  readonly wordsHref: string | null;
}) {
  const { standing } = useStore(project.rights);
  const members = useStore(project.members);
  // The log is here, and does not count one's joining: the invitation had ended before this computer was heard.
  const isOutside = members.length > 0 && members.every(({ id }) => id !== project.me);
  switch (standing) {
    case "active":
      return null;
    case "pending":
      if (isOutside)
        return (
          <Notice
            title={translate("project.standingOutside")}
            icon={<IconInfoCircle aria-hidden />}
            data-testid="standing"
          >
            <p>{translate("project.standingOutsideText")}</p>
          </Notice>
        );
      if (wordsHref === null) return null;
      return (
        <Notice
          title={translate("project.standingPending")}
          tone="waiting"
          icon={<IconHourglass aria-hidden />}
          data-testid="standing"
          actions={<Button href={wordsHref}>{translate("project.standingPendingAction")}</Button>}
        >
          <p>{translate("project.standingPendingText")}</p>
        </Notice>
      );
    case "left":
    case "removed":
      return (
        <Notice
          title={endedTitle(standing, endedAt)}
          icon={<IconInfoCircle aria-hidden />}
          data-testid="standing"
        >
          <p>{translate("project.standingEndedText")}</p>
        </Notice>
      );
    default:
      return assertNever(standing);
  }
}

function endedTitle(standing: "left" | "removed", endedAt: number | null): string {
  if (endedAt === null)
    return translate(
      standing === "left" ? "project.standingLeftNoDate" : "project.standingRemovedNoDate",
    );
  const date = formatDate(endedAt);
  return translate(standing === "left" ? "project.standingLeft" : "project.standingRemoved", {
    date,
  });
}
