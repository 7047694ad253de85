import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from "react";

/**
 * One stop for Tab in the whole bar; the arrow keys go from tool to tool (the toolbar pattern of ARIA). Tools are the
 * buttons of the bar; those that are switched off are passed over.
 */
export function useRovingFocus(bar: RefObject<HTMLElement | null>): {
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: { readonly target: EventTarget }) => void;
} {
  const current = useRef<HTMLButtonElement | null>(null);
  const tools = (): readonly HTMLButtonElement[] => [
    ...(bar.current?.querySelectorAll<HTMLButtonElement>("button:not(:disabled)") ?? []),
  ];
  const settle = (): void => {
    const all = tools();
    const stop =
      current.current !== null && all.includes(current.current) ? current.current : all[0];
    for (const tool of all) tool.tabIndex = tool === stop ? 0 : -1;
  };
  // Tools come, go and are switched off with every new state.
  useLayoutEffect(settle);

  return {
    onFocus: ({ target }) => {
      if (!(target instanceof HTMLButtonElement) || !tools().includes(target)) return;
      current.current = target;
      settle();
    },
    onKeyDown: (event) => {
      const all = tools();
      const at = all.findIndex((tool) => tool === document.activeElement);
      if (at < 0) return;
      const next = placeAfter(event.key, at, all.length, isRightToLeft(event.currentTarget));
      if (next === null) return;
      event.preventDefault();
      all[next]?.focus();
    },
  };
}

function placeAfter(key: string, at: number, count: number, isMirrored: boolean): number | null {
  switch (key) {
    case "ArrowRight":
      return (at + (isMirrored ? -1 : 1) + count) % count;
    case "ArrowLeft":
      return (at + (isMirrored ? 1 : -1) + count) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === "rtl";
}
