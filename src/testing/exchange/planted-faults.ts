import type { JournalCopy } from "../../roads/index.ts";

/** The same copy, ready to have one of its answers replaced. */
export function delegateTo(copy: JournalCopy): JournalCopy {
  return {
    me: copy.me,
    heads: copy.heads,
    have: copy.have,
    blobs: copy.blobs,
    introduce: (challenges) => copy.introduce(challenges),
    recognise: (introduction, challenges) => copy.recognise(introduction, challenges),
    operationsAfter: (heads) => copy.operationsAfter(heads),
    receiveOperations: (operations) => copy.receiveOperations(operations),
    documentsBehind: (theirs) => copy.documentsBehind(theirs),
    framesFor: (theirs, mostBytes, first) => copy.framesFor(theirs, mostBytes, first),
    receiveFrames: (frames, from) => copy.receiveFrames(frames, from),
    onWritten: (listener) => copy.onWritten(listener),
  };
}
