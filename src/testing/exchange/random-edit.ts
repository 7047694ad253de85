import * as Y from "yjs";
import type { Random } from "../random.ts";

const WORDS = ["rain", "sun", "мир", "güneş", "🌦️", "wind", "σύννεφο", "snow "] as const;

/** One thing that a pupil may do to a document: write, delete, format, set a field, add or remove a block. */
export function randomEdit(random: Random): (doc: Y.Doc) => void {
  const kind = random.weighted({ write: 6, delete: 2, format: 2, field: 3, block: 3, remove: 1 });
  const place = random.next();
  const word = random.pick(WORDS);
  const length = random.whole(1, 12);
  return (doc) => {
    const text = doc.getText("text");
    const blocks = doc.getXmlFragment("blocks");
    const at = wholeCharacter(text, Math.floor(place * (text.length + 1)));
    const most = wholeCharacter(text, Math.min(text.length, at + length)) - at;
    switch (kind) {
      case "write":
        text.insert(at, word);
        return;
      case "delete":
        if (most > 0) text.delete(at, most);
        return;
      case "format":
        if (most > 0) text.format(at, most, { bold: place > 0.5 ? true : null });
        return;
      case "field":
        doc.getMap("fields").set(`field ${length % 4}`, { word, place });
        return;
      case "block": {
        const block = new Y.XmlElement("paragraph");
        block.insert(0, [new Y.XmlText(word)]);
        block.setAttribute("level", String(length % 3));
        blocks.insert(Math.floor(place * (blocks.length + 1)), [block]);
        return;
      }
      case "remove":
        if (blocks.length > 0) blocks.delete(Math.floor(place * blocks.length), 1);
    }
  };
}

/** Takes something away and adds nothing, which a state vector does not show. */
export function randomDeletion(random: Random): (doc: Y.Doc) => void {
  const place = random.next();
  return (doc) => {
    const blocks = doc.getXmlFragment("blocks");
    const fields = [...doc.getMap("fields").keys()].sort();
    const field = fields[Math.floor(place * fields.length)];
    if (place < 0.5 && field !== undefined) doc.getMap("fields").delete(field);
    else if (blocks.length > 0) blocks.delete(Math.floor(place * blocks.length), 1);
  };
}

/**
 * The nearest place at or after `at` that splits no surrogate pair. Editors never do, and Yjs mends a split pair with
 * replacement characters only where it was split, so that copies would read differently.
 */
function wholeCharacter(text: Y.Text, at: number): number {
  const unit = text.toJSON().charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
