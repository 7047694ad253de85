export { ExportDialog } from "./export-dialog.tsx";
export type { ExportDialogProps, ExportFormat } from "./export-dialog.tsx";
export { ImportDialog } from "./import-dialog.tsx";
export type { ImportDialogProps } from "./import-dialog.tsx";
