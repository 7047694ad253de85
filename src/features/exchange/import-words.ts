import { assertNever } from "../../base/index.ts";
import type { PictureRefusal, UnsupportedPicture } from "../../domain/index.ts";
import { type MessageKey, formatBytes, formatNumber, translate } from "../../i18n/index.ts";
import type {
  CountedNotice,
  ImportFailure,
  ImportNotice,
  ImportProgress,
  OtherFormat,
} from "../../interchange/index.ts";
import type { ImportOutcome } from "./import-run.ts";

const OTHER_FORMATS = {
  doc: "import.otherFormatDoc",
  odt: "import.otherFormatOdt",
  rtf: "import.otherFormatRtf",
  pdf: "import.otherFormatPdf",
  spreadsheet: "import.otherFormatSpreadsheet",
  presentation: "import.otherFormatPresentation",
  zip: "import.otherFormatZip",
} as const satisfies Record<OtherFormat, MessageKey>;

const PICTURE_FORMATS = {
  svg: "import.pictureSvg",
  heic: "import.pictureHeic",
  other: "import.pictureOther",
} as const satisfies Record<UnsupportedPicture, MessageKey>;

const NOTICES = {
  footnotes: "import.noticeFootnotes",
  comments: "import.noticeComments",
  trackedChanges: "import.noticeTrackedChanges",
  textBoxes: "import.noticeTextBoxes",
  equations: "import.noticeEquations",
  drawings: "import.noticeDrawings",
  headersAndFooters: "import.noticeHeadersAndFooters",
  tableOfContents: "import.noticeTableOfContents",
  textColors: "import.noticeTextColors",
  raisedText: "import.noticeRaisedText",
  remotePictures: "import.noticeRemotePictures",
  missingPictures: "import.noticeMissingPictures",
  unsupportedPictures: "import.noticeUnsupportedPictures",
  largePictures: "import.noticeLargePictures",
  tooManyPictures: "import.noticeTooManyPictures",
  picturesInTables: "import.noticePicturesInTables",
  nestedTables: "import.noticeNestedTables",
  brokenTables: "import.noticeBrokenTables",
  cutTables: "import.noticeCutTables",
  scripts: "import.noticeScripts",
  embeds: "import.noticeEmbeds",
  forms: "import.noticeForms",
  unsafeLinks: "import.noticeUnsafeLinks",
  innerLinks: "import.noticeInnerLinks",
  deepNesting: "import.noticeDeepNesting",
  guessedLetters: "import.noticeGuessedLetters",
  cutText: "import.noticeCutText",
} as const satisfies Record<CountedNotice, MessageKey>;

/** Why nothing came of a file, and what the person can do. */
export function failureWords(failure: ImportFailure): string {
  switch (failure.kind) {
    case "empty":
      return translate("import.failedEmpty");
    case "tooLarge":
      return translate("import.failedTooLarge", { limit: formatBytes(failure.limitBytes) });
    case "unknownFormat":
      return translate("import.failedUnknownFormat");
    case "otherFormat":
      return translate(OTHER_FORMATS[failure.format]);
    case "encrypted":
      return translate("import.failedEncrypted");
    case "damaged":
      return translate("import.failedDamaged");
    case "suspicious":
      return translate("import.failedSuspicious");
    case "tooComplex":
      return translate("import.failedTooComplex");
    case "timedOut":
      return translate("import.failedTimedOut");
    case "broken":
      return translate("import.failedBroken");
    case "canceled":
      return translate("import.failedCanceled");
    case "notReadable":
      return translate("import.failedNotReadable");
    case "notSaved":
      return translate("import.failedNotSaved");
    case "picture":
      return refusalWords(failure.refusal);
    default:
      return assertNever(failure);
  }
}

function refusalWords(refusal: PictureRefusal): string {
  switch (refusal.kind) {
    case "tooLarge":
      return translate("import.pictureTooLarge", { limit: formatBytes(refusal.limitBytes) });
    case "tooManyPixels":
      return translate("import.pictureTooManyPixels", {
        limit: formatNumber(refusal.limitMegapixels),
      });
    case "unsupportedPicture":
      return translate(PICTURE_FORMATS[refusal.format]);
    case "notAPicture":
      return translate("import.pictureNotAPicture");
    default:
      return assertNever(refusal);
  }
}

export function noticeWords(notice: ImportNotice): string {
  if ("count" in notice) return translate(NOTICES[notice.kind], { count: notice.count });
  if (notice.kind === "stoppedEarly") {
    return translate("import.noticeStoppedEarly", { added: notice.added, left: notice.left });
  }
  const reason = refusalWords(notice.refusal);
  return translate("import.noticePictureRefused", { name: notice.name, reason });
}

export function progressWords({ stage, done, total }: ImportProgress): string {
  switch (stage) {
    case "reading":
      return translate("import.stageReading");
    case "converting":
      return translate("import.stageConverting");
    case "pictures":
      return translate("import.stagePictures", { done: Math.min(done + 1, total), total });
    default:
      return assertNever(stage);
  }
}

/** The whole report as plain text, to be sent or kept. */
export function reportText(outcomes: readonly ImportOutcome[]): string {
  return outcomes
    .map((outcome) => {
      if (outcome.kind === "failed") return `${outcome.name}\n- ${failureWords(outcome.failure)}`;
      const lines =
        outcome.report.length === 0
          ? [translate("import.everythingKept")]
          : outcome.report.map(noticeWords);
      return [outcome.name, ...lines.map((line) => `- ${line}`)].join("\n");
    })
    .join("\n\n");
}
