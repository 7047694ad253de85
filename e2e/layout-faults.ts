import type { Page } from "@playwright/test";

/** What does not fit on the screen, in words; labels that people wrote themselves may be cut. */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const tolerance = 1.5;
    const name = (element: Element): string =>
      `<${element.tagName.toLowerCase()}> “${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40)}”`;
    const isVisible = (element: Element): boolean =>
      element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
      element.getBoundingClientRect().width > 4;
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth + tolerance)
      faults.push(`the window scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`);

    const hasOwnWords = (element: Element): boolean =>
      [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.textContent?.trim() !== "",
      );
    for (const element of document.body.querySelectorAll("*")) {
      if (!isVisible(element) || element.closest("svg, .ProseMirror") !== null) continue;
      const style = getComputedStyle(element);
      const isWider = element.scrollWidth > element.clientWidth + tolerance;
      const isBox = style.display !== "inline" && element.clientWidth > 0;
      if (isWider && isBox && ["auto", "scroll"].includes(style.overflowX) && !isField(element))
        faults.push(`${name(element)} scrolls sideways`);
      const isCut = style.overflowX === "hidden" || style.overflowX === "clip";
      if (isWider && isBox && isCut && hasOwnWords(element) && !isOfPeople(element))
        faults.push(`${name(element)} is cut at the side`);
      const isLower = element.scrollHeight > element.clientHeight + 4;
      if (
        isLower &&
        isBox &&
        style.overflowY === "hidden" &&
        hasOwnWords(element) &&
        !isOfPeople(element)
      )
        faults.push(`${name(element)} is cut below`);
      if (element.matches("button, a, [role=menuitem], [role=option], label"))
        checkLabel(element, isWider && isBox && style.overflowX === "visible");
    }
    return [...new Set(faults)];

    function isField(element: Element): boolean {
      return element.matches("input, textarea, select, pre");
    }

    /** Names and titles are as long as people like; they end in dots. */
    function isOfPeople(element: Element): boolean {
      return (
        element.matches("bdi, input, textarea, [data-path]") || element.closest("bdi") !== null
      );
    }

    function checkLabel(element: Element, spills: boolean): void {
      if (spills) faults.push(`the words of ${name(element)} reach out of it`);
      const { left, right } = element.getBoundingClientRect();
      const isSkipLink = getComputedStyle(element).position === "absolute";
      if (!isSkipLink && (left < -tolerance || right > window.innerWidth + tolerance))
        faults.push(`${name(element)} lies beside the window`);
    }
  });
}
