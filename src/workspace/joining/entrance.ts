import { type Result, randomId, succeed } from "../../base/index.ts";
import type { Suite } from "../../cryptography/index.ts";
import type { SpaceId } from "../../domain/index.ts";
import {
  type InvitationTicket,
  readInvitationCode,
  readTicket,
  spaceOfTicket,
  textOfId,
} from "../../membership/index.ts";
import type { Platform } from "../../platform/index.ts";
import type { Clock } from "../../roads/index.ts";
import type { JoinFailure, JoinOutcome, Joining } from "../contract.ts";
import type { Signer } from "../journal/index.ts";
import type { JoiningRecord } from "../stored-records.ts";
import { joinByFile } from "./join-by-file.ts";
import type { Joinings } from "./joinings.ts";
import type { NewSpace } from "./lookout.ts";

const MOST_HUBS = 8;

interface Parts {
  readonly suite: Suite;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly platform: Pick<Platform, "redeemInvitation">;
  readonly joinings: Joinings;
  /** Takes in a space that was joined, or what is new of one that is here. */
  readonly arrive: (found: NewSpace) => Promise<void>;
  /** Of a project that is here already; false when it is not. */
  readonly addHubs: (space: SpaceId, hubs: readonly string[]) => Promise<boolean>;
}

type Outcome = Result<JoinOutcome, JoinFailure>;

/** The ways into a project of others. */
export class Entrance {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async byFile(file: Uint8Array): Promise<Outcome> {
    const { suite, signer, clock, arrive } = this.#parts;
    const joined = await joinByFile({ suite, signer, now: () => clock.now() }, file);
    if (!joined.ok) return joined;
    await arrive(joined.value);
    return succeed({ kind: "met", space: joined.value.space });
  }

  async byText(text: string): Promise<Outcome> {
    const ticket = readTicket(this.#parts.suite, text);
    return ticket.ok ? await this.#wait("text", ticket.value, []) : ticket;
  }

  async byCode(typed: string, address: string | null): Promise<Outcome> {
    const code = readInvitationCode(typed);
    if (!code.ok) return code;
    return await this.#waitForCode("code", code.value, address === null ? [] : [address]);
  }

  async byDigits(digits: string, address: string | null): Promise<Outcome> {
    const redeemed = await this.#parts.platform.redeemInvitation({ code: digits, address });
    if (!redeemed.ok) return redeemed;
    const { invitation, hub } = redeemed.value;
    const ticket = readTicket(this.#parts.suite, invitation);
    if (ticket.ok) return await this.#wait("digits", ticket.value, [hub]);
    const code = readInvitationCode(invitation);
    return code.ok ? await this.#waitForCode("digits", code.value, [hub]) : ticket;
  }

  async #wait(
    way: Joining["way"],
    ticket: InvitationTicket,
    found: readonly string[],
  ): Promise<Outcome> {
    const space = spaceOfTicket(ticket);
    const hubs = [...new Set([...found, ...ticket.hints])].slice(0, MOST_HUBS);
    // Invited again: perhaps because the partner's address changed.
    if (await this.#parts.addHubs(space, hubs)) return succeed({ kind: "met", space });
    const { founding, seed } = ticket;
    return await this.#start({ way, seed: textOfId<string>(seed), code: null, founding, hubs });
  }

  #waitForCode(way: Joining["way"], code: string, hubs: readonly string[]): Promise<Outcome> {
    return this.#start({ way, seed: null, code, founding: null, hubs });
  }

  async #start(invitation: Omit<JoiningRecord, "id" | "startedAt" | "state">): Promise<Outcome> {
    const joining = await this.#parts.joinings.start({
      ...invitation,
      id: randomId(),
      startedAt: this.#parts.clock.now(),
      state: "looking",
    });
    return succeed({ kind: "waiting", joining });
  }
}
