import type { Extensions } from "@tiptap/core";
import { Dropcursor, Gapcursor } from "@tiptap/extensions";
import type { Store } from "../base/index.ts";
import type { Member, School } from "../domain/index.ts";
import { translate } from "../i18n/index.ts";
import type { OpenPage } from "../workspace/index.ts";
import type { Authorship } from "./authors/authorship.ts";
import { ShowAuthors } from "./authors/show-authors.ts";
import { YjsBinding } from "./binding/index.ts";
import { CursorBlock } from "./cursor-block.ts";
import { cursorOwners } from "./cursor-owners.ts";
import { PartnerCursors } from "./cursors/partner-cursors.ts";
import { Find } from "./find/find.ts";
import { PageShortcuts } from "./page-shortcuts.ts";
import { Paste } from "./paste/paste.ts";
import { ListNumbers } from "./list-numbers.ts";
import { tellBroken, tellRefused, tellRemote } from "./picture-notices.ts";
import { PictureOnPage } from "./pictures/picture-view.tsx";
import { PAGE_SCHEMA } from "./schema/index.ts";
import { ReadingOnly } from "./reading-only.ts";
import { Typing } from "./typing/typing.ts";
import { CountWords, type WordCount } from "./word-count.ts";

export interface PageParts {
  readonly page: OpenPage;
  readonly members: Store<readonly Member[]>;
  readonly schools: Store<readonly School[]>;
  readonly wordCount: WordCount;
  readonly authorship: Authorship;
  readonly onFind: () => void;
  readonly onLink: () => void;
  readonly onOpenLink: (address: string) => void;
}

/** Everything that the editor of a page is made of. */
export function pageExtensions(parts: PageParts): Extensions {
  const { page, members, schools, wordCount, authorship } = parts;
  const owners = cursorOwners(members, schools);
  return [
    ...PAGE_SCHEMA,
    PictureOnPage.configure({ shelf: page.pictures }),
    YjsBinding.configure({ content: page.content, localOrigin: page.localOrigin }),
    Typing,
    ListNumbers,
    PartnerCursors.configure({
      present: page.present,
      owners,
      ownerOf: (member) => owners.get().get(member) ?? null,
      showCursor: (cursor) => page.showCursor(cursor),
    }),
    ShowAuthors.configure({
      content: page.content,
      authorOf: (client) => page.authorOf(client),
      authorship,
      members,
      schools,
    }),
    ReadingOnly,
    Find,
    Paste.configure({
      shelf: page.pictures,
      onRefused: tellRefused,
      onRemotePictures: tellRemote,
      onBroken: tellBroken,
    }),
    PageShortcuts.configure({
      onFind: parts.onFind,
      onLink: parts.onLink,
      onOpenLink: parts.onOpenLink,
    }),
    CountWords.configure({ wordCount }),
    CursorBlock.configure({ placeholder: () => translate("editor.placeholder") }),
    Dropcursor.configure({ color: false, class: "page-drop-cursor" }),
    Gapcursor,
  ];
}
