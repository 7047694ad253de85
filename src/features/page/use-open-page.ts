import { useEffect, useState } from "react";
import type { PageId } from "../../domain/index.ts";
import type { OpenPage, OpenPageFailure, OpenProject } from "../../workspace/index.ts";

export type Opening =
  | { readonly state: "loading" }
  /** `round` grows when the page was opened again because it was read anew. */
  | { readonly state: "ready"; readonly page: OpenPage; readonly round: number }
  | { readonly state: "failed"; readonly failure: OpenPageFailure };

const LOADING: Opening = { state: "loading" };

/**
 * Opens the page while the component is shown, and again when what stood in it counts no more. A page that is left before it was
 * open is closed as soon as it is.
 */
export function useOpenPage(project: Pick<OpenProject, "openPage">, id: PageId): Opening {
  const [round, setRound] = useState(0);
  const [opening, setOpening] = useState<{ readonly id: PageId; readonly now: Opening }>({
    id,
    now: LOADING,
  });
  useEffect(() => {
    let isLeft = false;
    let close = (): void => undefined;
    project.openPage(id).then(
      (result) => {
        if (!result.ok) {
          if (!isLeft) setOpening({ id, now: { state: "failed", failure: result.failure } });
          return;
        }
        const page = result.value;
        const again = (): void => {
          if (page.isReplaced.get()) setRound((before) => before + 1);
        };
        const stop = page.isReplaced.subscribe(again);
        close = () => {
          stop();
          page.close();
        };
        if (isLeft) {
          close();
          return;
        }
        setOpening({ id, now: { state: "ready", page, round } });
        again();
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
      close();
    };
  }, [project, id, round]);
  return opening.id === id ? opening.now : LOADING;
}
