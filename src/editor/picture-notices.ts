import { assertNever } from "../base/index.ts";
import { formatBytes, formatNumber, translate } from "../i18n/index.ts";
import { notify } from "../ui/index.ts";
import type { PictureFailure } from "../workspace/index.ts";
import type { RefusedPicture } from "./pictures/add-pictures.ts";

export function tellRefused(refused: readonly RefusedPicture[]): void {
  for (const picture of refused) notify({ words: refusalWords(picture) });
}

export function tellRemote(count: number): void {
  notify({ words: translate("editor.remotePictures", { count }) });
}

export function tellBroken(): void {
  notify({ words: translate("editor.picturesBroken") });
}

/** One sentence on a picture that stayed out, and what would help. */
function refusalWords({ name, failure }: RefusedPicture): string {
  return translate("editor.pictureRefused", { name, reason: reasonOf(failure) });
}

function reasonOf(failure: PictureFailure): string {
  switch (failure.kind) {
    case "tooLarge":
      return translate("editor.pictureTooLarge", { limit: formatBytes(failure.limitBytes) });
    case "tooManyPixels":
      return translate("editor.pictureTooManyPixels", {
        limit: formatNumber(failure.limitMegapixels),
      });
    case "unsupportedPicture":
      return translate("editor.pictureUnsupported");
    case "notAPicture":
      return translate("editor.pictureNone");
    case "notSaved":
      return translate("editor.pictureNotSaved");
    default:
      return assertNever(failure);
  }
}
