import { type Result, fail, succeed } from "../src/base/index.ts";
import { type Suite, loadSuite } from "../src/cryptography/index.ts";
import type { MemberId, SchoolId } from "../src/domain/index.ts";
import {
  MemberLog,
  type OperationBody,
  composeFounding,
  memberIdOf,
  spaceFoundedBy,
  textOfId,
  bytesOfId,
  withSignature,
} from "../src/membership/index.ts";
import type { Bridge, OpenedKeychain } from "../electron/bridge/contract.ts";
import type { Pc } from "./fixture.ts";

export const PASSPHRASE = "storm over the bridge";
export const WISH = { passphrase: PASSPHRASE, useSystemStore: false, words: null } as const;

type Keychain = Pick<
  Bridge,
  | "keychainStatus"
  | "createKeychain"
  | "unlockKeychain"
  | "lockKeychain"
  | "changePassphrase"
  | "recoveryWords"
  | "signFeedHeader"
  | "signOperation"
  | "agree"
>;

/** Calls the shell from the page, past all screens, as foreign code in the page could. */
export async function call<Name extends keyof Keychain>(
  { page }: Pc,
  name: Name,
  ...values: Parameters<Keychain[Name]>
): Promise<Awaited<ReturnType<Keychain[Name]>>> {
  // A page that starts locks what it finds open; once it shows the door it leaves the keychain alone.
  await page.getByRole("heading").first().waitFor();
  return (await page.evaluate(
    async ([wanted, given]) => {
      const bridge = window.twinspan as unknown as Record<
        string,
        (...values: unknown[]) => Promise<unknown>
      >;
      return await bridge[wanted]?.(...given);
    },
    [name, values] as const,
  )) as Awaited<ReturnType<Keychain[Name]>>;
}

/** The value of what must not fail. */
export async function must<Value>(result: Promise<Result<Value, unknown>>): Promise<Value> {
  const settled = await result;
  if (!settled.ok) throw new Error(JSON.stringify(settled.failure));
  return settled.value;
}

/** What the shell's dialogs would have shown, and what is pressed in them: "never" leaves them standing. */
export async function stubDialogs(pc: Pc, press: "cancel" | "yes" | "never"): Promise<void> {
  await pc.app.evaluate(({ dialog }, button) => {
    const scope = globalThis as { shown?: unknown[] };
    scope.shown ??= [];
    dialog.showMessageBox = ((_window: unknown, options: Electron.MessageBoxOptions) => {
      const { signal, ...words } = options;
      scope.shown?.push(words);
      if (button !== "never")
        return Promise.resolve({ response: button === "yes" ? 1 : 0, checkboxChecked: false });
      return new Promise((resolve) => {
        signal?.addEventListener("abort", () =>
          resolve({ response: options.cancelId ?? 0, checkboxChecked: false }),
        );
      });
    }) as typeof dialog.showMessageBox;
  }, press);
}

export interface ShownDialog {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
  readonly defaultId?: number;
  readonly cancelId?: number;
}

export async function shownDialogs(pc: Pc): Promise<readonly ShownDialog[]> {
  return await pc.app.evaluate(
    () => ((globalThis as { shown?: unknown[] }).shown ?? []) as ShownDialog[],
  );
}

/** A project whose founder's keys are in the shell of a PC, with all that its page could know. */
export class FoundedProject {
  readonly log: MemberLog;
  readonly me: MemberId;
  readonly #pc: Pc;
  readonly #space: Uint8Array;

  private constructor(pc: Pc, log: MemberLog, me: MemberId) {
    this.#pc = pc;
    this.log = log;
    this.me = me;
    this.#space = bytesOfId(log.space) ?? new Uint8Array();
  }

  static async found(pc: Pc, keychain: OpenedKeychain): Promise<FoundedProject> {
    const suite = await loadSuite();
    const unsigned = foundingBy(suite, keychain);
    const founding = withSignature(
      unsigned,
      await must(call(pc, "signOperation", { space: null, unsigned, names: {} })),
    );
    const log = new MemberLog(suite, spaceFoundedBy(suite, founding));
    const receipt = await log.receive(founding);
    if (receipt.kind !== "accepted") throw new Error(JSON.stringify(receipt));
    return new FoundedProject(pc, log, memberIdOf(suite, keychain.signingKey));
  }

  /** Has an operation signed and taken into the log. */
  async act(
    body: OperationBody,
    names: Readonly<Record<string, string>> = {},
  ): Promise<Result<null, { readonly kind: string }>> {
    const unsigned = this.log.compose(this.me, body, 0);
    const signed = await call(this.#pc, "signOperation", { space: this.#space, unsigned, names });
    if (!signed.ok) return signed;
    const receipt = await this.log.receive(withSignature(unsigned, signed.value));
    return receipt.kind === "accepted" ? succeed(null) : fail({ kind: receipt.kind });
  }
}

/** What is signed without a question. */
export const DEVICE: OperationBody = {
  kind: "device",
  device: textOfId(new Uint8Array(16).fill(5)),
  agreementKey: new Uint8Array(32).fill(9),
};
export const SCHOOL = textOfId<SchoolId>(new Uint8Array(16).fill(1));

function foundingBy(suite: Suite, keychain: OpenedKeychain): Uint8Array<ArrayBuffer> {
  const founder = {
    signingKey: new Uint8Array(keychain.signingKey),
    agreementKey: new Uint8Array(keychain.agreementKey),
    role: "founder",
    school: SCHOOL,
    mentor: null,
  } as const;
  const body = { kind: "found", space: "project", nonce: new Uint8Array(16), founder } as const;
  return composeFounding(suite, body, 0);
}
