import { useEffect, useState } from "react";
import { createHashRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { closestLanguage, speak } from "../i18n/index.ts";
import type { Appearance } from "../platform/index.ts";
import { useStore } from "../ui/index.ts";
import type { Settings } from "../workspace/index.ts";
import { CommandDesk, CommandDeskProvider } from "./commands.ts";
import { placeToBegin } from "./last-place.ts";
import { PATHS } from "./paths.ts";
import { type Program, ProgramProvider } from "./program.ts";
import { createRoutes } from "./routes.tsx";

/** The program once everything is open. */
export function App({ program }: { readonly program: Program }) {
  const [router] = useState(() => {
    beginAtLastPlace(program);
    return createHashRouter(createRoutes());
  });
  const [desk] = useState(() => new CommandDesk());
  useShellFollows(program);

  return (
    <ProgramProvider value={program}>
      <CommandDeskProvider value={desk}>
        <RouterProvider router={router} />
      </CommandDeskProvider>
    </ProgramProvider>
  );
}

/** A reload stays where it was; a start goes to where the person was last. */
function beginAtLastPlace({ workspace }: Program): void {
  const isFreshStart = ["", "#", "#/"].includes(window.location.hash);
  if (!isFreshStart) return;
  const begin =
    workspace.person.get() === null
      ? PATHS.welcome
      : placeToBegin(workspace.projects.get(), localStorage);
  window.location.hash = begin;
}

/** Language and native colours follow the settings; closing waits until everything typed is kept. */
function useShellFollows({ workspace, platform, info }: Program): void {
  const { language, appearance } = useStore(workspace.settings);
  useEffect(() => {
    void speak(language ?? closestLanguage(info.locale));
  }, [language, info.locale]);
  useEffect(() => {
    void platform.setAppearance(nativeAppearance(appearance));
  }, [platform, appearance]);
  useEffect(() => platform.beforeClosing(() => workspace.flush()), [platform, workspace]);
}

/** High contrast is drawn on black. */
function nativeAppearance(appearance: Settings["appearance"]): Appearance {
  return appearance === "contrast" ? "dark" : appearance;
}
