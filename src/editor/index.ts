export { PageEditor } from "./page-editor.tsx";
export type { PageEditorHandle, PageEditorProps } from "./page-editor.tsx";
