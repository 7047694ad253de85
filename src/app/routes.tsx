import { Navigate, type RouteObject, useNavigate, useSearchParams } from "react-router";
import { AboutScreen } from "../features/help/index.ts";
import { HomeScreen } from "../features/home/index.ts";
import { InviteDialog } from "../features/invite/index.ts";
import { JoinScreen } from "../features/join/index.ts";
import { MembersScreen } from "../features/members/index.ts";
import { NewProjectScreen } from "../features/new-project/index.ts";
import { ProjectHome } from "../features/project/index.ts";
import { SettingsScreen } from "../features/settings/index.ts";
import { SyncCentre } from "../features/sync/index.ts";
import { WelcomeScreen } from "../features/welcome/index.ts";
import { translate } from "../i18n/index.ts";
import { Button, EmptyState, useStore } from "../ui/index.ts";
import { useDesk } from "./commands.ts";
import { MainScreen } from "./main-screen.tsx";
import { PageRoute, PagesRoute } from "./page-routes.tsx";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";
import { ProjectRoute, useNewPage } from "./project-route.tsx";
import { ProjectScreen, useProject } from "./project-screen.tsx";
import { Root } from "./root.tsx";
import { ScreenFailure } from "./screen-failure.tsx";
import { useWindowTitle } from "./screen.tsx";

/** Which screen stands at which address. A screen that breaks is replaced alone. */
export function createRoutes(): RouteObject[] {
  return [
    {
      element: <Root />,
      errorElement: <ScreenFailure />,
      children: [
        screen(PATHS.welcome, <WelcomeRoute />),
        screen(PATHS.home, <HomeRoute />),
        screen(PATHS.newProject, <NewProjectRoute />),
        screen(PATHS.join, <JoinRoute />),
        screen(PATHS.settings, <SettingsRoute />),
        screen(PATHS.about, <AboutRoute />),
        {
          path: "/project/:id",
          element: <ProjectRoute />,
          errorElement: <ScreenFailure />,
          children: [
            { index: true, element: <ProjectHomeRoute />, errorElement: <ScreenFailure /> },
            screen("pages", <PagesRoute />),
            screen("pages/:page", <PageRoute />),
            screen("members", <MembersRoute />),
            screen("sync", <SyncRoute />),
          ],
        },
        screen("*", <NotFoundRoute />),
      ],
    },
  ];
}

function screen(path: string, element: RouteObject["element"]): RouteObject {
  return { path, element, errorElement: <ScreenFailure /> };
}

function WelcomeRoute() {
  const { workspace, info } = useProgram();
  const navigate = useNavigate();
  const person = useStore(workspace.person);
  useWindowTitle(translate("welcome.title"));
  if (person !== null) return <Navigate to={PATHS.home} replace />;
  return (
    <WelcomeScreen
      workspace={workspace}
      locale={info.locale}
      onIntroduced={() => void navigate(PATHS.home, { replace: true })}
    />
  );
}

function HomeRoute() {
  const { workspace } = useProgram();
  const navigate = useNavigate();
  return (
    <MainScreen title={translate("app.home")}>
      <HomeScreen
        workspace={workspace}
        onOpen={(project) => void navigate(PATHS.project(project))}
        onBegin={() => void navigate(PATHS.newProject)}
        onJoin={() => void navigate(PATHS.join)}
      />
    </MainScreen>
  );
}

function NewProjectRoute() {
  const { workspace } = useProgram();
  const navigate = useNavigate();
  return (
    <MainScreen title={translate("app.newProject")}>
      <NewProjectScreen
        workspace={workspace}
        onCreated={(project) => void navigate(PATHS.project(project), { replace: true })}
        onCancel={() => void navigate(PATHS.home)}
      />
    </MainScreen>
  );
}

function JoinRoute() {
  const { workspace } = useProgram();
  const navigate = useNavigate();
  return (
    <MainScreen title={translate("app.join")}>
      <JoinScreen
        workspace={workspace}
        onJoined={(project) => void navigate(PATHS.project(project), { replace: true })}
      />
    </MainScreen>
  );
}

function SettingsRoute() {
  const { workspace, info } = useProgram();
  return (
    <MainScreen title={translate("app.settings")}>
      <SettingsScreen
        workspace={workspace}
        info={info}
        isForDevelopment={info.developmentRuntime || import.meta.env.DEV}
        aboutHref={href(PATHS.about)}
      />
    </MainScreen>
  );
}

function AboutRoute() {
  const { platform, info } = useProgram();
  const desk = useDesk();
  return (
    <MainScreen title={translate("app.aboutTitle")}>
      <AboutScreen
        platform={platform}
        info={info}
        onShowKeys={() => void desk.give("keyboardHelp")}
      />
    </MainScreen>
  );
}

function ProjectHomeRoute() {
  const { info } = useProgram();
  const project = useProject();
  const addPage = useNewPage(project);
  return (
    <ProjectScreen place="home" title={null}>
      <ProjectHome
        project={project}
        pageHref={(page) => href(PATHS.page(project.id, page))}
        pagesHref={href(PATHS.pages(project.id))}
        onNewPage={addPage}
        modKey={info.platform === "darwin" ? "⌘" : "Ctrl"}
      />
    </ProjectScreen>
  );
}

function MembersRoute() {
  const { workspace, platform } = useProgram();
  const project = useProject();
  const [search, setSearch] = useSearchParams();
  return (
    <ProjectScreen place="members" title={translate("project.members")}>
      <MembersScreen project={project} onInvite={() => setSearch({ invite: "" })} />
      <InviteDialog
        workspace={workspace}
        platform={platform}
        project={project.id}
        isOpen={search.has("invite")}
        onClose={() => setSearch({}, { replace: true })}
      />
    </ProjectScreen>
  );
}

function SyncRoute() {
  const { workspace, platform } = useProgram();
  const project = useProject();
  return (
    <ProjectScreen place="sync" title={translate("project.sync")}>
      <SyncCentre
        workspace={workspace}
        platform={platform}
        project={project}
        inviteHref={href(PATHS.invite(project.id))}
      />
    </ProjectScreen>
  );
}

function NotFoundRoute() {
  return (
    <MainScreen title={translate("failure.pageNotFound")}>
      <h1>{translate("failure.pageNotFound")}</h1>
      <EmptyState
        drawing="boat"
        title={translate("failure.pageNotFound")}
        text={translate("failure.pageNotFoundText")}
        action={<Button href={href(PATHS.home)}>{translate("app.backToHome")}</Button>}
      />
    </MainScreen>
  );
}
