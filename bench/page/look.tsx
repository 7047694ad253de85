import { createRoot } from "react-dom/client";
import { Look } from "../../src/ui/index.ts";

/** The colours and type of the program on a page that shows no screen of it. */
export function wearLook(): void {
  createRoot(document.createElement("div")).render(
    <Look appearance="light" textSize={100} reducedMotion>
      {null}
    </Look>,
  );
}
