export {
  Menu,
  Popover,
  Select,
  Switch,
  Tabs,
  TextInput,
  Textarea,
  VisuallyHidden,
} from "@mantine/core";
export { ActDialog } from "./act-dialog.tsx";
export { AppFrame } from "./app-frame.tsx";
export type { Crumb, MenuChoice, Place, RailAction } from "./app-frame.tsx";
export { Avatar } from "./avatar.tsx";
export { Badge } from "./badge.tsx";
export type { Tone } from "./badge.tsx";
export { Button } from "./button.tsx";
export { Card } from "./card.tsx";
export { ConfirmDialog, Dialog, DialogActions } from "./dialog.tsx";
export { CoverPicture, Drawing } from "./drawing.tsx";
export { EmptyState } from "./empty-state.tsx";
export { EntranceFrame } from "./entrance-frame.tsx";
export { ErrorBoundary } from "./error-boundary.tsx";
export { ErrorNotice } from "./error-notice.tsx";
export { AgesField } from "./fields/ages-field.tsx";
export { ChoiceField } from "./fields/choice-field.tsx";
export type { Choice } from "./fields/choice-field.tsx";
export { CoverField } from "./fields/cover-field.tsx";
export { LanguageField } from "./fields/language-field.tsx";
export { CountryField, LanguagesField, SubjectsField } from "./fields/listed-field.tsx";
export { NewPassphraseFields } from "./fields/new-passphrase-fields.tsx";
export { EMPTY_PASSPHRASE, passphraseFault } from "./fields/passphrase-draft.ts";
export type { PassphraseDraft } from "./fields/passphrase-draft.ts";
export { PassphraseField } from "./fields/passphrase-field.tsx";
export { SheetWordsField } from "./fields/sheet-words-field.tsx";
export { NO_SHEET_WORDS, loadSheetList, readSheet } from "./fields/sheet-words.ts";
export { IconButton } from "./icon-button.tsx";
export { KeyboardHelp } from "./keyboard-help.tsx";
export type { ShortcutGroup } from "./keyboard-help.tsx";
export { Logo } from "./logo.tsx";
export { Look } from "./look.tsx";
export { Notice } from "./notice.tsx";
export { notify } from "./notices.tsx";
export { Paper } from "./paper.tsx";
export { ProgressPanel } from "./progress-panel.tsx";
export { QrCode } from "./qr-code.tsx";
export { Rich } from "./rich.tsx";
export { SchoolBadge } from "./school-badge.tsx";
export { ScreenHeader } from "./screen-header.tsx";
export { SyncBadge, SyncPill } from "./sync-pill.tsx";
export { useAct } from "./use-act.ts";
export { useNow } from "./use-now.ts";
export { useShown } from "./use-shown.ts";
export type { Shown } from "./use-shown.ts";
export { useLanguage, useStore } from "./use-store.ts";
export {
  IconAlertTriangle,
  IconAlignCenter,
  IconAlignLeft,
  IconAlignRight,
  IconArrowBackUp,
  IconArrowDown,
  IconArrowForwardUp,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconArrowsExchange,
  IconBan,
  IconBasket,
  IconBold,
  IconCheck,
  IconChevronDown,
  IconCircleCheck,
  IconClearFormatting,
  IconClock,
  IconCode,
  IconColumnInsertRight,
  IconColumnRemove,
  IconCopy,
  IconDeviceDesktop,
  IconDeviceFloppy,
  IconDoorExit,
  IconDotsVertical,
  IconExternalLink,
  IconEye,
  IconEyeOff,
  IconFileExport,
  IconFileImport,
  IconFileText,
  IconHelpCircle,
  IconHighlight,
  IconHistory,
  IconHome,
  IconHourglass,
  IconIndentDecrease,
  IconIndentIncrease,
  IconInfoCircle,
  IconItalic,
  IconKey,
  IconKeyboard,
  IconLifebuoy,
  IconLink,
  IconLinkOff,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconLock,
  IconMinus,
  IconPencil,
  IconPhoto,
  IconPhotoPlus,
  IconPlugConnected,
  IconPlus,
  IconPrinter,
  IconQrcode,
  IconRefresh,
  IconRowInsertBottom,
  IconRowRemove,
  IconSearch,
  IconSend,
  IconSettings,
  IconStrikethrough,
  IconTable,
  IconTableMinus,
  IconTextColor,
  IconTicket,
  IconTrash,
  IconTypography,
  IconUnderline,
  IconUserCheck,
  IconUserCog,
  IconUserMinus,
  IconUserPlus,
  IconUsers,
  IconUsersGroup,
  IconX,
} from "./icons.ts";
