import { idText } from "./lost-words.ts";
import type { KeptPiece, Stretch } from "./kept-piece.ts";

/** Lost pieces that stood beside each other, in reading order. */
export interface Strand {
  readonly runs: readonly Run[];
  /** Without what is dealt with. */
  readonly text: string;
  readonly foundAt: number;
}

interface Run {
  readonly client: number;
  readonly clock: number;
  readonly text: string;
  readonly isDone: boolean;
}

interface Placing {
  runs: Run[];
  foundAt: number;
}

/** Honest pieces are placed in a few rounds; a partner cannot make it take for ever. */
const MOST_ROUNDS = 50;

/**
 * Puts pieces together again. Two copies may have found the same words in other cuts, so every character counts
 * once; a piece goes behind (or before) the character that it stood beside, as Yjs would place it.
 * `pieces` are sorted by writer and clock.
 */
export function strandsOf(
  pieces: readonly KeptPiece[],
  done: readonly Stretch[],
): readonly Strand[] {
  const strands: Placing[] = [];
  let waiting = withoutOverlaps(pieces);
  const isLost = charactersOf(waiting);
  for (let round = 0; waiting.length > 0; round += 1) {
    const later: KeptPiece[] = [];
    for (const piece of waiting) {
      if (placeBeside(strands, piece)) continue;
      const waitsForNeighbour =
        round < MOST_ROUNDS && (isLost(piece.after) || isLost(piece.before));
      if (waitsForNeighbour) later.push(piece);
      else strands.push({ runs: [runOf(piece)], foundAt: piece.foundAt });
    }
    // Neighbours that wait for each other cannot come from an honest copy: the first one begins anew.
    const [first, ...rest] = later;
    if (first !== undefined && later.length === waiting.length) {
      strands.push({ runs: [runOf(first)], foundAt: first.foundAt });
      waiting = rest;
    } else {
      waiting = later;
    }
  }
  return strands.map((strand) => {
    const runs = strand.runs.flatMap((run) => markDone(run, done));
    const text = runs.map((run) => (run.isDone ? "" : run.text)).join("");
    return { runs, text, foundAt: strand.foundAt };
  });
}

function withoutOverlaps(pieces: readonly KeptPiece[]): KeptPiece[] {
  const kept: KeptPiece[] = [];
  let client = -1;
  let covered = 0;
  for (const piece of pieces) {
    if (piece.client !== client) covered = 0;
    client = piece.client;
    const end = piece.clock + piece.text.length;
    if (end <= covered) continue;
    if (piece.clock >= covered) kept.push(piece);
    else {
      const after = idText({ client, clock: covered - 1 });
      kept.push({ ...piece, clock: covered, text: piece.text.slice(covered - piece.clock), after });
    }
    covered = end;
  }
  return kept;
}

function charactersOf(pieces: readonly KeptPiece[]): (id: string | null) => boolean {
  return (id) => {
    const place = parseId(id);
    return place !== null && pieces.some((piece) => holds(piece, place));
  };
}

function placeBeside(strands: readonly Placing[], piece: KeptPiece): boolean {
  for (const side of ["after", "before"] as const) {
    const place = parseId(piece[side]);
    if (place === null) continue;
    for (const strand of strands) {
      const index = strand.runs.findIndex((run) => holds(run, place));
      const run = strand.runs[index];
      if (run === undefined) continue;
      const cut = place.clock - run.clock + (side === "after" ? 1 : 0);
      const parts = [...cutAt(run, cut)];
      parts.splice(cut === 0 ? 0 : 1, 0, runOf(piece));
      strand.runs.splice(index, 1, ...parts);
      strand.foundAt = Math.min(strand.foundAt, piece.foundAt);
      return true;
    }
  }
  return false;
}

function markDone(run: Run, done: readonly Stretch[]): readonly Run[] {
  let rest: Run = run;
  const parts: Run[] = [];
  for (const { client, from, to } of done) {
    if (client !== rest.client || to <= rest.clock || from >= rest.clock + rest.text.length)
      continue;
    const [before, inside] = [
      Math.max(0, from - rest.clock),
      Math.min(rest.text.length, to - rest.clock),
    ];
    if (before > 0) parts.push({ ...rest, text: rest.text.slice(0, before) });
    parts.push({
      ...rest,
      clock: rest.clock + before,
      text: rest.text.slice(before, inside),
      isDone: true,
    });
    rest = { ...rest, clock: rest.clock + inside, text: rest.text.slice(inside) };
  }
  if (rest.text !== "") parts.push(rest);
  return parts;
}

function cutAt(run: Run, at: number): readonly Run[] {
  if (at <= 0 || at >= run.text.length) return [run];
  return [
    { ...run, text: run.text.slice(0, at) },
    { ...run, clock: run.clock + at, text: run.text.slice(at) },
  ];
}

function runOf({ client, clock, text }: KeptPiece): Run {
  return { client, clock, text, isDone: false };
}

function holds(
  piece: Pick<Run, "client" | "clock" | "text">,
  place: { client: number; clock: number },
): boolean {
  return (
    piece.client === place.client &&
    piece.clock <= place.clock &&
    place.clock < piece.clock + piece.text.length
  );
}

function parseId(id: string | null): { client: number; clock: number } | null {
  const [client, clock] = (id ?? "").split(":").map(Number);
  return client === undefined || clock === undefined || Number.isNaN(clock)
    ? null
    : { client, clock };
}
