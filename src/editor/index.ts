export { Authorship } from "./authors/authorship.ts";
export type { AuthorLook } from "./authors/author-marks.ts";
export type { AuthorShare } from "./authors/authorship.ts";
export { PageEditor } from "./page-editor.tsx";
export type { PageEditorHandle, PageEditorProps } from "./page-editor.tsx";
export { personName } from "./person-name.ts";
