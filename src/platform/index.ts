export type { Platform } from "./platform.ts";
export type {
  AppInfo,
  Appearance,
  DemoSchool,
  HubStatus,
  MenuCommand,
  MenuLabel,
  PrintFailure,
  SavedFile,
  SaveFileFailure,
} from "../../electron/bridge/contract.ts";
export { MENU_LABELS } from "../../electron/bridge/contract.ts";
