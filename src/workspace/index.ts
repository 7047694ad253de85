export { LOCK_AFTER_MINUTES, TEXT_SIZES } from "./contract.ts";
export type {
  Door,
  DoorState,
  JoinFailure,
  JoinOutcome,
  Joining,
  KeyCare,
  LateWork,
  NewProject,
  OpenProject,
  OpenProjectFailure,
  OwnRights,
  PersonFields,
  Settings,
  TextSize,
  Workspace,
} from "./contract.ts";
export type {
  OpenPage,
  OpenPageFailure,
  PageVersion,
  PictureFailure,
  PictureShelf,
  PictureView,
} from "./page-contract.ts";
export type {
  ActFailure,
  DeviceView,
  HistoryEntry,
  InvitationView,
  NewInvitation,
  OfferedCode,
  PeopleOfProject,
  VoidBecause,
} from "./people-contract.ts";
export { openDoor } from "./door.ts";
export type { DoorParts } from "./door.ts";
export type { PreparePicture, PreparedPicture } from "./picture-shelf.ts";
