export { PageScreen } from "./page-screen.tsx";
export type { ExportKind, PageHandle, PageScreenProps } from "./page-screen.tsx";
