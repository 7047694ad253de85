import { editorContent, openBareEditor } from "./bare-editor.ts";
import { measureJournal } from "./journal.ts";
import { wearLook } from "./look.tsx";
import { seedEditedPage, timeOpening } from "./opening.tsx";
import {
  endOffer,
  longPage,
  offerLongPage,
  openWriter,
  startWriting,
  stopWriting,
  takeLongPage,
} from "./partner.ts";
import { loadMembers, measureMembers } from "./members.ts";
import { schoolPage } from "./pages.ts";
import { seedHome } from "./project.ts";

/** What the driver asks of this page, by evaluating `bench.<name>(...)` in it. */
const bench = {
  seedHome: (title: string, seed: number, characters: number) =>
    seedHome(title, schoolPage(seed, characters)),
  seedEditedPage,
  timeOpening,
  measureJournal,
  measureMembers,
  loadMembers,
  longPage,
  offerLongPage,
  endOffer,
  takeLongPage,
  openWriter,
  startWriting,
  stopWriting,
  openBareLongPage: (seed: number, characters: number) => {
    const place = document.getElementById("root");
    if (place === null) throw new Error("there is no place for the editor");
    wearLook();
    openBareEditor(place, editorContent(schoolPage(seed, characters)));
  },
};

Object.assign(globalThis, { bench });
document.body.append("Ready to measure");
