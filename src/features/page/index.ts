export type { ExportKind } from "./page-menu.tsx";
export { PageScreen } from "./page-screen.tsx";
export type { PageHandle, PageScreenProps } from "./page-screen.tsx";
