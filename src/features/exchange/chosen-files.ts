import { compareNaturally, recognisePicture } from "../../interchange/index.ts";

/** A file and the folder that it was chosen with: "" for files chosen by themselves. */
export interface ChosenFile {
  readonly file: File;
  readonly folder: string;
}

/** What becomes one page. */
export type ImportJob =
  | { readonly kind: "document"; readonly file: File }
  /** `folder` "": pictures chosen by themselves. */
  | { readonly kind: "pictures"; readonly folder: string; readonly files: readonly File[] };

/** More files than a folder of a school project has; the rest would be a whole disk dropped by mistake. */
const MAX_FILES = 2_000;
const MAX_FOLDER_DEPTH = 10;

/** From an input, which names folders only in the path of each file. */
export function chosenFromInput(files: FileList | null): readonly ChosenFile[] {
  return Array.from(files ?? [], (file) => ({ file, folder: folderOf(file.webkitRelativePath) }));
}

/** From a drop. Must be called while the event is handled: the browser forgets the items after it. */
export function chosenFromDrop(items: DataTransferItemList): Promise<readonly ChosenFile[]> {
  const entries = Array.from(items, (item) => item.webkitGetAsEntry());
  return gather(entries);
}

async function gather(
  entries: readonly (FileSystemEntry | null)[],
): Promise<readonly ChosenFile[]> {
  const found: ChosenFile[] = [];
  for (const entry of entries) if (entry !== null) await visit(entry, "", 0, found);
  return found;
}

async function visit(
  entry: FileSystemEntry,
  folder: string,
  depth: number,
  found: ChosenFile[],
): Promise<void> {
  if (found.length >= MAX_FILES) return;
  if (isFileEntry(entry)) {
    const file = await fileOf(entry);
    if (file !== null) found.push({ file, folder });
  } else if (isFolderEntry(entry) && depth < MAX_FOLDER_DEPTH) {
    for (const child of await childrenOf(entry))
      await visit(child, folder === "" ? entry.name : `${folder}/${entry.name}`, depth + 1, found);
  }
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolderEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** null: gone or locked since it was dropped. */
function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => {
    entry.file(resolve, () => resolve(null));
  });
}

/** A reader gives a hundred entries at a time, and none at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0 || children.length > MAX_FILES) return children;
    children.push(...some);
  }
}

/** Documents become a page each; the pictures of one folder, or those chosen together, become one page. */
export async function planJobs(chosen: readonly ChosenFile[]): Promise<readonly ImportJob[]> {
  const documents: ImportJob[] = [];
  const pictures = new Map<string, File[]>();
  const sorted = chosen
    .filter(({ file }) => !isLeftover(file.name))
    .sort((a, b) => compareNaturally(`${a.folder}/${a.file.name}`, `${b.folder}/${b.file.name}`));
  for (const { file, folder } of sorted.slice(0, MAX_FILES)) {
    if (await isPicture(file)) pictures.set(folder, [...(pictures.get(folder) ?? []), file]);
    else documents.push({ kind: "document", file });
  }
  return [
    ...documents,
    ...Array.from(pictures, ([folder, files]): ImportJob => ({ kind: "pictures", folder, files })),
  ];
}

/** What systems leave in folders unseen. */
function isLeftover(name: string): boolean {
  return /^(?:\.|~\$|thumbs\.db$|desktop\.ini$)/iu.test(name);
}

async function isPicture(file: File): Promise<boolean> {
  try {
    return recognisePicture(new Uint8Array(await file.slice(0, 1_024).arrayBuffer())) !== null;
  } catch {
    // Gone or locked: the import itself will say so.
    return false;
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
