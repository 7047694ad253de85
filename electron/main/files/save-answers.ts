import path from "node:path";
import { app, type BrowserWindow, dialog } from "electron";
import { type Result, fail, succeed } from "../../../src/base/index.ts";
import type { Answers } from "../bridge/door.ts";
import type { PrintFailure, SaveFileFailure, SavedFile } from "../../bridge/contract.ts";
import { safeFileName } from "./file-name.ts";
import { saveFailure, writeWholeFile } from "./write-whole-file.ts";

/** More than this crosses to main as one copy too many for a PC with 4 GB. */
const SIZE_MAX_BYTES = 256 * 1024 * 1024;

export function saveAnswers(
  window: () => BrowserWindow | null,
  saveFolder: string | null,
): Pick<Answers, "saveFile" | "savePdf" | "print"> {
  let lastFolder: string | null = null;

  async function placeFor(name: string): Promise<string | null> {
    if (saveFolder !== null) return path.join(saveFolder, name);
    const parent = window();
    const extension = path.extname(name);
    const options = {
      defaultPath: path.join(lastFolder ?? app.getPath("documents"), name),
      filters:
        extension === ""
          ? []
          : [{ name: extension.slice(1).toUpperCase(), extensions: [extension.slice(1)] }],
      properties: ["createDirectory" as const, "showOverwriteConfirmation" as const],
    };
    const chosen = await (parent === null
      ? dialog.showSaveDialog(options)
      : dialog.showSaveDialog(parent, options));
    if (chosen.canceled || chosen.filePath === "" || chosen.filePath === undefined) return null;
    lastFolder = path.dirname(chosen.filePath);
    return chosen.filePath;
  }

  async function save(
    name: string,
    bytes: Uint8Array,
  ): Promise<Result<SavedFile, SaveFileFailure>> {
    if (bytes.byteLength > SIZE_MAX_BYTES) return fail({ kind: "tooLarge" });
    const place = await placeFor(safeFileName(name));
    if (place === null) return fail({ kind: "canceled" });
    const written = await writeWholeFile(place, bytes);
    return written.ok
      ? succeed({ name: path.basename(place), sizeBytes: bytes.byteLength })
      : written;
  }

  return {
    saveFile: ({ suggestedName, bytes }) => save(suggestedName, bytes),
    savePdf: async (suggestedName) => {
      const page = window()?.webContents;
      if (page === undefined) return fail({ kind: "unknown", detail: "no window" });
      const name = suggestedName.toLowerCase().endsWith(".pdf")
        ? suggestedName
        : `${suggestedName}.pdf`;
      try {
        return await save(name, await page.printToPDF({ pageSize: "A4", printBackground: true }));
      } catch (error) {
        return fail(saveFailure(error));
      }
    },
    print: () =>
      new Promise((resolve) => {
        const page = window()?.webContents;
        if (page === undefined) return resolve(fail({ kind: "unknown", detail: "no window" }));
        return page.print({ silent: false, printBackground: true }, (isDone, reason) =>
          resolve(isDone ? succeed(null) : fail(printFailure(reason))),
        );
      }),
  };
}

/** Electron tells reasons as English sentences. */
function printFailure(reason: string): PrintFailure {
  if (/cancel/iu.test(reason)) return { kind: "canceled" };
  if (/no (?:valid )?printer|printers available|invalid printer|enumerate printers/iu.test(reason))
    return { kind: "noPrinter" };
  return { kind: "unknown", detail: reason };
}
