import { reportFault } from "../base/index.ts";
import type { Suite } from "../cryptography/index.ts";
import type { MemberId } from "../domain/index.ts";
import {
  type Epoch,
  type EpochKeys,
  type KeyScope,
  type LoggedMember,
  type Membership,
  type OperationBody,
  entitledMembers,
  invitationsToClose,
  isEntitled,
  isStaff,
  makeGrant,
  makeRotation,
  missingKeys,
  needsRotation,
} from "../membership/index.ts";
import type { Clock } from "../roads/index.ts";
import type { SpaceJournal } from "./journal/index.ts";
import { mayInvite } from "./own-rights.ts";

const TIMES = {
  /** Two devices of the staff that hear the same news should not both act: the second one finds it done. */
  jitterMs: [500, 6000],
  /** An invitation comes to its end without anything arriving. */
  lookAgainMs: 10 * 60_000,
  /** A duty that changed nothing is left to others for so long. */
  restMs: 30 * 60_000,
} as const;
/** One grant carries at most so many keys. */
const MOST_KEYS = 500;

const SCOPES: readonly KeyScope[] = ["project", "staff"];

interface Duty {
  /** The same duty has the same name, whatever else changes. */
  readonly name: string;
  readonly body: () => Promise<OperationBody | null>;
}

interface Parts {
  readonly suite: Suite;
  readonly me: MemberId;
  readonly journal: Pick<SpaceJournal, "membership" | "keys" | "act">;
  readonly clock: Clock;
  readonly random: () => number;
}

/** What devices of the staff do by themselves: hand keys to newcomers, make new keys after a removal, close invitations. */
export class StaffDuties {
  readonly #parts: Parts;
  readonly #restUntil = new Map<string, number>();
  readonly #stops: (() => void)[];
  #stopTimer: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { membership, keys } = parts.journal;
    this.#stops = [membership.subscribe(() => this.#soon()), keys.subscribe(() => this.#soon())];
    this.#soon();
  }

  /** Does what is to be done at once, e.g. after this person removed someone. */
  doNow(): Promise<void> {
    this.#restUntil.clear();
    return this.#do();
  }

  close(): void {
    this.#isClosed = true;
    this.#stopTimer();
    for (const stop of this.#stops) stop();
  }

  #do(): Promise<void> {
    const done = this.#running.then(() => this.#doAll());
    this.#running = done.catch((error: unknown) => {
      if (!this.#isClosed) reportFault("a duty of the staff failed", error);
    });
    return done;
  }

  #soon(): void {
    const [least, most] = TIMES.jitterMs;
    this.#later(least + this.#parts.random() * (most - least));
  }

  #later(ms: number): void {
    if (this.#isClosed) return;
    this.#stopTimer();
    this.#stopTimer = this.#parts.clock.after(ms, () => {
      this.#later(TIMES.lookAgainMs);
      void this.#do().catch(() => undefined);
    });
  }

  async #doAll(): Promise<void> {
    const tried = new Set<string>();
    for (;;) {
      const duty = this.#isClosed ? null : this.#next(tried);
      if (duty === null) return;
      tried.add(duty.name);
      const body = await duty.body();
      const done = body === null ? null : await this.#parts.journal.act(body);
      if (done?.ok !== true || this.#isStillDue(duty.name))
        this.#restUntil.set(duty.name, this.#parts.clock.now() + TIMES.restMs);
    }
  }

  #isStillDue(name: string): boolean {
    return this.#due().some((duty) => duty.name === name);
  }

  #next(tried: ReadonlySet<string>): Duty | null {
    const now = this.#parts.clock.now();
    const isFree = ({ name }: Duty): boolean =>
      !tried.has(name) && (this.#restUntil.get(name) ?? 0) <= now;
    return this.#due().find(isFree) ?? null;
  }

  #due(): readonly Duty[] {
    const { journal, me, clock } = this.#parts;
    const membership = journal.membership.get();
    const member = membership?.members.get(me);
    if (!membership || member?.status !== "active" || !isStaff(member.role)) return [];
    return [
      ...closings(membership, member, clock.now()),
      ...rotations(this.#parts.suite, membership, me),
      ...grants(this.#parts.suite, membership, me, journal.keys.get()),
    ];
  }
}

function closings(membership: Membership, me: LoggedMember, now: number): readonly Duty[] {
  return invitationsToClose(membership, now)
    .filter(({ by, role }) => by === me.id || mayInvite(me, role))
    .map(({ id }) => ({
      name: `revoke ${id}`,
      body: () => Promise.resolve({ kind: "revoke", invitation: id }),
    }));
}

function rotations(suite: Suite, membership: Membership, me: MemberId): readonly Duty[] {
  return SCOPES.filter((scope) => isEntitled(membership.members, me, scope))
    .filter((scope) => needsRotation(membership, scope))
    .map((scope) => ({
      name: `rotate ${scope}`,
      body: async () => {
        const recipients = entitledMembers(membership, scope);
        return (await makeRotation(suite, membership.space, scope, recipients)).body;
      },
    }));
}

function grants(
  suite: Suite,
  membership: Membership,
  me: MemberId,
  keys: EpochKeys,
): readonly Duty[] {
  return SCOPES.filter((scope) => isEntitled(membership.members, me, scope)).flatMap((scope) =>
    [...missingKeys(membership, scope)].flatMap(([id, epochs]) => {
      const recipient = membership.members.get(id);
      const known = keysOf(epochs, keys);
      if (recipient === undefined || id === me || known.size === 0) return [];
      return {
        name: `grant ${id} ${[...known.keys()].join(" ")}`,
        body: () => makeGrant(suite, membership.space, recipient, known),
      };
    }),
  );
}

function keysOf(epochs: readonly Epoch[], keys: EpochKeys): EpochKeys {
  const known = epochs.flatMap(({ id }) => {
    const key = keys.get(id);
    return key === undefined ? [] : [[id, key] as const];
  });
  // The newest first: with it one can read what is written from now on.
  return new Map(known.reverse().slice(0, MOST_KEYS));
}
