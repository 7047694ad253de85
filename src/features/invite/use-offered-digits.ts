import { useEffect, useState } from "react";
import type { OfferedCode, PeopleOfProject } from "../../workspace/index.ts";

export type DigitsOffer =
  | { readonly state: "making" }
  | { readonly state: "offered"; readonly offered: OfferedCode }
  | { readonly state: "failed"; readonly reason: "hubStopped" | "tooManyOffers" };

/** Six digits for as long as the component is shown: made when it appears, taken back when it goes. */
export function useOfferedDigits(
  people: Pick<PeopleOfProject, "offerDigits" | "withdrawDigits">,
  invitation: string,
): DigitsOffer {
  const [offer, setOffer] = useState<DigitsOffer>({ state: "making" });

  useEffect(() => {
    let isWanted = true;
    let digits: string | null = null;
    void people.offerDigits(invitation).then(async (result) => {
      // The screen was left while they were being made: nobody would see them, so they must not stay open.
      if (!isWanted) {
        if (result.ok) await people.withdrawDigits(result.value.code);
        return;
      }
      if (result.ok) {
        digits = result.value.code;
        setOffer({ state: "offered", offered: result.value });
      } else {
        setOffer({ state: "failed", reason: result.failure.kind });
      }
    });
    return () => {
      isWanted = false;
      if (digits !== null) void people.withdrawDigits(digits);
    };
  }, [people, invitation]);

  return offer;
}
