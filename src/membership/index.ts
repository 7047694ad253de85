export {
  ALL_DOCUMENT_CLASSES,
  OWN_TOPICS,
  judgeEntry,
  mayRead,
  mayWrite,
  readDocumentName,
  scopeOf,
} from "./document-policy.ts";
export type { EntryClaim, EntryVerdict, NamedDocument, OwnTopic } from "./document-policy.ts";
export { admissionRulesOf, headFor } from "./admission-rules.ts";
export { attestationOf, isAttested } from "./attestation.ts";
export {
  contentKey,
  isKeyOf,
  makeGrant,
  makeRotation,
  openKeys,
  roadKey,
  topicKeys,
} from "./epoch-keys.ts";
export type { EpochKeys, KeyAgreement } from "./epoch-keys.ts";
export { fingerprint } from "./fingerprint.ts";
export {
  bytesOfId,
  documentIdOf,
  headOfOperation,
  journalFeedId,
  loggedFeedId,
  memberIdOf,
  operationIdOf,
  operationIdOfHead,
  spaceIdOf,
  textOfId,
} from "./ids.ts";
export type { DeviceId, DocumentId, LoggedFeedId, OperationId } from "./ids.ts";
export { makeInvitationCode, readInvitationCode } from "./invitation-code.ts";
export type { CodeFailure } from "./invitation-code.ts";
export {
  readInvitationFile,
  readTicket,
  spaceOfTicket,
  writeInvitationFile,
  writeTicket,
} from "./invitation-file.ts";
export type { InvitationFailure, InvitationFile, InvitationTicket } from "./invitation-file.ts";
export {
  composeJoin,
  invitationOf,
  keysOfCode,
  keysOfSeed,
  makeSeed,
} from "./invitation-secret.ts";
export type { InvitationKeys } from "./invitation-secret.ts";
export { MemberLog, composeFounding, spaceFoundedBy, withSignature } from "./member-log.ts";
export type { Receipt, Refusal } from "./member-log.ts";
export {
  activeMembers,
  currentEpoch,
  entitledMembers,
  invitationsToClose,
  isEntitled,
  missingKeys,
  needsRotation,
} from "./membership.ts";
export type {
  Attestation,
  Epoch,
  Erasure,
  Grant,
  Limit,
  LoggedDevice,
  LoggedDocument,
  LoggedInvitation,
  LoggedMember,
  MemberStatus,
  Membership,
  Voidness,
} from "./membership.ts";
export { OPERATION_LIMITS } from "./operation.ts";
export { decodeUnsignedOperation, signedBytesOfOperation } from "./operation-codec.ts";
export type {
  BodyOf,
  CutOff,
  DocumentClass,
  DocumentRights,
  ErasedPart,
  InvitationWay,
  KeyScope,
  MemberRecord,
  Operation,
  OperationBody,
  OperationKind,
  SpaceKind,
} from "./operation.ts";
export { ACTIONS, ROLE_RIGHTS, may } from "./rights.ts";
export type { Action, Right, RightContext, Verdict } from "./rights.ts";
export { RANK, ROLES, isPupil, isStaff } from "./roles.ts";
export type { Role } from "./roles.ts";
