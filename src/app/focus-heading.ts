const HEADING = "main h1";
const GIVE_UP_AFTER_MS = 10_000;

/**
 * Puts the focus on the main heading, so that keyboard and screen reader begin where the new screen begins. Waits for a
 * heading that is still to come, and stands back as soon as the person has done something. Returns the way to stop.
 */
export function focusHeading(document: Document): () => void {
  const stops: (() => void)[] = [];
  const stop = () => {
    for (const undo of stops.splice(0)) undo();
  };
  const attempt = () => {
    const heading = document.querySelector<HTMLElement>(HEADING);
    if (heading === null) return;
    stop();
    if (isFocusPlaced(document)) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };

  const observer = new MutationObserver(attempt);
  observer.observe(document.body, { childList: true, subtree: true });
  stops.push(() => observer.disconnect());
  for (const event of ["pointerdown", "keydown"] as const) {
    document.addEventListener(event, stop, { capture: true });
    stops.push(() => document.removeEventListener(event, stop, { capture: true }));
  }
  const timer = setTimeout(stop, GIVE_UP_AFTER_MS);
  stops.push(() => clearTimeout(timer));
  attempt();
  return stop;
}

/** A screen or a dialog that has put the focus where it belongs knows better. */
function isFocusPlaced(document: Document): boolean {
  const active = document.activeElement;
  return (
    active !== null &&
    active.closest("main h1, main input, main textarea, main [contenteditable], [role=dialog]") !==
      null
  );
}
