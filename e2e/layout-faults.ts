import type { Page } from "@playwright/test";

/**
 * What does not fit on the screen, in words: parts that scroll sideways, words that are cut off, broken
 * or reach out of their button; a rail that is too long for the window.
 * Names and titles that people wrote themselves may be cut.
 */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const TOLERANCE = 2;
    const CONTROLS = "button, a, label, [role=menuitem], [role=option], [role=tab]";
    const faults = new Set<string>();
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
      element.getBoundingClientRect().width > 4;

    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth + TOLERANCE)
      faults.add(`the window scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`);
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest("svg, .ProseMirror") !== null || !isShown(element)) continue;
      if (element.matches("input, textarea, select, pre")) continue;
      const isWider = element.scrollWidth > element.clientWidth + TOLERANCE;
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
      if (isWider && scrolls && element.clientWidth > 0)
        faults.add(`${nameOf(element)} scrolls sideways`);
    }
    const rail = document.querySelector("nav:has(> button[aria-keyshortcuts])");
    if (rail !== null && rail.scrollHeight > rail.clientHeight + TOLERANCE)
      faults.add(`the rail needs a scroll bar: ${rail.scrollHeight} of ${rail.clientHeight}`);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const parent = text.parentElement;
      if (parent === null || text.textContent?.trim() === "") continue;
      if (parent.closest("svg, bdi, output, .ProseMirror") !== null || !isShown(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (const words of range.getClientRects()) checkWords(words, parent);
      if (parent.closest(CONTROLS) !== null) checkBreaks(text, parent);
    }
    return [...faults];

    /** Up to the next part that scrolls: what lies beyond it can be brought into sight. */
    function checkWords(words: DOMRect, parent: Element): void {
      // Above the window waits what only the keyboard brings down.
      if (words.bottom <= 0) return;
      for (let box: Element | null = parent; box !== null; box = box.parentElement) {
        const { display, overflowX, overflowY } = getComputedStyle(box);
        if (display === "inline" || display === "contents") continue;
        const { left, right, top, bottom, width } = box.getBoundingClientRect();
        if (width <= 4) return;
        const beside = words.left < left - TOLERANCE || words.right > right + TOLERANCE;
        const below = words.top < top - 4 || words.bottom > bottom + 4;
        const control = box.matches(CONTROLS);
        if ((overflowX === "hidden" || overflowX === "clip") && beside)
          faults.add(`“${textOf(parent)}” is cut at the side`);
        else if ((overflowY === "hidden" || overflowY === "clip") && below)
          faults.add(`“${textOf(parent)}” is cut above or below`);
        else if (control && (beside || below))
          faults.add(`“${textOf(parent)}” reaches out of its control`);
        if ([overflowX, overflowY].some((overflow) => overflow === "auto" || overflow === "scroll"))
          return;
      }
      if (words.left < -TOLERANCE || words.right > window.innerWidth + TOLERANCE)
        faults.add(`“${textOf(parent)}” lies beside the window`);
    }

    /** A word on two lines with no hyphen is not read as one. */
    function checkBreaks(text: Node, parent: Element): void {
      for (const { index, 0: word } of (text.textContent ?? "").matchAll(/[\p{L}\p{M}]+/gu)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) faults.add(`“${word}” in “${textOf(parent)}” is broken`);
      }
    }

    function textOf(element: Element): string {
      return element.textContent.trim().slice(0, 40);
    }

    function nameOf(element: Element): string {
      return `<${element.tagName.toLowerCase()}> “${element.getAttribute("aria-label") ?? textOf(element)}”`;
    }
  });
}
