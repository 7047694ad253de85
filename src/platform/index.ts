export type { Platform } from "./platform.ts";
export type {
  AppInfo,
  Appearance,
  CreateKeychainFailure,
  DemoSchool,
  FeedHeaderToSign,
  HubStatus,
  KeychainStatus,
  MenuCommand,
  MenuLabel,
  NewKeychain,
  OpenedKeychain,
  OperationToSign,
  PassphraseChange,
  PrintFailure,
  SavedFile,
  SaveFileFailure,
  SignOperationFailure,
  UnlockFailure,
  WeakPassphrase,
} from "../../electron/bridge/contract.ts";
export { MENU_LABELS, PASSPHRASE_LENGTH } from "../../electron/bridge/contract.ts";
