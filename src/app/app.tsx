import { useEffect, useState } from "react";
import { createHashRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
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
  const { platform, workspace } = program;
  useEffect(() => platform.beforeClosing(() => workspace.flush()), [platform, workspace]);

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
