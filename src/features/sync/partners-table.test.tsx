// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { PartnerSync } from "../../domain/index.ts";
import { show } from "../../testing/show.tsx";
import { GIULIA_ID, SCHOOL_5, SCUOLA_PO } from "../../testing/staged-project.ts";
import { PartnersTable } from "./partners-table.tsx";

afterEach(cleanup);

function showPartner(fields: Partial<PartnerSync>) {
  const partner: PartnerSync = {
    member: GIULIA_ID,
    school: SCUOLA_PO.id,
    name: "Giulia Rossi",
    lastMetAt: null,
    here: false,
    road: null,
    has: { state: "unknown" },
    missingHere: 0,
    ...fields,
  };
  show(
    <PartnersTable
      title="Our rivers"
      partners={[partner]}
      schools={[SCHOOL_5, SCUOLA_PO]}
      posts={[]}
      now={0}
    />,
  );
}

test("says how much of a partner's has not come yet", () => {
  showPartner({ missingHere: 3 });
  expect(screen.getByText("3 changes of theirs are not here yet")).toBeTruthy();
});

test("a partner who lacks only what belongs to no page lacks the newest", () => {
  showPartner({ has: { state: "behind", documents: 0 } });
  expect(screen.getByText("all but the newest")).toBeTruthy();
  expect(screen.queryByText(/of theirs/u)).toBeNull();
});
