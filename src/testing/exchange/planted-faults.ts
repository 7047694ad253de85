import * as Y from "yjs";
import { PresenceRoom, type SpaceCopy } from "../../roads/index.ts";
import type { MemoryStorage, Storage } from "../../storage/index.ts";
import type { SpaceDocuments } from "../../workspace/space-documents.ts";
import type { PlantedFaults } from "./school.ts";

/** Mistakes that have been made elsewhere. A simulation that does not find each of them proves nothing. */
export const PLANTED_FAULTS = {
  "changes are called saved before they are written": { storage: answerBeforeWriting },
  "one's own changes are not given to others": { copy: forgetOwnChanges },
  "copies with equal state vectors are taken for equal": { copy: compareStateVectorsOnly },
  "every second batch is not written": { storage: skipEverySecondWrite },
  "words about others are taken as presence": { presences: () => new CredulousPresenceRoom() },
} as const satisfies Record<string, PlantedFaults>;

function answerBeforeWriting(storage: MemoryStorage): Storage {
  const { changes } = storage;
  const append: typeof changes.append = (batch) => {
    // The mistake: nobody waits, and nobody hears that it failed.
    changes.append(batch).catch(() => undefined);
    return Promise.resolve();
  };
  return { ...withoutPrivates(storage), changes: { ...changes, append } };
}

/** The mistake: a batch is taken for one that is there already. */
function skipEverySecondWrite(storage: MemoryStorage): Storage {
  const { changes } = storage;
  let count = 0;
  const append: typeof changes.append = (batch) => {
    count += 1;
    return count % 2 === 0 ? Promise.resolve() : changes.append(batch);
  };
  return { ...withoutPrivates(storage), changes: { ...changes, append } };
}

function withoutPrivates(storage: MemoryStorage): Storage {
  const { changes, blobs, records } = storage;
  return { changes, blobs, records, close: () => storage.close() };
}

function forgetOwnChanges(copy: SpaceCopy, documents: SpaceDocuments): SpaceCopy {
  return {
    ...delegateTo(copy),
    onLocalChange: () => () => undefined,
    missing: async (document, stateVector) => {
      const update = await copy.missing(document, stateVector);
      const { doc, close } = await documents.open(document);
      const own = new Map([[doc.clientID, Y.getState(doc.store, doc.clientID)]]);
      close();
      return Y.diffUpdate(update, Y.encodeStateVector(own));
    },
  };
}

function compareStateVectorsOnly(copy: SpaceCopy): SpaceCopy {
  return {
    ...delegateTo(copy),
    summary: async (document) => {
      const { stateVector } = await copy.summary(document);
      const hash = await crypto.subtle.digest("SHA-256", new Uint8Array(stateVector));
      return { stateVector, hash: new Uint8Array(hash) };
    },
  };
}

/** The same copy, ready to have one of its answers replaced. */
export function delegateTo(copy: SpaceCopy): SpaceCopy {
  return {
    me: copy.me,
    documents: copy.documents,
    blobs: copy.blobs,
    summary: (document) => copy.summary(document),
    missing: (document, stateVector) => copy.missing(document, stateVector),
    receive: (document, update, from) => copy.receive(document, update, from),
    onLocalChange: (listener) => copy.onLocalChange(listener),
  };
}

class CredulousPresenceRoom extends PresenceRoom {
  override heard(...[, message, now]: Parameters<PresenceRoom["heard"]>): "taken" {
    this.take(message, now);
    return "taken";
  }
}
