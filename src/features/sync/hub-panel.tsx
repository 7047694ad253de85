import { assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import type { HubStatus, Platform } from "../../platform/index.ts";
import { Card } from "../../ui/index.ts";
import { useHubStatus } from "./use-hub-status.ts";
import styles from "./sync.module.css";

/** How others reach this computer, who is near, and what to do when nobody comes. */
export function HubPanel({ platform }: { readonly platform: Platform }) {
  const hub = useHubStatus(platform);
  return (
    <div className={styles["panels"]}>
      <Card as="section" aria-labelledby="sync-hub">
        <h2 id="sync-hub">{translate("sync.hubTitle")}</h2>
        {hub !== null && <HubState hub={hub} />}
      </Card>
      <Card as="section" aria-labelledby="sync-nearby">
        <h2 id="sync-nearby">{translate("sync.nearbyTitle")}</h2>
        {hub !== null && hub.nearby.length > 0 ? (
          <Addresses addresses={hub.nearby} />
        ) : (
          <p>{translate("sync.nearbyNone")}</p>
        )}
      </Card>
      <Card as="section" aria-labelledby="sync-help">
        <h2 id="sync-help">{translate("sync.helpTitle")}</h2>
        <ul className={styles["help"]}>
          <li>{translate("sync.helpOpen")}</li>
          <li>{translate("sync.helpNetwork")}</li>
          <li>{translate("sync.helpFirewall")}</li>
          <li>{translate("sync.helpWait")}</li>
        </ul>
      </Card>
    </div>
  );
}

function HubState({ hub }: { readonly hub: HubStatus }) {
  const { addresses, port } = hub;
  const typed = port === null ? addresses : addresses.map((address) => `${address}:${port}`);
  return (
    <div data-testid="hub" data-state={hub.state}>
      <p>{hubWords(hub)}</p>
      {hub.problem !== null && <p className={styles["problem"]}>{problemWords(hub.problem)}</p>}
      {hub.state === "stopped" && hub.problem === null && (
        <p className={styles["problem"]}>{translate("sync.hubUnknown")}</p>
      )}
      {hub.state === "running" && typed.length > 0 && (
        <>
          <p>{translate("sync.hubAddresses", { count: typed.length })}</p>
          <Addresses addresses={typed} />
        </>
      )}
    </div>
  );
}

function Addresses({ addresses }: { readonly addresses: readonly string[] }) {
  return (
    <ul className={styles["addresses"]}>
      {addresses.map((address) => (
        <li key={address}>
          <code dir="ltr">{address}</code>
        </li>
      ))}
    </ul>
  );
}

function hubWords({ state, problem }: HubStatus): string {
  switch (state) {
    case "starting":
      return translate("sync.hubStarting");
    case "running":
      // It listens, but without a network nobody can come.
      return problem === "noNetwork" ? translate("sync.hubStopped") : translate("sync.hubRunning");
    case "stopped":
      return translate("sync.hubStopped");
    default:
      return assertNever(state);
  }
}

function problemWords(problem: NonNullable<HubStatus["problem"]>): string {
  switch (problem) {
    case "noNetwork":
      return translate("sync.hubNoNetwork");
    case "portTaken":
      return translate("sync.hubPortTaken");
    default:
      return assertNever(problem);
  }
}
