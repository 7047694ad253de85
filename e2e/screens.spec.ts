import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { type Pc, expect, test } from "./fixture.ts";
import { layoutFaults } from "./layout-faults.ts";
import { speakerOf } from "./spoken-words.ts";
import { goToPath, walkAround, walkDoor, walkFirstStart } from "./walk.ts";

/** A school's screen without the bar of tasks, the title bar and the menu. */
const CONTENT = { width: 1366, height: 668 } as const;

/** What the computer asks for; the program follows unless the person has chosen otherwise. */
const LOOKS = {
  light: { colorScheme: "light", contrast: "no-preference" },
  dark: { colorScheme: "dark", contrast: "no-preference" },
  contrast: { colorScheme: "light", contrast: "more" },
} as const;
type LookName = keyof typeof LOOKS;

const LANGUAGES = [
  { code: "en", name: "English", look: "light", others: ["dark", "contrast"] },
  { code: "de", name: "Deutsch", look: "dark", others: [] },
  { code: "ar", name: "العربية", look: "contrast", others: [] },
] as const;

for (const { code, name, look: firstLook, others } of LANGUAGES) {
  test(`every screen in ${name} can be used by everyone and fits a small screen, at 100 % and 175 %`, async ({
    pc,
  }) => {
    test.setTimeout(600_000);
    const { page } = pc;
    await showAsOnASmallScreen(pc);
    const say = speakerOf(code);
    const faults: string[] = [];
    const check = async (screen: string): Promise<void> => {
      for (const look of others) {
        await show(page, look);
        faults.push(...(await axeFaults(page, ["color-contrast"])).map(at(`${screen}, ${look}`)));
      }
      await show(page, firstLook);
      faults.push(...(await axeFaults(page, null)).map(at(`${screen}, ${firstLook}`)));
      faults.push(...(await layoutFaults(page)).map(at(screen)));
    };
    await show(page, firstLook);
    await walkFirstStart({ pc, say, look: check }, name);
    await walkAround({ pc, say, look: check });
    await walkDoor({ pc, say, look: check });

    await goToPath(page, "/settings");
    await page.locator('input[type="radio"][value="175"]').click({ force: true });
    await expect(page.locator("html")).toHaveAttribute("style", /font-size: 175%/u);
    const checkLarge = async (screen: string): Promise<void> => {
      faults.push(...(await layoutFaults(page)).map(at(`${screen}, 175 %`)));
    };
    await walkAround({ pc, say, look: checkLarge });
    await walkDoor({ pc, say, look: checkLarge });
    expect(faults).toEqual([]);
  });
}

function at(place: string) {
  return (fault: string): string => `${place}: ${fault}`;
}

async function show(page: Page, look: LookName): Promise<void> {
  await page.emulateMedia({ ...LOOKS[look], reducedMotion: "reduce" });
  await expect(page.locator("html")).toHaveAttribute("data-appearance", look);
}

async function showAsOnASmallScreen({ app }: Pc): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, { width, height }) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    CONTENT,
  );
}

/** What axe finds serious or worse, a line for each place; `rules` null: all of its rules. */
async function axeFaults(page: Page, rules: readonly string[] | null): Promise<readonly string[]> {
  // Electron opens no second page for axe to work in.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === null ? axe : axe.withRules([...rules])).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes
        // The cursor goes everywhere in a text that one writes in, and takes the view along.
        .filter(({ target }) => id !== "scrollable-region-focusable" || !isInText(target.join(" ")))
        .map((node) => `${id}: ${help}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
    );
}

function isInText(selector: string): boolean {
  return selector.includes("page-table");
}
