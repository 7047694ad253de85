import type { DraftBuilder } from "../draft-builder.ts";
import { type HtmlElement, attribute } from "./bounded-tree.ts";
import { liftedIndex, readDataUrl } from "./data-url.ts";

/** The bytes of a picture that lies beside the file; null if it is not there. */
export type FindBeside = (path: string) => Uint8Array<ArrayBuffer> | null;

export const NOTHING_BESIDE: FindBeside = () => null;

/** Finds the bytes of a file's pictures without ever asking the network. */
export class HtmlPictures {
  readonly #builder: DraftBuilder;
  readonly #findBeside: FindBeside;
  readonly #lifted: readonly string[];
  readonly #known = new Map<string, number>();

  /** `lifted`: addresses that `liftDataUrls` took out of the text. */
  constructor(builder: DraftBuilder, findBeside: FindBeside, lifted: readonly string[]) {
    this.#builder = builder;
    this.#lifted = lifted;
    this.#findBeside = findBeside;
  }

  /** The index of the source; null, and counted, for pictures that are elsewhere or unknown. */
  find(image: HtmlElement): number | null {
    const address = (attribute(image, "src") ?? "").trim();
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    const notices = this.#builder.notices;
    if (/^data:/iu.test(address)) {
      const bytes = readDataUrl(this.#lifted[liftedIndex(address)] ?? address);
      if (bytes === null) {
        notices.count("unsupportedPictures");
        return null;
      }
      return this.#keep(address, bytes, attribute(image, "data-name") ?? "");
    }
    if (
      /^(?:https?:)?\/\//iu.test(address) ||
      (address === "" && attribute(image, "srcset") !== null)
    ) {
      notices.count("remotePictures");
      return null;
    }
    const path = decodePath(address);
    const bytes = this.#findBeside(path);
    if (bytes === null) {
      notices.count("missingPictures");
      return null;
    }
    return this.#keep(address, bytes, path.slice(path.lastIndexOf("/") + 1));
  }

  #keep(address: string, bytes: Uint8Array<ArrayBuffer>, name: string): number {
    const source = this.#builder.addSource({ bytes, name });
    this.#known.set(address, source);
    return source;
  }
}

function decodePath(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    // A stray per cent sign: the name is meant literally.
    return address;
  }
}
