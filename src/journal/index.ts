export { admit } from "./admission.ts";
export { copyOf, emptyAdmission, haveOf } from "./admission-state.ts";
export type {
  AcceptedEntry,
  AdmissionRules,
  AdmissionState,
  Admitted,
  Freeze,
  JournalPart,
  Refusal,
  Round,
} from "./admission-state.ts";
export { judgeAnew } from "./verdicts.ts";
export type { JudgedEntry } from "./verdicts.ts";
export type { Claimed, EntryClaim, EntryVerdict } from "./entry-claim.ts";
export { applyAccepted, rebuildDocument } from "./apply.ts";
export { ByteReader, ByteWriter, MalformedBytes } from "./byte-codec.ts";
export {
  decodeCheckpoint,
  encodeCheckpoint,
  hashesOfCheckpoint,
  isCheckpointSound,
  isCheckpointUsable,
  makeCheckpoint,
  openFromCheckpoint,
} from "./checkpoint.ts";
export type { Checkpoint } from "./checkpoint.ts";
export { compactFeed } from "./compact-feed.ts";
export type { CompactionSource } from "./compact-feed.ts";
export { decodeCompaction, encodeCompaction } from "./compaction.ts";
export type { Compaction } from "./compaction.ts";
export { decodeFeedHeader, encodeFeedHeader, signedBytesOfFeedHeader } from "./feed-header.ts";
export type { FeedHeader, SignFeedHeader, SignedFeedHeader } from "./feed-header.ts";
export { FeedWriter } from "./feed-writer.ts";
export type { DocumentChange, FlushContext, FlushFailure, WrittenDocument } from "./feed-writer.ts";
export { encodeHaveVector } from "./have-vector.ts";
export type { HaveVector } from "./have-vector.ts";
export { JOURNAL_LIMITS } from "./limits.ts";
export { clientIdOf } from "./names.ts";
export type { DocumentName, EpochId, FeedId, MemberHead } from "./names.ts";
export { areErasuresFounded, eraseFromCompaction, eraseFromRun, structuresIn } from "./erasure.ts";
export { decodeRun, encodeRun, hashPayload } from "./run.ts";
export type { Entry, Run } from "./run.ts";
export { encodePart, labelOf } from "./frame-part.ts";
export type { FramePart } from "./frame-part.ts";
export { screenHere } from "./screen.ts";
export type { PlainFrame, Screener } from "./screen.ts";
export { decodeFrame, openFrame, sealFrame } from "./sealing.ts";
export type { FrameKind, FrameLabel, SealedFrame } from "./sealing.ts";
