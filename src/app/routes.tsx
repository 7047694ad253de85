import type { ComponentType } from "react";
import { type RouteObject, useNavigate } from "react-router";
import { HomeScreen } from "../features/home/index.ts";
import { translate } from "../i18n/index.ts";
import { Button, EmptyState } from "../ui/index.ts";
import { MainScreen } from "./main-screen.tsx";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";
import { RecoveryReminder } from "./recovery-reminder.tsx";
import { Root } from "./root.tsx";
import { ScreenFailure } from "./screen-failure.tsx";
import { StartScreen } from "./start-screen.tsx";

/**
 * Which screen stands at which address. A screen that breaks is replaced alone. All but home are read from the disk when
 * they are asked for: an old PC takes long over the code of the editor alone.
 */
export function createRoutes(): RouteObject[] {
  return [
    {
      element: <Root />,
      errorElement: <ScreenFailure />,
      hydrateFallbackElement: <StartScreen words={translate("app.starting")} />,
      children: [
        { path: PATHS.home, element: <HomeRoute />, errorElement: <ScreenFailure /> },
        later(PATHS.welcome, async () => (await outerRoutes()).WelcomeRoute),
        later(PATHS.newProject, async () => (await outerRoutes()).NewProjectRoute),
        later(PATHS.join, async () => (await outerRoutes()).JoinRoute),
        later(PATHS.settings, async () => (await outerRoutes()).SettingsRoute),
        later(PATHS.recovery, async () => (await outerRoutes()).RecoveryRoute),
        later(PATHS.about, async () => (await outerRoutes()).AboutRoute),
        {
          ...later("/project/:id", async () => (await projectRoutes()).ProjectRoute),
          children: [
            later("", async () => (await projectRoutes()).ProjectHomeRoute),
            later("pages", async () => (await pageRoutes()).PagesRoute),
            later("pages/:page", async () => (await pageRoutes()).PageRoute),
            later("members", async () => (await peopleRoutes()).MembersRoute),
            later("members/invite", async () => (await peopleRoutes()).InviteRoute),
            later("members/invitations", async () => (await peopleRoutes()).InvitationsRoute),
            later(
              "members/invitations/:invitation",
              async () => (await peopleRoutes()).InvitationRoute,
            ),
            later("members/computers", async () => (await peopleRoutes()).ComputersRoute),
            later("members/history", async () => (await peopleRoutes()).HistoryRoute),
            later("sync", async () => (await projectRoutes()).SyncRoute),
          ],
        },
        { path: "*", element: <NotFoundRoute />, errorElement: <ScreenFailure /> },
      ],
    },
  ];
}

const outerRoutes = () => import("./outer-routes.tsx");
const projectRoutes = () => import("./project-routes.tsx");
const peopleRoutes = () => import("./people-routes.tsx");
const pageRoutes = () => import("./page-routes.tsx");

function later(path: string, load: () => Promise<ComponentType>) {
  return {
    path,
    lazy: async () => ({ Component: await load() }),
    errorElement: <ScreenFailure />,
  };
}

function HomeRoute() {
  const { workspace } = useProgram();
  const navigate = useNavigate();
  return (
    <MainScreen title={translate("app.home")}>
      <HomeScreen
        workspace={workspace}
        reminder={<RecoveryReminder />}
        onOpen={(project) => void navigate(PATHS.project(project))}
        onBegin={() => void navigate(PATHS.newProject)}
        onJoin={() => void navigate(PATHS.join)}
      />
    </MainScreen>
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
