export { TEXT_SIZES } from "./contract.ts";
export type {
  JoinFailure,
  NewProject,
  OfferedCode,
  OpenPage,
  OpenPageFailure,
  OpenProject,
  OpenProjectFailure,
  PersonFields,
  PictureFailure,
  PictureShelf,
  PictureView,
  Settings,
  TextSize,
  Workspace,
} from "./contract.ts";
export { openWorkspace } from "./local-workspace.ts";
export type { WorkspaceParts } from "./local-workspace.ts";
export type { PreparePicture, PreparedPicture } from "./picture-shelf.ts";
