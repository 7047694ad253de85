import { useState } from "react";
import { assertNever } from "../../base/index.ts";
import type { SpaceId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Button, IconCopy, IconRefresh, VisuallyHidden } from "../../ui/index.ts";
import type { OfferedCode, Workspace } from "../../workspace/index.ts";
import { type CodeOffer, useOfferedCode } from "./use-offered-code.ts";
import { useSecondsLeft } from "./use-seconds-left.ts";
import styles from "./invite.module.css";

interface OfferProps {
  readonly workspace: Workspace;
  readonly project: SpaceId;
  readonly onCopy: (text: string) => void;
}

export function OfferedCodeView(props: OfferProps) {
  const [round, setRound] = useState(0);
  return <Offer key={round} {...props} onRenew={() => setRound(round + 1)} />;
}

function Offer({
  workspace,
  project,
  onCopy,
  onRenew,
}: OfferProps & { readonly onRenew: () => void }) {
  const offer = useOfferedCode(workspace, project);
  switch (offer.state) {
    case "making":
      return <output>{translate("invite.makingCode")}</output>;
    case "failed":
      return (
        <p role="alert" className={styles["failure"]}>
          {offerFailureWords(offer.reason)}
        </p>
      );
    case "offered":
      return <Code offered={offer.offered} onRenew={onRenew} onCopy={onCopy} />;
    default:
      return assertNever(offer);
  }
}

function Code({
  offered,
  onRenew,
  onCopy,
}: {
  readonly offered: OfferedCode;
  readonly onRenew: () => void;
  readonly onCopy: (text: string) => void;
}) {
  const { code, endsAt, addresses } = offered;
  const secondsLeft = useSecondsLeft(endsAt);
  if (secondsLeft <= 0) {
    return (
      <div className={styles["code"]}>
        <output>{translate("invite.ended")}</output>
        <Button icon={<IconRefresh aria-hidden />} onClick={onRenew}>
          {translate("invite.newCode")}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles["code"]}>
      {/* Read out digit by digit, shown in two groups of three. */}
      <VisuallyHidden>
        {translate("invite.codeLabel", { digits: Array.from(code).join(" ") })}
      </VisuallyHidden>
      <p className={styles["digits"]} dir="ltr" aria-hidden data-testid="invite-code">
        {`${code.slice(0, 3)} ${code.slice(3)}`}
      </p>
      <p role="timer" className={styles["soft"]}>
        {translate("invite.endsIn", {
          minutes: String(Math.floor(secondsLeft / 60)),
          seconds: String(secondsLeft % 60).padStart(2, "0"),
        })}
      </p>
      {addresses.length === 0 ? (
        <p className={styles["failure"]}>{translate("invite.noAddresses")}</p>
      ) : (
        <div>
          <p>{translate("invite.addresses", { count: addresses.length })}</p>
          <ul className={styles["addresses"]}>
            {addresses.map((address) => (
              <li key={address}>
                <code dir="ltr">{address}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <Button kind="secondary" icon={<IconCopy aria-hidden />} onClick={() => onCopy(code)}>
          {translate("invite.copyCode")}
        </Button>
      </div>
    </div>
  );
}

function offerFailureWords(reason: Extract<CodeOffer, { state: "failed" }>["reason"]): string {
  switch (reason) {
    case "hubStopped":
      return translate("invite.hubStopped");
    case "tooManyOffers":
      return translate("invite.tooManyOffers");
    default:
      return assertNever(reason);
  }
}
