// @vitest-environment happy-dom
import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { ANA, RIVERS, TestClassrooms, type TestPc, show } from "../../testing/test-program.tsx";
import { SyncCentre } from "./sync-centre.tsx";

const classrooms = new TestClassrooms();
afterEach(() => classrooms.close());

async function showSync(pc: TestPc) {
  const project = await classrooms.project(pc);
  const shown = show(
    <SyncCentre
      workspace={pc.workspace}
      platform={pc.platform}
      project={project}
      inviteHref="#/invite"
    />,
  );
  return { project, ...shown };
}

const tile = (name: string) =>
  within(screen.getByRole("heading", { name }).closest("li") ?? document.body);

test("says who has everything, by which road, while the computers are together", async () => {
  const { ana } = await classrooms.partners();
  await showSync(ana);
  const table = within(await screen.findByRole("table", { name: "Computers of “Our rivers”" }));
  await waitFor(() => expect(table.getByText("everything")).toBeTruthy());
  expect(table.getByText("Giulia Rossi")).toBeTruthy();
  expect(table.getByText("Scuola Po")).toBeTruthy();
  expect(table.getByText("now")).toBeTruthy();
  expect(table.getByText("inside this computer")).toBeTruthy();
  expect(tile("Partners who have everything").getByText("1 of 1")).toBeTruthy();
  expect(tile("Here now").getByText("1 computer")).toBeTruthy();
});

test("counts what waits for a partner who is away", async () => {
  const { ana } = await classrooms.partners();
  const { project } = await showSync(ana);
  await waitFor(() => expect(screen.getByText("everything")).toBeTruthy());
  act(() => classrooms.network.partition(["cluj"], ["ferrara"]));
  act(() => {
    project.addPost("The bridge is 84 metres long.");
  });
  await waitFor(() => expect(screen.getByText("all but 1 part")).toBeTruthy());
  expect(tile("Waiting to travel").getByText("1 part")).toBeTruthy();
  expect(tile("Here now").getByText("Nobody")).toBeTruthy();
});

test("says that it does not know what one has whom it never met", async () => {
  const { ana, giulia } = await classrooms.partners();
  const project = await classrooms.project(ana);
  await waitFor(() => expect(project.members.get()).toHaveLength(2));
  await waitFor(() => expect(giulia.workspace.projects.get()[0]?.schools).toHaveLength(2));
  const { network } = classrooms;
  network.partition(["cluj"], ["ferrara"], ["athens"]);
  const nikos = await classrooms.pc("athens", {
    ...ANA,
    name: "Nikos",
    school: { name: "5o", town: "Larissa", country: "GR" },
  });
  await classrooms.joinApart(ana, nikos);
  network.partition(["cluj"], ["ferrara", "athens"]);
  const namesThere = () =>
    giulia.workspace.sync
      .get()
      .get(project.id)
      ?.partners.map(({ name }) => name);
  await waitFor(() => expect(namesThere()).toContain("Nikos"));
  network.partition(["cluj", "ferrara"], ["athens"]);
  await showSync(ana);
  await waitFor(() => expect(screen.getByText("Nikos")).toBeTruthy());
  const row = within(screen.getByText("Nikos").closest("tr") ?? document.body);
  expect(row.getByText("we don’t know")).toBeTruthy();
  expect(row.getByText("not yet")).toBeTruthy();
});

test("tells a project without partners how to find one", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  await showSync(ana);
  expect(screen.getByRole("link", { name: "Invite a partner" }).getAttribute("href")).toBe(
    "#/invite",
  );
  expect(tile("Partners who have everything").getByText("no partners yet")).toBeTruthy();
});

test("shows the addresses of this computer, and others that are near", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  await showSync(ana);
  expect(await screen.findByText("10.0.0.1:41417")).toBeTruthy();
  expect(screen.getByText(/^None found/u)).toBeTruthy();
  await act(() => ana.platform.setHub({ nearby: ["10.0.0.9:41417"] }));
  expect(screen.getByText("10.0.0.9:41417")).toBeTruthy();
});

test("explains what keeps others from reaching this computer", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  await showSync(ana);
  await screen.findByText("10.0.0.1:41417");
  await act(() => ana.platform.setHub({ state: "stopped", problem: "portTaken" }));
  expect(screen.getByText("Other computers cannot reach this one.")).toBeTruthy();
  expect(screen.getByText(/^Another program uses the door/u)).toBeTruthy();
  await act(() => ana.platform.setHub({ state: "running", problem: "noNetwork", addresses: [] }));
  expect(screen.getByText(/^This computer is in no network/u)).toBeTruthy();
});

test("looks for partners again on wish, and says so", async () => {
  const { ana } = await classrooms.partners();
  const { person } = await showSync(ana);
  await person.click(screen.getByRole("button", { name: "Look for partners now" }));
  expect(screen.getByText(/^Looked for partners at /u)).toBeTruthy();
});

test("says that work is not kept as long as the disk refuses it", async () => {
  const ana = await classrooms.pc("cluj", ANA);
  await ana.workspace.createProject(RIVERS);
  const { project } = await showSync(ana);
  await waitFor(() => expect(tile("This computer").getByText("All saved")).toBeTruthy());
  ana.storage.disk.isFull = true;
  act(() => {
    project.addPost("A long story");
  });
  await waitFor(() => expect(tile("This computer").getByText("Not saved")).toBeTruthy());
  expect(tile("This computer").getByText(/^The disk is full/u)).toBeTruthy();
  ana.storage.disk.isFull = false;
  await ana.workspace.flush();
  await waitFor(() => expect(tile("This computer").getByText("All saved")).toBeTruthy());
});
