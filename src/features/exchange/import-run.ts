import { type Store, createStore } from "../../base/index.ts";
import type { PageId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import {
  type ImportFailure,
  type ImportNotice,
  type ImportProgress,
  type OpenConverter,
  importFile,
  importPictures,
} from "../../interchange/index.ts";
import type { OpenProject } from "../../workspace/index.ts";
import { type ChosenFile, type ImportJob, planJobs } from "./chosen-files.ts";

export type ImportRunState =
  | { readonly state: "choosing" }
  | {
      readonly state: "working";
      readonly done: number;
      readonly total: number;
      readonly name: string;
      readonly progress: ImportProgress | null;
    }
  | {
      readonly state: "finished";
      readonly outcomes: readonly ImportOutcome[];
      readonly stopped: boolean;
    };

export type ImportOutcome =
  | {
      readonly kind: "page";
      readonly name: string;
      readonly page: PageId;
      readonly title: string;
      readonly report: readonly ImportNotice[];
    }
  | { readonly kind: "failed"; readonly name: string; readonly failure: ImportFailure };

/** One choice of files on its way into a project, page by page. */
export class ImportRun {
  readonly #project: Pick<OpenProject, "addPage" | "pictures">;
  readonly #openConverter: OpenConverter | undefined;
  readonly #state = createStore<ImportRunState>({ state: "choosing" });
  #stop = new AbortController();

  constructor(project: Pick<OpenProject, "addPage" | "pictures">, openConverter?: OpenConverter) {
    this.#project = project;
    this.#openConverter = openConverter;
  }

  get state(): Store<ImportRunState> {
    return this.#state;
  }

  async start(choosing: readonly ChosenFile[] | Promise<readonly ChosenFile[]>): Promise<void> {
    if (this.#state.get().state === "working") return;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#state.set({ state: "working", done: 0, total: 0, name: "", progress: null });
    const jobs = await planJobs(await choosing);
    const outcomes: ImportOutcome[] = [];
    for (const [done, job] of jobs.entries()) {
      if (signal.aborted) break;
      const outcome = await this.#carryOut(job, (progress) => {
        this.#state.set({
          state: "working",
          done,
          total: jobs.length,
          name: nameOf(job),
          progress,
        });
      });
      if (!(outcome.kind === "failed" && outcome.failure.kind === "canceled"))
        outcomes.push(outcome);
    }
    if (outcomes.length === 0 && !signal.aborted && jobs.length > 0)
      throw new Error("an import ended without an outcome");
    this.#state.set(
      outcomes.length === 0
        ? { state: "choosing" }
        : { state: "finished", outcomes, stopped: signal.aborted },
    );
  }

  /** What has arrived by now stays. */
  stop(): void {
    this.#stop.abort();
  }

  startOver(): void {
    if (this.#state.get().state === "finished") this.#state.set({ state: "choosing" });
  }

  async #carryOut(
    job: ImportJob,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportOutcome> {
    const name = nameOf(job);
    const tools = {
      shelf: this.#project.pictures,
      onProgress,
      signal: this.#stop.signal,
      ...(this.#openConverter === undefined ? {} : { openConverter: this.#openConverter }),
    };
    const imported =
      job.kind === "document"
        ? await importFile(job.file, job.file.name, tools)
        : await importPictures(job.files, titleOf(job), tools);
    if (!imported.ok) return { kind: "failed", name, failure: imported.failure };
    const { title, blocks, report } = imported.value;
    if (blocks.length === 0) return { kind: "failed", name, failure: { kind: "empty" } };
    const page = await this.#project.addPage(title, blocks);
    return { kind: "page", name, page, title, report };
  }
}

/** What the screen calls a job while it runs, and the report afterwards. */
function nameOf(job: ImportJob): string {
  if (job.kind === "document") return job.file.name;
  const [only] = job.files;
  if (job.files.length === 1 && only !== undefined) return only.name;
  return job.folder === ""
    ? translate("import.pictureSet", { count: job.files.length })
    : lastName(job.folder);
}

function titleOf(job: ImportJob & { readonly kind: "pictures" }): string {
  if (job.folder !== "") return lastName(job.folder);
  const [only] = job.files;
  return job.files.length === 1 && only !== undefined
    ? only.name
    : translate("import.picturesTitle");
}

function lastName(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1);
}
