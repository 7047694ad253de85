import { useState } from "react";
import { assertNever } from "../../base/index.ts";
import { translate } from "../../i18n/index.ts";
import { Button, IconCopy, IconRefresh, VisuallyHidden } from "../../ui/index.ts";
import type { OfferedCode, PeopleOfProject } from "../../workspace/index.ts";
import { type DigitsOffer, useOfferedDigits } from "./use-offered-digits.ts";
import { useSecondsLeft } from "./use-seconds-left.ts";
import styles from "./invite.module.css";

interface OfferProps {
  readonly people: PeopleOfProject;
  readonly invitation: string;
  readonly onCopy: (text: string) => void;
}

export function OfferedDigits(props: OfferProps) {
  const [round, setRound] = useState(0);
  return <Offer key={round} {...props} onRenew={() => setRound(round + 1)} />;
}

function Offer({
  people,
  invitation,
  onCopy,
  onRenew,
}: OfferProps & { readonly onRenew: () => void }) {
  const offer = useOfferedDigits(people, invitation);
  switch (offer.state) {
    case "making":
      return <output>{translate("invite.makingDigits")}</output>;
    case "failed":
      return (
        <p role="alert" className={styles["care"]}>
          {offerFailureWords(offer.reason)}
        </p>
      );
    case "offered":
      return <Digits offered={offer.offered} onRenew={onRenew} onCopy={onCopy} />;
    default:
      return assertNever(offer);
  }
}

function Digits({
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
      <div className={styles["shown"]}>
        <output>{translate("invite.digitsEnded")}</output>
        <Button kind="secondary" icon={<IconRefresh aria-hidden />} onClick={onRenew}>
          {translate("invite.newDigits")}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles["shown"]}>
      {/* Read out digit by digit, shown in two groups of three. */}
      <VisuallyHidden>
        {translate("invite.digitsLabel", { digits: Array.from(code).join(" ") })}
      </VisuallyHidden>
      <p className={styles["digits"]} dir="ltr" aria-hidden data-testid="invite-digits">
        {`${code.slice(0, 3)} ${code.slice(3)}`}
      </p>
      <p role="timer" className={styles["soft"]}>
        {translate("invite.digitsEndIn", {
          minutes: String(Math.floor(secondsLeft / 60)),
          seconds: String(secondsLeft % 60).padStart(2, "0"),
        })}
      </p>
      {addresses.length === 0 ? (
        <p className={styles["care"]}>{translate("invite.noAddresses")}</p>
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
      <Button kind="secondary" icon={<IconCopy aria-hidden />} onClick={() => onCopy(code)}>
        {translate("invite.copyDigits")}
      </Button>
    </div>
  );
}

function offerFailureWords(reason: Extract<DigitsOffer, { state: "failed" }>["reason"]): string {
  switch (reason) {
    case "hubStopped":
      return translate("invite.hubStopped");
    case "tooManyOffers":
      return translate("invite.tooManyOffers");
    default:
      return assertNever(reason);
  }
}
