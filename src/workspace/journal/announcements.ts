import { createStore } from "../../base/index.ts";
import type { MemberId } from "../../domain/index.ts";
import { type DocumentName, type FeedId, type HaveVector, haveOf } from "../../journal/index.ts";
import { type DeviceId, type Membership, textOfId } from "../../membership/index.ts";
import type { LateWork } from "../contract.ts";
import type { JournalCore } from "./core.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type Arrived = (document: DocumentName, updates: readonly Bytes[]) => void;
type Rebuilt = (documents: readonly DocumentName[]) => void;
type Written = (frames: readonly Bytes[]) => void;

/** What the outside sees of a journal, never ahead of what is kept. */
export class Announcements {
  readonly membership = createStore<Membership | null>(null);
  readonly heads = createStore<readonly string[]>([]);
  readonly have = createStore<HaveVector>(new Map());
  readonly documents = createStore<readonly DocumentName[]>([]);
  readonly lastSessions = createStore<ReadonlyMap<DeviceId, number>>(new Map());
  readonly lateWork = createStore<readonly LateWork[]>([]);
  /** With what is not kept yet. */
  knownLateWork: readonly LateWork[] = [];
  readonly #arrived = new Set<Arrived>();
  readonly #rebuilt = new Set<Rebuilt>();
  readonly #written = new Set<Written>();

  onArrived(listener: Arrived): () => void {
    this.#arrived.add(listener);
    return () => this.#arrived.delete(listener);
  }

  onRebuilt(listener: Rebuilt): () => void {
    this.#rebuilt.add(listener);
    return () => this.#rebuilt.delete(listener);
  }

  onWritten(listener: Written): () => void {
    this.#written.add(listener);
    return () => this.#written.delete(listener);
  }

  tellArrived(document: DocumentName, updates: readonly Bytes[]): void {
    for (const listener of [...this.#arrived]) listener(document, updates);
  }

  tellRebuilt(documents: readonly DocumentName[]): void {
    if (documents.length === 0) return;
    for (const listener of [...this.#rebuilt]) listener(documents);
  }

  tellWritten(frames: readonly Bytes[]): void {
    if (frames.length === 0) return;
    for (const listener of [...this.#written]) listener(frames);
  }

  /** Feeds and documents as admission knows them now: call it when that is kept. */
  tellFeeds({ state, ledger }: Pick<JournalCore, "state" | "ledger">): void {
    this.have.set(haveOf(state));
    const names = [...ledger.documents].sort();
    if (names.length !== this.documents.get().length) this.documents.set(names);
    const sessions = new Map<DeviceId, number>();
    for (const { header } of state.feeds.values()) {
      const device = textOfId<DeviceId>(header.device);
      sessions.set(device, Math.max(header.startedAt, sessions.get(device) ?? 0));
    }
    if (!isSame(sessions, this.lastSessions.get())) this.lastSessions.set(sessions);
  }

  tellLog({ log }: Pick<JournalCore, "log">): void {
    this.heads.set(log.heads);
    this.membership.set(log.membership);
  }
}

/** Members whose feeds these are. */
export function authorsOf(
  { state }: Pick<JournalCore, "state">,
  feeds: Iterable<FeedId>,
): readonly MemberId[] {
  const authors = new Set<MemberId>();
  for (const feed of feeds) {
    const header = state.feeds.get(feed)?.header;
    if (header !== undefined) authors.add(textOfId<MemberId>(header.member));
  }
  return [...authors];
}

function isSame(one: ReadonlyMap<DeviceId, number>, other: ReadonlyMap<DeviceId, number>): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
}
