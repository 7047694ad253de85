export { LOCK_AFTER_MINUTES, TEXT_SIZES } from "./contract.ts";
export type {
  ActFailure,
  DeviceView,
  Door,
  DoorState,
  HistoryEntry,
  InvitationView,
  JoinFailure,
  JoinOutcome,
  Joining,
  KeyCare,
  LateWork,
  NewInvitation,
  NewProject,
  OfferedCode,
  OpenPage,
  OpenPageFailure,
  OpenProject,
  OpenProjectFailure,
  OwnRights,
  PageVersion,
  PeopleOfProject,
  PersonFields,
  PictureFailure,
  PictureShelf,
  PictureView,
  Settings,
  TextSize,
  VoidBecause,
  Workspace,
} from "./contract.ts";
export { openDoor } from "./door.ts";
export type { DoorParts } from "./door.ts";
export { NoRightError } from "./own-rights.ts";
export type { PreparePicture, PreparedPicture } from "./picture-shelf.ts";
