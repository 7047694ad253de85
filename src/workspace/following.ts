import type * as Y from "yjs";
import { type Store, createStore } from "../base/index.ts";
import type { DocumentHandle } from "./space-documents.ts";

/** What a document is read as, made anew when the document is replaced. */
export function readingOf<Reading>(
  handle: Pick<DocumentHandle, "doc" | "onReplaced">,
  read: (doc: Y.Doc) => Reading,
): Store<Reading> {
  const reading = createStore(read(handle.doc));
  // For as long as the handle is open.
  handle.onReplaced((doc) => reading.set(read(doc)));
  return reading;
}

/** A value inside something that is itself replaced now and then. */
export function through<Outer, Value>(
  outer: Store<Outer>,
  choose: (outer: Outer) => Store<Value>,
): Store<Value> {
  return {
    get: () => choose(outer.get()).get(),
    subscribe(listener) {
      let stop = choose(outer.get()).subscribe(listener);
      const stopOuter = outer.subscribe(() => {
        stop();
        stop = choose(outer.get()).subscribe(listener);
        listener();
      });
      return () => {
        stop();
        stopOuter();
      };
    },
  };
}
