import { useEffect, useState } from "react";
import type { SpaceId } from "../../domain/index.ts";
import type { OfferedCode, Workspace } from "../../workspace/index.ts";

export type CodeOffer =
  | { readonly state: "making" }
  | { readonly state: "offered"; readonly offered: OfferedCode }
  | { readonly state: "failed"; readonly reason: "hubStopped" | "tooManyOffers" };

/** A code for as long as the component is shown: made when it appears, taken back when it goes. */
export function useOfferedCode(workspace: Workspace, project: SpaceId): CodeOffer {
  const [offer, setOffer] = useState<CodeOffer>({ state: "making" });

  useEffect(() => {
    let isWanted = true;
    let code: string | null = null;
    void workspace.offerCode(project).then(async (result) => {
      // The dialog was closed while the code was being made: nobody would see it, so it must not stay open.
      if (!isWanted) {
        if (result.ok) await workspace.withdrawCode(result.value.code);
        return;
      }
      if (result.ok) {
        code = result.value.code;
        setOffer({ state: "offered", offered: result.value });
      } else {
        setOffer({ state: "failed", reason: result.failure.kind });
      }
    });
    return () => {
      isWanted = false;
      if (code !== null) void workspace.withdrawCode(code);
    };
  }, [workspace, project]);

  return offer;
}
