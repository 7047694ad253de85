import { z } from "zod";
import type {
  Bridge,
  FeedHeaderToSign,
  FileToSave,
  InvitationOffer,
  NewKeychain,
  OperationToSign,
  PassphraseChange,
  RedeemRequest,
} from "../../bridge/contract.ts";
import type { AskName, TellName } from "../../bridge/contract.ts";
import { OPERATION_LIMITS } from "../../../src/membership/index.ts";
import { INVITATION_CHARS_MAX } from "../hub/join/join-messages.ts";

const HOUR_MS = 3_600_000;
const SOCKET_TEXT_CHARS_MAX = 256 * 1024;

const none = z.tuple([]);
const socket = z.int().positive();
const code = z.string().regex(/^\d{6}$/u);

const fileToSave = z.strictObject({
  suggestedName: z.string().min(1).max(255),
  mime: z.string().max(127),
  bytes: z.instanceof(Uint8Array),
}) satisfies z.ZodType<FileToSave>;

const invitationOffer = z.strictObject({
  code,
  invitation: z.string().min(1).max(INVITATION_CHARS_MAX),
  lifetimeMs: z
    .number()
    .positive()
    .max(24 * HOUR_MS),
}) satisfies z.ZodType<InvitationOffer>;

const redeemRequest = z.strictObject({
  code,
  address: z.string().max(300).nullable(),
}) satisfies z.ZodType<RedeemRequest>;

/** Longer than any that is taken: what is too long by the count of characters is told as such, not refused here. */
const passphrase = z.string().max(2000).nullable();
const bytes = (length: number) =>
  z.instanceof(Uint8Array).refine((value) => value.length === length, `${length} bytes`);

const newKeychain = z.strictObject({
  passphrase,
  useSystemStore: z.boolean(),
  words: z.array(z.string().max(40)).max(48).nullable(),
}) satisfies z.ZodType<NewKeychain>;

const passphraseChange = z.strictObject({
  current: passphrase,
  next: passphrase,
  useSystemStore: z.boolean(),
}) satisfies z.ZodType<PassphraseChange>;

const feedHeader = z.strictObject({
  space: bytes(16),
  sessionKey: bytes(32),
  memberHead: bytes(32),
  startedAt: z.int().min(0),
}) satisfies z.ZodType<FeedHeaderToSign>;

const operationToSign = z.strictObject({
  space: bytes(16).nullable(),
  unsigned: z
    .instanceof(Uint8Array)
    .refine(({ length }) => length <= OPERATION_LIMITS.bytes, "longer than any operation"),
  names: z
    .record(z.string().max(64), z.string().max(400))
    .refine((names) => Object.keys(names).length <= 2 * OPERATION_LIMITS.members, "too many names"),
}) satisfies z.ZodType<OperationToSign>;

/** Every argument that the page hands over is parsed by one of these; what does not fit never reaches an answer. */
export const BRIDGE_ARGUMENTS = {
  appInfo: none,
  setAppearance: z.tuple([z.enum(["system", "light", "dark"])]),
  setMenuLabels: z.tuple([
    z
      .record(z.string().max(64), z.string().max(400))
      .refine((labels) => Object.keys(labels).length <= 200, "too many labels"),
    z.string().max(35),
  ]),
  setWindowTitle: z.tuple([z.string().max(300)]),
  saveFile: z.tuple([fileToSave]),
  savePdf: z.tuple([z.string().min(1).max(255)]),
  print: none,
  openExternal: z.tuple([z.string().max(4096)]),
  copyText: z.tuple([z.string().max(1_000_000)]),
  hubStatus: none,
  offerInvitation: z.tuple([invitationOffer]),
  withdrawInvitation: z.tuple([code]),
  redeemInvitation: z.tuple([redeemRequest]),
  openSocket: z.tuple([z.string().max(2048)]),
  sendSocket: z.tuple([socket, z.string().max(SOCKET_TEXT_CHARS_MAX)]),
  closeSocket: z.tuple([socket]),
  keychainStatus: none,
  createKeychain: z.tuple([newKeychain]),
  unlockKeychain: z.tuple([passphrase]),
  lockKeychain: none,
  changePassphrase: z.tuple([passphraseChange]),
  recoveryWords: z.tuple([passphrase]),
  signFeedHeader: z.tuple([feedHeader]),
  signOperation: z.tuple([operationToSign]),
  agree: z.tuple([bytes(32)]),
  answerClosing: none,
} as const satisfies { [Name in AskName | TellName]: z.ZodType<Parameters<Bridge[Name]>> };
