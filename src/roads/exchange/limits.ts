const KIB = 1024;
const MIB = 1024 * KIB;

/** What one partner may ask of this PC; beyond it the partner is ended. docs/spec/exchange.md, E60. */
export const EXCHANGE_LIMITS = {
  challengeBytes: 32,
  introductionBytes: 1 * KIB,
  hashBytes: 32,
  /** Operations that nothing comes after, in one message; more are left out, which costs sending some twice. */
  heads: 2000,
  operationBytes: 256 * KIB,
  /** Of operations in one message, or one operation that is longer. */
  operationsBytes: 128 * KIB,
  operationsPerMessage: 2000,
  /** Messages of operations of one partner that wait to be kept. */
  waitingOperations: 8,
  /** Of operations that someone whom the log does not know may bring on one connection. */
  strangersBytes: 16 * MIB,
  /** Feeds in one message, and feeds that one partner may name in all. */
  feedsPerMessage: 5000,
  feeds: 50_000,
  /** Feeds that an answer leaves out. */
  feedsLeftOut: 500,
  sequence: 2 ** 32,
  frameBytes: 20_000_000,
  framesPerMessage: 5000,
  /** Of frames in one message, or one frame that is longer. */
  partBytes: 64 * KIB,
  /** Of frames in one answer, or one frame that is longer. */
  answerBytes: 512 * KIB,
  documentBytes: 128,
  waitingAsks: 4,
  /** Frames of one partner that are given to the copy at once. */
  roundBytes: 1 * MIB,
  /** Frames of one partner that wait to be kept; what comes beyond it is let go, and asked for again. */
  waitingFrameBytes: 48 * MIB,
  /** New frames above it are not sent unasked; the partner asks for them. */
  liveFrameBytes: 256 * KIB,
  /** New frames that wait for a slow partner; beyond it they are dropped, and the partner asks when there is room. */
  waitingLiveBytes: 1 * MIB,
  /** Unasked messages of frames from one partner that are looked at within a second. */
  pushesPerSecond: 200,
  /** Several frames in one message. */
  framesBytes: 1.5 * MIB,
  /** Messages that wait while their sender is being recognised anew. */
  waitingMessages: 2000,
  waitingMessageBytes: 32 * MIB,
  /** Words about logs and vectors, of each kind, that are looked at within a second. */
  comparisonsPerSecond: 50,
  nameBytes: 96,
  cursorBytes: 1 * KIB,
  mimeBytes: 100,
  hashesPerMessage: 500,
  blobBytes: 64 * MIB,
  chunkBytes: 64 * KIB,
  /** Questions of one partner about pictures that wait to be served. */
  waitingRequests: 64,
  presences: 64,
  /** Heard from one partner within a second; more are not looked at. */
  presencesPerSecond: 20,
  soughtBlobs: 1000,
  /** Messages of control and pictures from one partner within a second. */
  messagesPerSecond: 2000,
} as const;

export const EXCHANGE_TIMES = {
  /** Copies compare themselves this often, jittered between the two. */
  compareMs: [30_000, 60_000],
  /** One listing to one partner in this time. */
  listMs: 1000,
  /** Changes of the own heads, and of the own have vector, are gathered for this long before they are told. */
  headsMs: 100,
  haveMs: 400,
  /** Heads that are not known here wait so long for what comes before them: one side less than the other. */
  strangeHeadsMs: [1000, 3000],
  /** How far partners are behind is counted anew at most this often. */
  countMs: 1000,
  /** A partner who is answering is the only one asked, while something comes and for so long at most. */
  answeringMs: 10_000,
  longestAnswerMs: 20_000,
  /** An answer without progress is given up. */
  askMs: 60_000,
  /** What brought nothing new is asked for again after this long, twice as long each time. */
  askAgainMs: [30_000, 600_000],
  /** For so long after text came or was asked for, pictures wait. */
  busyMs: 10_000,
  chunkMs: 30_000,
  tickMs: 5000,
  presenceIntervalMs: 100,
  presenceHeartbeatMs: 10_000,
  presenceForgottenMs: 30_000,
  hereMs: 30_000,
} as const;

/** At once: chunks from one source, pictures under way. */
export const EXCHANGE_WIDTH = { chunks: 4, blobs: 2 } as const;
