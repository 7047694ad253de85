import { type Result, type Store, createStore, fail, succeed, reportFault } from "../base/index.ts";
import type { BlobHash, Picture, PictureType } from "../domain/index.ts";
import { PICTURE_TYPES } from "../domain/index.ts";
import type { Storage } from "../storage/index.ts";
import type { PictureFailure, PictureShelf, PictureView } from "./page-contract.ts";

export interface PreparedPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: PictureType;
  readonly width: number;
  readonly height: number;
}

/** Shrinks a picture and takes place and camera data out; the workshop of `interchange` is one. */
export type PreparePicture = (
  file: Blob,
  name: string,
) => Promise<Result<PreparedPicture, PictureFailure>>;

const LONGEST_NAME = 120;

/** The pictures of one project on this PC. Object URLs live as long as someone looks. */
export class StoredPictureShelf implements PictureShelf {
  readonly #storage: Storage;
  readonly #prepare: PreparePicture;
  readonly #views = new Map<BlobHash, PictureOnShow>();

  constructor(storage: Storage, prepare: PreparePicture) {
    this.#storage = storage;
    this.#prepare = prepare;
  }

  async add(
    file: Blob,
    name: string,
  ): Promise<Result<Omit<Picture, "type" | "alt">, PictureFailure>> {
    const prepared = await this.#prepare(file, name);
    if (!prepared.ok) return prepared;
    const { bytes, mime, width, height } = prepared.value;
    try {
      const hash = await this.#storage.blobs.put(bytes, mime);
      return succeed({
        hash,
        mime,
        name: name.slice(0, LONGEST_NAME),
        width,
        height,
        sizeBytes: bytes.length,
      });
    } catch (error) {
      reportFault("a picture was not saved", error);
      return fail({ kind: "notSaved" });
    }
  }

  show(hash: BlobHash): Store<PictureView> {
    const known = this.#views.get(hash);
    if (known !== undefined) return known;
    const view = new PictureOnShow(() => this.bytes(hash));
    this.#views.set(hash, view);
    return view;
  }

  async bytes(hash: BlobHash): Promise<Blob | null> {
    const stored = await this.#storage.blobs.get(hash);
    if (stored === null) return null;
    // Bytes that came from a partner are shown as what they are called, so only pictures may be called anything.
    const mime = PICTURE_TYPES.find((type) => type === stored.mime) ?? "application/octet-stream";
    return new Blob([stored.bytes], { type: mime });
  }

  /** A picture that was elsewhere has come. */
  arrived(hash: BlobHash): void {
    this.#views.get(hash)?.reload();
  }

  close(): void {
    for (const view of this.#views.values()) view.close();
    this.#views.clear();
  }
}

class PictureOnShow implements Store<PictureView> {
  readonly #read: () => Promise<Blob | null>;
  readonly #view = createStore<PictureView>({ state: "loading" });
  #users = 0;
  #closed = false;

  constructor(read: () => Promise<Blob | null>) {
    this.#read = read;
  }

  get(): PictureView {
    return this.#view.get();
  }

  subscribe(listener: () => void): () => void {
    const stop = this.#view.subscribe(listener);
    this.#users += 1;
    if (this.#users === 1) this.reload();
    let stopped = false;
    return () => {
      stop();
      if (stopped) return;
      stopped = true;
      this.#users -= 1;
      if (this.#users === 0) this.#forget();
    };
  }

  reload(): void {
    if (this.#users === 0 || this.#view.get().state === "ready") return;
    this.#read().then(
      (blob) => {
        if (this.#closed || this.#users === 0 || this.#view.get().state === "ready") return;
        this.#view.set(
          blob === null
            ? { state: "elsewhere" }
            : { state: "ready", url: URL.createObjectURL(blob) },
        );
      },
      (error: unknown) => {
        reportFault("a picture could not be read", error);
        this.#view.set({ state: "elsewhere" });
      },
    );
  }

  close(): void {
    this.#closed = true;
    this.#forget();
  }

  #forget(): void {
    const view = this.#view.get();
    if (view.state === "ready") URL.revokeObjectURL(view.url);
    this.#view.set({ state: "loading" });
  }
}
