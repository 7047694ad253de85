export type { Platform } from "./platform.ts";
export type {
  AppInfo,
  Appearance,
  HubStatus,
  MenuCommand,
  PrintFailure,
  SavedFile,
  SaveFileFailure,
} from "../../electron/bridge/contract.ts";
