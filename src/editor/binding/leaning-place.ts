import * as Y from "yjs";

/**
 * The same place, bound to the letter before it: what a partner writes there comes behind it. Bound to the letter after it,
 * as the binding has it, the cursors of two who write at the end of one line would jump behind each other's letters and
 * shuffle both their words. Places that are not in a text stay as they are.
 */
export function leanLeft(place: unknown, doc: Y.Doc): unknown {
  if (!(place instanceof Y.RelativePosition)) return place;
  const found = Y.createAbsolutePositionFromRelativePosition(place, doc);
  if (found === null || !(found.type instanceof Y.XmlText)) return place;
  return Y.createRelativePositionFromTypeIndex(found.type, found.index, -1);
}
