import { useEffect, useState } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { KeyboardHelp } from "../features/help/index.ts";
import { translate } from "../i18n/index.ts";
import type { MenuCommand } from "../platform/index.ts";
import { notify, useLanguage, useStore } from "../ui/index.ts";
import { useCommand, useDesk } from "./commands.ts";
import { rememberPlace } from "./last-place.ts";
import { Locking } from "./locking.tsx";
import { PATHS } from "./paths.ts";
import { printScreen } from "./print-screen.ts";
import { useProgram } from "./program.ts";

/** Around all screens: the native menu, the lock, the list of keys, the memory of the last place. */
export function Root() {
  const { info, workspace } = useProgram();
  useLanguage();
  const { pathname, search } = useLocation();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const person = useStore(workspace.person);
  useMenu(person !== null);
  useCommand("keyboardHelp", () => setHelpOpen(true));

  useEffect(() => rememberPlace(pathname + search, localStorage), [pathname, search]);

  return (
    <>
      <Outlet />
      <Locking />
      <KeyboardHelp
        isOpen={isHelpOpen}
        onClose={() => setHelpOpen(false)}
        platform={info.platform}
      />
    </>
  );
}

/** Hands what the native menu asks for to the screen that knows it. */
function useMenu(isIntroduced: boolean): void {
  const { platform, workspace } = useProgram();
  const desk = useDesk();
  const navigate = useNavigate();
  useCommand("home", () => void navigate(PATHS.home));
  useCommand("newProject", () => void navigate(PATHS.newProject));
  useCommand("joinProject", () => void navigate(PATHS.join));
  useCommand("settings", () => void navigate(PATHS.settings));
  useCommand("about", () => void navigate(PATHS.about));
  useCommand("syncCentre", () => {
    const latest = workspace.projects.get()[0];
    if (latest === undefined) notify({ words: translate("app.openProjectFirst") });
    else void navigate(PATHS.sync(latest.id));
  });
  useCommand("print", () => void printScreen(platform));

  useEffect(
    () =>
      platform.onMenuCommand((command) => {
        // Until one has said who one is, there is nowhere to go.
        if (!isIntroduced && command !== "keyboardHelp" && command !== "lock") return;
        if (!desk.give(command)) notify({ words: unansweredWords(command) });
      }),
    [platform, desk, isIntroduced],
  );
}

/** Commands that only some screens answer. */
function unansweredWords(command: MenuCommand): string {
  const isOfProject = command === "newPage" || command === "importFiles";
  return isOfProject ? translate("app.openProjectFirst") : translate("app.openPageFirst");
}
