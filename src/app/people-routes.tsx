import type { ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { HistoryScreen } from "../features/history/index.ts";
import { InvitationScreen, InvitationsScreen, InviteScreen } from "../features/invite/index.ts";
import { ComputersScreen, MembersScreen } from "../features/members/index.ts";
import { translate } from "../i18n/index.ts";
import { useDesk } from "./commands.ts";
import { PATHS, href } from "./paths.ts";
import { printScreen } from "./print-screen.ts";
import { useProgram } from "./program.ts";
import { ProjectScreen, useProject } from "./project-screen.tsx";
import styles from "./project-screen.module.css";

type Part = "people" | "invitations" | "computers" | "history";

/** One of the screens about the people of a project, with the way to the others. */
function PeopleScreen({ part, children }: { readonly part: Part; readonly children: ReactNode }) {
  const { id } = useProject();
  const parts = [
    { part: "people", label: translate("members.people"), path: PATHS.members(id) },
    { part: "invitations", label: translate("members.invitations"), path: PATHS.invitations(id) },
    { part: "computers", label: translate("members.computers"), path: PATHS.computers(id) },
    { part: "history", label: translate("members.history"), path: PATHS.history(id) },
  ] as const;
  const current = parts.find((one) => one.part === part);
  return (
    <ProjectScreen
      place="members"
      title={part === "people" ? translate("project.members") : (current?.label ?? "")}
      showsWords={part === "people"}
    >
      <div>
        <nav className={styles["parts"]} aria-label={translate("members.parts")}>
          <ul>
            {parts.map((one) => (
              <li key={one.part}>
                <a href={href(one.path)} aria-current={one.part === part ? "page" : undefined}>
                  {one.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {children}
      </div>
    </ProjectScreen>
  );
}

export function MembersRoute() {
  const project = useProject();
  return (
    <PeopleScreen part="people">
      <MembersScreen project={project} inviteHref={href(PATHS.invite(project.id))} />
    </PeopleScreen>
  );
}

export function InviteRoute() {
  const project = useProject();
  const navigate = useNavigate();
  return (
    <PeopleScreen part="invitations">
      <InviteScreen
        project={project}
        listHref={href(PATHS.invitations(project.id))}
        onMade={(invitation) =>
          void navigate(PATHS.invitation(project.id, invitation), { replace: true })
        }
      />
    </PeopleScreen>
  );
}

export function InvitationsRoute() {
  const { platform } = useProgram();
  const project = useProject();
  return (
    <PeopleScreen part="invitations">
      <InvitationsScreen
        project={project}
        platform={platform}
        inviteHref={href(PATHS.invite(project.id))}
        invitationHref={(invitation) => href(PATHS.invitation(project.id, invitation))}
      />
    </PeopleScreen>
  );
}

export function InvitationRoute() {
  const { platform } = useProgram();
  const desk = useDesk();
  const project = useProject();
  const { invitation = "" } = useParams();
  return (
    <PeopleScreen part="invitations">
      <InvitationScreen
        key={invitation}
        project={project}
        platform={platform}
        invitation={invitation}
        listHref={href(PATHS.invitations(project.id))}
        onPrint={() => void desk.give("print")}
      />
    </PeopleScreen>
  );
}

export function ComputersRoute() {
  return (
    <PeopleScreen part="computers">
      <ComputersScreen project={useProject()} />
    </PeopleScreen>
  );
}

export function HistoryRoute() {
  const { platform } = useProgram();
  return (
    <PeopleScreen part="history">
      <HistoryScreen project={useProject()} onPrint={() => printScreen(platform)} />
    </PeopleScreen>
  );
}
