import type * as Y from "yjs";
import { z } from "zod";
import { type MemberId, PAGE_CONTENT_LIMITS, type RescuedWords } from "../../domain/index.ts";
import { fieldsOf } from "../fields.ts";
import { type LostPiece, idText } from "./lost-words.ts";
import type { KeptPiece, Stretch } from "./kept-piece.ts";
import { type Strand, strandsOf } from "./strands.ts";

/** More than any page of a school loses; a partner cannot make the list endless. */
const MOST_PIECES = 1000;
const PIECE_KEY = /^(\d{1,16}):(\d{1,16})-(\d{1,16})$/u;
const DONE = "done:";

const pieceFields = z.object({
  text: z.string().max(PAGE_CONTENT_LIMITS.characters),
  after: z.string().max(40).nullable().catch(null),
  before: z.string().max(40).nullable().catch(null),
  witness: z.string().max(40).catch(""),
  foundAt: z.number().finite().min(0).max(8.64e15).catch(0),
});

/**
 * Lost words as they lie in the page's document. A key names the stretch itself, so two copies that find the same words
 * write the same; what is dealt with is added under a key of its own and never taken away, so it stays dealt with.
 */
export class RescueList {
  readonly map: Y.Map<unknown>;
  readonly #authorOf: (client: number) => MemberId | null;

  constructor(map: Y.Map<unknown>, authorOf: (client: number) => MemberId | null) {
    this.map = map;
    this.#authorOf = authorOf;
  }

  read(): readonly RescuedWords[] {
    return this.#strands().flatMap((strand) => {
      const first = strand.runs.find(({ isDone }) => !isDone);
      const text = strand.text.trim();
      if (first === undefined || text === "") return [];
      return [
        { id: idText(first), text, author: this.#authorOf(first.client), foundAt: strand.foundAt },
      ];
    });
  }

  add(pieces: readonly LostPiece[], foundAt: number): void {
    for (const { client, clock, text, after, before, witness } of pieces) {
      const key = `${client}:${clock}-${clock + text.length}`;
      if (this.map.size >= MOST_PIECES * 2 || this.map.has(key) || this.map.has(DONE + key))
        continue;
      this.map.set(key, { text, after, before, witness, foundAt });
    }
  }

  /** Marks the words as dealt with and returns them; null if they are not in the list. */
  settle(id: string): RescuedWords | null {
    const words = this.read().find((candidate) => candidate.id === id);
    const strand = this.#strands().find(({ runs }) =>
      runs.some((run) => !run.isDone && idText(run) === id),
    );
    if (words === undefined || strand === undefined) return null;
    for (const { client, clock, text, isDone } of strand.runs) {
      if (!isDone) this.settleStretch({ client, from: clock, to: clock + text.length });
    }
    return words;
  }

  settleStretch({ client, from, to }: Stretch): void {
    const key = `${client}:${from}-${to}`;
    this.map.set(DONE + key, true);
    if (this.map.has(key)) this.map.delete(key);
  }

  waiting(): readonly KeptPiece[] {
    const done = this.#done();
    return this.#pieces().filter(
      ({ client, clock, text }) => !isCovered(done, client, clock, clock + text.length),
    );
  }

  #strands(): readonly Strand[] {
    return strandsOf(this.#pieces(), this.#done());
  }

  #pieces(): readonly KeptPiece[] {
    const pieces: KeptPiece[] = [];
    for (const [key, value] of this.map.entries()) {
      const stretch = stretchOf(key);
      const fields = pieceFields.safeParse(fieldsOf(value));
      if (
        stretch === null ||
        !fields.success ||
        fields.data.text.length !== stretch.to - stretch.from
      )
        continue;
      pieces.push({ client: stretch.client, clock: stretch.from, ...fields.data });
      if (pieces.length >= MOST_PIECES) break;
    }
    return pieces.sort(
      (a, b) => a.client - b.client || a.clock - b.clock || b.text.length - a.text.length,
    );
  }

  #done(): readonly Stretch[] {
    const done: Stretch[] = [];
    for (const key of this.map.keys()) {
      const stretch = key.startsWith(DONE) ? stretchOf(key.slice(DONE.length)) : null;
      if (stretch !== null) done.push(stretch);
    }
    return done.sort((a, b) => a.client - b.client || a.from - b.from);
  }
}

export function stretchOf(key: string): Stretch | null {
  const [, client, from, to] = PIECE_KEY.exec(key) ?? [];
  if (client === undefined || Number(from) >= Number(to)) return null;
  return { client: Number(client), from: Number(from), to: Number(to) };
}

function isCovered(done: readonly Stretch[], client: number, from: number, to: number): boolean {
  let covered = from;
  for (const stretch of done) {
    if (stretch.client === client && stretch.from <= covered)
      covered = Math.max(covered, stretch.to);
  }
  return covered >= to;
}
