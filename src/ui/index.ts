export {
  Menu,
  Popover,
  SegmentedControl,
  Select,
  Switch,
  Tabs,
  TextInput,
  Textarea,
  Tooltip,
  VisuallyHidden,
} from "@mantine/core";
export { AppFrame } from "./app-frame.tsx";
export type { Crumb, MenuChoice, Place } from "./app-frame.tsx";
export { Avatar } from "./avatar.tsx";
export { Badge } from "./badge.tsx";
export type { Tone } from "./badge.tsx";
export { Button } from "./button.tsx";
export { Card } from "./card.tsx";
export { ConfirmDialog, Dialog, DialogActions } from "./dialog.tsx";
export { CoverPicture, Drawing, SpanPicture } from "./drawing.tsx";
export { EmptyState } from "./empty-state.tsx";
export { ErrorBoundary } from "./error-boundary.tsx";
export { ErrorNotice } from "./error-notice.tsx";
export { AgesField } from "./fields/ages-field.tsx";
export { ChoiceField } from "./fields/choice-field.tsx";
export type { Choice } from "./fields/choice-field.tsx";
export { CoverField } from "./fields/cover-field.tsx";
export { LanguageField } from "./fields/language-field.tsx";
export { CountryField, LanguagesField, SubjectsField } from "./fields/listed-field.tsx";
export { IconButton } from "./icon-button.tsx";
export { KeyboardHelp } from "./keyboard-help.tsx";
export type { ShortcutGroup } from "./keyboard-help.tsx";
export { Logo } from "./logo.tsx";
export { Look } from "./look.tsx";
export { notify } from "./notices.tsx";
export { ProgressPanel } from "./progress-panel.tsx";
export { Rich } from "./rich.tsx";
export { SchoolBadge } from "./school-badge.tsx";
export { ScreenHeader } from "./screen-header.tsx";
export { SyncBadge, SyncPill } from "./sync-pill.tsx";
export { useNow } from "./use-now.ts";
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
  IconBasket,
  IconBlockquote,
  IconBold,
  IconCheck,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconChevronUp,
  IconCircleCheck,
  IconClearFormatting,
  IconClipboard,
  IconClipboardText,
  IconClock,
  IconCode,
  IconColumnInsertRight,
  IconColumnRemove,
  IconContrast,
  IconCopy,
  IconDeviceDesktop,
  IconDeviceDesktopCheck,
  IconDotsVertical,
  IconDownload,
  IconExternalLink,
  IconEye,
  IconFileExport,
  IconFileImport,
  IconFileText,
  IconFlag,
  IconGripVertical,
  IconH1,
  IconH2,
  IconH3,
  IconHash,
  IconHeading,
  IconHelpCircle,
  IconHighlight,
  IconHome,
  IconIndentDecrease,
  IconIndentIncrease,
  IconInfoCircle,
  IconItalic,
  IconKeyboard,
  IconLanguage,
  IconLifebuoy,
  IconLink,
  IconLinkOff,
  IconList,
  IconListCheck,
  IconListNumbers,
  IconMail,
  IconMapPin,
  IconMessageCircle,
  IconMinus,
  IconMoon,
  IconPalette,
  IconPencil,
  IconPhoto,
  IconPhotoPlus,
  IconPilcrow,
  IconPlugConnected,
  IconPlus,
  IconPrinter,
  IconQrcode,
  IconQuestionMark,
  IconRefresh,
  IconRowInsertBottom,
  IconRowRemove,
  IconSchool,
  IconSearch,
  IconSend,
  IconSettings,
  IconStrikethrough,
  IconSun,
  IconTable,
  IconTableMinus,
  IconTablePlus,
  IconTextColor,
  IconTrash,
  IconTypography,
  IconUnderline,
  IconUpload,
  IconUser,
  IconUserPlus,
  IconUsers,
  IconUsersGroup,
  IconWifi,
  IconX,
} from "./icons.ts";
