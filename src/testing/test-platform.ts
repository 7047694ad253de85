import { fail } from "../base/index.ts";
import type { HubStatus } from "../platform/index.ts";
import { MemoryPlatform, type MemoryPlatformOptions } from "../platform/memory/index.ts";

/** A PC in memory whose hub can be in trouble. */
export class TestPlatform extends MemoryPlatform {
  #trouble: Partial<HubStatus> = {};
  readonly #watchers = new Set<(status: HubStatus) => void>();

  constructor(options: MemoryPlatformOptions) {
    super(options);
    const sound = {
      hubStatus: this.hubStatus,
      onHubStatus: this.onHubStatus,
      offerInvitation: this.offerInvitation,
    };
    const troubled: Pick<MemoryPlatform, keyof typeof sound> = {
      hubStatus: async () => ({ ...(await sound.hubStatus()), ...this.#trouble }),
      onHubStatus: (listener) => {
        this.#watchers.add(listener);
        const stop = sound.onHubStatus((status) => listener({ ...status, ...this.#trouble }));
        return () => {
          this.#watchers.delete(listener);
          stop();
        };
      },
      offerInvitation: async (offer) =>
        this.#trouble.state === "stopped"
          ? fail({ kind: "hubStopped" })
          : sound.offerInvitation(offer),
    };
    Object.assign(this, troubled);
  }

  async setHub(trouble: Partial<HubStatus>): Promise<void> {
    this.#trouble = trouble;
    const status = await this.hubStatus();
    for (const watcher of [...this.#watchers]) watcher(status);
  }
}
