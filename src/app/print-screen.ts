import { assertNever } from "../base/index.ts";
import { translate } from "../i18n/index.ts";
import type { Platform, PrintFailure } from "../platform/index.ts";
import { notify } from "../ui/index.ts";

/** Resolves when the printer has what stands on the screen, or on its paper; says why when it has not. */
export async function printScreen(platform: Pick<Platform, "print">): Promise<void> {
  const printed = await platform.print();
  const words = printed.ok ? null : printFailureWords(printed.failure);
  if (words !== null) notify({ words });
}

/** null when there is nothing to say. */
function printFailureWords(failure: PrintFailure): string | null {
  switch (failure.kind) {
    case "canceled":
      return null;
    case "noPrinter":
      return translate("failure.noPrinter");
    case "unknown":
      return translate("failure.print", { detail: failure.detail });
    default:
      return assertNever(failure);
  }
}
