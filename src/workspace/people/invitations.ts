import { type Result, type Store, deriveStore, succeed } from "../../base/index.ts";
import { newSchoolId } from "../../domain/index.ts";
import {
  type EpochKeys,
  type LoggedInvitation,
  type OperationId,
  bytesOfId,
  makeInvitationCode,
  makeSeed,
  textOfId,
  writeInvitationFile,
} from "../../membership/index.ts";
import type { ActFailure, InvitationView, NewInvitation, OfferedCode } from "../people-contract.ts";
import { keysOfSecret, mailboxOf } from "../invitation-keys.ts";
import type { InvitationSecret } from "../stored-records.ts";
import { type PeopleParts, act, membershipOf, withoutValue } from "./acting.ts";
import { invitationViews, ticketText } from "./invitation-views.ts";

const DIGITS_LIFETIME_MS = 10 * 60_000;

/** Invitations of one project: what stands in the log, and the secrets of those that this PC made. */
export class Invitations {
  readonly views: Store<readonly InvitationView[]>;
  readonly #parts: PeopleParts;

  constructor(parts: PeopleParts) {
    this.#parts = parts;
    const { journal, secrets, hubs } = parts;
    this.views = deriveStore([journal.membership, secrets.all, hubs], () => this.#read());
  }

  async invite(wish: NewInvitation): Promise<Result<InvitationView, ActFailure>> {
    const { suite, secrets } = this.#parts;
    const secret: InvitationSecret =
      wish.way === "file"
        ? { seed: textOfId<string>(makeSeed()), code: null }
        : { seed: null, code: makeInvitationCode() };
    const keys = await keysOfSecret(suite, secret);
    await secrets.keep(keys.signing.publicKey, { ...secret, mailbox: mailboxOf(keys) });
    const acted = await act(this.#parts, {
      kind: "invite",
      key: keys.signing.publicKey,
      way: wish.way,
      role: wish.role,
      school: wish.school ?? newSchoolId(),
      mentor: wish.mentor,
      maxUses: wish.maxUses,
      expiresAt: wish.expiresAt,
    });
    return acted.ok ? succeed(this.#view(acted.value)) : acted;
  }

  async revoke(id: string): Promise<Result<null, ActFailure>> {
    const { id: invitation } = this.#logged(id);
    return withoutValue(await act(this.#parts, { kind: "revoke", invitation }));
  }

  /** With the log and the keys of what everyone may read: whoever opens it reads without any network. */
  async file(id: string): Promise<Uint8Array> {
    const { journal, suite, hubs, names } = this.#parts;
    const { seed } = this.#secret(id);
    const bytes = seed === null ? null : bytesOfId(seed);
    const history = journal.log.history();
    const [founding] = history;
    if (bytes === null || founding === undefined) throw new Error("a code has no file");
    return await writeInvitationFile(suite, {
      seed: bytes,
      founding: founding.id,
      hints: hubs.get(),
      title: names()[""] ?? "",
      operations: history.flatMap((one) => journal.log.bytesOf(one.id) ?? []),
      keys: this.#projectKeys(),
    });
  }

  async offerDigits(
    id: string,
  ): Promise<Result<OfferedCode, { readonly kind: "hubStopped" | "tooManyOffers" }>> {
    const { clock, hubs, journal, platform, suite } = this.#parts;
    const secret = this.#secret(id);
    const log = journal.log.history();
    const invitation = ticketText({ suite, log, hubs: hubs.get() }, secret) ?? secret.code;
    if (invitation === null) throw new Error("an invitation has a seed or a code");
    const code = sixDigits();
    const offered = await platform.offerInvitation({
      code,
      invitation,
      lifetimeMs: DIGITS_LIFETIME_MS,
    });
    if (!offered.ok) return offered;
    return succeed({ code, endsAt: clock.now() + DIGITS_LIFETIME_MS, addresses: hubs.get() });
  }

  withdrawDigits(digits: string): Promise<void> {
    return this.#parts.platform.withdrawInvitation(digits);
  }

  #read(): readonly InvitationView[] {
    const { journal, suite, secrets, hubs, clock } = this.#parts;
    const membership = journal.membership.get();
    if (membership === null) return [];
    return invitationViews({
      suite,
      membership,
      log: journal.log.history(),
      secretOf: (key) => secrets.of(key),
      hubs: hubs.get(),
      now: clock.now(),
    });
  }

  #view(id: OperationId): InvitationView {
    const view = this.views.get().find((one) => one.id === id);
    if (view === undefined) throw new Error("an invitation that was written is in the log");
    return view;
  }

  #logged(id: string): LoggedInvitation {
    const found = membershipOf(this.#parts.journal).invitations.get(id as OperationId);
    if (found === undefined) throw new Error("no such invitation");
    return found;
  }

  #secret(id: string): InvitationSecret {
    const secret = this.#parts.secrets.of(this.#logged(id).key);
    if (secret === null) throw new Error("another computer made this invitation");
    return secret;
  }

  #projectKeys(): EpochKeys {
    const { journal } = this.#parts;
    const { epochs } = membershipOf(journal);
    const open = new Set(epochs.filter(({ scope }) => scope === "project").map(({ id }) => id));
    return new Map([...journal.keys.get()].filter(([epoch]) => open.has(epoch)));
  }
}

function sixDigits(): string {
  // Rejects the few values that would make low codes likelier.
  const most = Math.floor(2 ** 32 / 1_000_000) * 1_000_000;
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value < most ? String(value % 1_000_000).padStart(6, "0") : sixDigits();
}
