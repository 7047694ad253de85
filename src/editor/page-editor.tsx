import { type Editor, EditorContent, useEditor } from "@tiptap/react";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { redoCommand, undoCommand } from "y-prosemirror";
import type { Store } from "../base/index.ts";
import { type Member, PICTURE_TYPES, type School } from "../domain/index.ts";
import { translate } from "../i18n/index.ts";
import type { OpenPage } from "../workspace/index.ts";
import type { Authorship } from "./authors/authorship.ts";
import { FindBar } from "./find/find-bar.tsx";
import { pageExtensions } from "./page-extensions.ts";
import { tellBroken, tellRefused } from "./picture-notices.ts";
import { addPictures } from "./pictures/add-pictures.ts";
import { toolbarStore } from "./toolbar/toolbar-state.ts";
import { Toolbar } from "./toolbar/toolbar.tsx";
import { WordCount } from "./word-count.ts";
import "./page-decorations.css";
import "./page-text.css";
import styles from "./page-editor.module.css";

/** TipTap compares documents after each change to tell of deletions; nobody listens. */
const CORE = { delete: false } as const;

/** What the menu of the window may ask of the editor. */
export interface PageEditorHandle {
  undo(): void;
  redo(): void;
  find(): void;
}

export interface PageEditorProps {
  /** The same for as long as the editor is shown; another page is another editor (give it a key). */
  readonly page: OpenPage;
  readonly members: Store<readonly Member[]>;
  readonly schools: Store<readonly School[]>;
  /** May change while the page is shown; the focus stays where it is. */
  readonly isEditable: boolean;
  /** Told who wrote what, and asked what to show of it. */
  readonly authorship: Authorship;
  /** Accessible name of the text. */
  readonly label: string;
  /** "Ctrl" or "⌘". */
  readonly modKey: string;
  /** Stands on the sheet above the text, e.g. the title. */
  readonly heading?: ReactNode;
  /** Stands below the toolbar's end, told the words of the page. */
  readonly footer?: (words: Store<number>) => ReactNode;
  readonly onOpenLink: (address: string) => void;
  readonly onReady?: (handle: PageEditorHandle | null) => void;
}

/** The text of one page: toolbar, find bar and sheet. Knows nothing of where the page is kept or how it travels. */
export function PageEditor({
  page,
  members,
  schools,
  isEditable,
  authorship,
  label,
  modKey,
  heading,
  footer,
  onOpenLink,
  onReady,
}: PageEditorProps) {
  const [isFinding, setFinding] = useState(false);
  const [isLinking, setLinking] = useState(false);
  const [wordCount] = useState(() => new WordCount());
  const openLink = useLatest(onOpenLink);
  const files = useRef<HTMLInputElement>(null);
  const extensions = useMemo(
    () =>
      pageExtensions({
        page,
        members,
        schools,
        wordCount,
        authorship,
        onFind: () => setFinding(true),
        onLink: () => setLinking(true),
        onOpenLink: (address) => openLink.current(address),
      }),
    [page, members, schools, wordCount, authorship, openLink],
  );
  const editorProps = useMemo(
    () => ({ attributes: attributesOf(label, isEditable) }),
    [label, isEditable],
  );
  const editor = useEditor(
    {
      extensions,
      editorProps,
      editable: isEditable,
      injectCSS: false,
      shouldRerenderOnTransaction: false,
      enableCoreExtensions: CORE,
    },
    [extensions],
  );
  const frame = useRef<HTMLDivElement>(null);
  useOptions(editor, editorProps, isEditable, frame);
  useHandle(editor, () => setFinding(true), onReady);
  const toolbar = useMemo(() => toolbarStore(editor), [editor]);

  return (
    <div ref={frame} className={styles["editor"]}>
      {isEditable && (
        <Toolbar
          editor={editor}
          state={toolbar}
          modKey={modKey}
          onPickPicture={() => files.current?.click()}
          onFind={() => setFinding(true)}
          link={{ isOpen: isLinking, onOpenChange: setLinking, onOpenLink }}
        />
      )}
      {isFinding && <FindBar editor={editor} onClose={() => setFinding(false)} />}
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept={PICTURE_TYPES.join(",")}
        aria-label={translate("editor.picture")}
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          addPictures(editor.view, page.pictures, chosen, null).then(tellRefused, tellBroken);
          event.currentTarget.value = "";
        }}
      />
      <div className={styles["scroll"]}>
        <div className={`${styles["sheet"] ?? ""} page-sheet`}>
          {heading}
          <EditorContent editor={editor} />
        </div>
        {footer?.(wordCount.words)}
      </div>
    </div>
  );
}

function attributesOf(label: string, isEditable: boolean): Record<string, string> {
  return {
    class: "page-text",
    role: "textbox",
    "aria-label": label,
    "aria-multiline": "true",
    "aria-readonly": String(!isEditable),
    // Can be focused whether one may write or not, so that the focus stays when that changes.
    tabindex: "0",
  };
}

/** The options of the editor count only when it is made; titles, texts and rights change while it is open. */
function useOptions(
  editor: Editor,
  editorProps: { readonly attributes: Record<string, string> },
  isEditable: boolean,
  frame: { readonly current: HTMLElement | null },
): void {
  useEffect(() => {
    editor.setOptions({ editable: isEditable, editorProps });
    // Told to what looks at the editor, such as a picture's form.
    editor.view.dispatch(editor.state.tr);
  }, [editor, editorProps, isEditable]);
  // The toolbar goes when one may write no more; who was in it goes on reading in the text.
  const lastFocused = useRef<EventTarget | null>(null);
  useEffect(() => {
    const within = frame.current;
    const note = ({ target }: FocusEvent): void => {
      lastFocused.current = target;
    };
    within?.addEventListener("focusin", note);
    return () => within?.removeEventListener("focusin", note);
  }, [frame]);
  useLayoutEffect(() => {
    const last = lastFocused.current;
    const isLost = last instanceof Node && !last.isConnected;
    if (isLost && document.activeElement === document.body)
      editor.view.dom.focus({ preventScroll: true });
  }, [editor, isEditable]);
}

function useHandle(editor: Editor, find: () => void, onReady: PageEditorProps["onReady"]): void {
  const ready = useLatest(onReady);
  const startFinding = useLatest(find);
  useEffect(() => {
    const told = ready.current;
    told?.({
      undo: () => void (editor.isEditable && undoCommand(editor.state, editor.view.dispatch)),
      redo: () => void (editor.isEditable && redoCommand(editor.state, editor.view.dispatch)),
      find: () => startFinding.current(),
    });
    return () => told?.(null);
  }, [editor, ready, startFinding]);
}

function useLatest<Value>(value: Value): { readonly current: Value } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
