import { Navigate, useNavigate } from "react-router";
import { AboutScreen } from "../features/help/index.ts";
import { JoinScreen } from "../features/join/index.ts";
import { NewProjectScreen } from "../features/new-project/index.ts";
import { RecoveryScreen } from "../features/recovery/index.ts";
import { SettingsScreen } from "../features/settings/index.ts";
import { WelcomeScreen } from "../features/welcome/index.ts";
import { translate } from "../i18n/index.ts";
import { useLanguage, useStore } from "../ui/index.ts";
import { useDesk } from "./commands.ts";
import { MainScreen } from "./main-screen.tsx";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";
import { useWindowTitle } from "./screen.tsx";

export function WelcomeRoute() {
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

export function NewProjectRoute() {
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

export function JoinRoute() {
  const { workspace } = useProgram();
  const navigate = useNavigate();
  return (
    <MainScreen title={translate("app.join")}>
      <JoinScreen
        workspace={workspace}
        onJoined={(outcome) =>
          void navigate(outcome.kind === "met" ? PATHS.project(outcome.space) : PATHS.home, {
            replace: true,
          })
        }
      />
    </MainScreen>
  );
}

export function SettingsRoute() {
  // Here the language changes, and the title above the screen with it.
  useLanguage();
  const { workspace, info } = useProgram();
  return (
    <MainScreen title={translate("app.settings")}>
      <SettingsScreen
        workspace={workspace}
        info={info}
        isForDevelopment={info.developmentRuntime || import.meta.env.DEV}
        aboutHref={href(PATHS.about)}
        sheetHref={href(PATHS.recovery)}
      />
    </MainScreen>
  );
}

export function RecoveryRoute() {
  const { workspace, platform } = useProgram();
  const navigate = useNavigate();
  return (
    <MainScreen title={translate("recovery.title")}>
      <RecoveryScreen
        keys={workspace.keys}
        platform={platform}
        onDone={() => void navigate(PATHS.home)}
      />
    </MainScreen>
  );
}

export function AboutRoute() {
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
