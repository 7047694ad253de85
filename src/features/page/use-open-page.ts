import { useEffect, useState } from "react";
import type { PageId } from "../../domain/index.ts";
import type { OpenPage, OpenPageFailure, OpenProject } from "../../workspace/index.ts";

export type Opening =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly page: OpenPage }
  | { readonly state: "failed"; readonly failure: OpenPageFailure };

const LOADING: Opening = { state: "loading" };

/** Opens the page while the component is shown. A page that is left before it was open is closed as soon as it is. */
export function useOpenPage(project: OpenProject, id: PageId): Opening {
  const [opening, setOpening] = useState<{ readonly id: PageId; readonly now: Opening }>({
    id,
    now: LOADING,
  });
  useEffect(() => {
    let isLeft = false;
    let opened: OpenPage | null = null;
    project.openPage(id).then(
      (result) => {
        if (!result.ok) {
          if (!isLeft) setOpening({ id, now: { state: "failed", failure: result.failure } });
          return;
        }
        opened = result.value;
        if (isLeft) opened.close();
        else setOpening({ id, now: { state: "ready", page: opened } });
      },
      (error: unknown) => {
        // A broken promise of the store: the screen's own boundary shows it.
        setOpening(() => {
          throw error;
        });
      },
    );
    return () => {
      isLeft = true;
      opened?.close();
    };
  }, [project, id]);
  return opening.id === id ? opening.now : LOADING;
}
