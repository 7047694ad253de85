import { useEffect, useState } from "react";
import type { SpaceId } from "../domain/index.ts";
import type { OpenProject, OpenProjectFailure, Workspace } from "../workspace/index.ts";

export type ProjectOpening =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly project: OpenProject }
  | { readonly state: "failed"; readonly failure: OpenProjectFailure };

/** The project while the component is shown. Another project needs another component: give it the id as its key. */
export function useOpenProject(workspace: Workspace, id: SpaceId): ProjectOpening {
  const [opening, setOpening] = useState<ProjectOpening>({ state: "loading" });

  useEffect(() => {
    let isWanted = true;
    let opened: OpenProject | null = null;
    workspace.openProject(id).then(
      (result) => {
        if (!result.ok) {
          if (isWanted) setOpening({ state: "failed", failure: result.failure });
        } else if (isWanted) {
          opened = result.value;
          setOpening({ state: "ready", project: opened });
        } else {
          result.value.close();
        }
      },
      (error: unknown) => {
        // Nobody expected it: the error boundary of the screen shows it.
        setOpening(() => {
          throw error;
        });
      },
    );
    return () => {
      isWanted = false;
      // After the screens inside have left, for they may still have something to put down.
      queueMicrotask(() => opened?.close());
    };
  }, [workspace, id]);

  return opening;
}
