import { type ReactNode, useEffect, useState } from "react";
import { type Result, type Store, assertNever } from "../base/index.ts";
import { translate } from "../i18n/index.ts";
import type { Platform } from "../platform/index.ts";
import { ErrorBoundary, Look, useStore } from "../ui/index.ts";
import type { Settings } from "../workspace/index.ts";
import type { Entrance } from "./program.ts";
import { type StartFailure, StartFailureScreen } from "./start-failure.tsx";
import { StartScreen } from "./start-screen.tsx";
import { Threshold } from "./threshold.tsx";

type Starting =
  | { readonly state: "opening" }
  | { readonly state: "ready"; readonly entrance: Entrance }
  | { readonly state: "failed"; readonly failure: StartFailure };

/** From the first paint on: a calm screen while this PC is looked at, then the door or what is wrong. */
export function Start({
  platform,
  opening,
}: {
  readonly platform: Pick<Platform, "copyText">;
  readonly opening: Promise<Result<Entrance, StartFailure>>;
}) {
  const [starting, setStarting] = useState<Starting>({ state: "opening" });
  const copyText = (text: string) => platform.copyText(text);

  useEffect(() => {
    opening.then(
      (result) => {
        setStarting(
          result.ok
            ? { state: "ready", entrance: result.value }
            : { state: "failed", failure: result.failure },
        );
      },
      (cause: unknown) => setStarting({ state: "failed", failure: { kind: "unexpected", cause } }),
    );
  }, [opening]);

  switch (starting.state) {
    case "ready":
      return (
        <ChosenLook settings={starting.entrance.door.settings}>
          <ErrorBoundary onReload={reload} copyText={copyText}>
            <Threshold entrance={starting.entrance} />
          </ErrorBoundary>
        </ChosenLook>
      );
    case "failed":
      return (
        <PlainLook>
          <StartFailureScreen failure={starting.failure} copyText={copyText} onReload={reload} />
        </PlainLook>
      );
    case "opening":
      return (
        <PlainLook>
          <StartScreen words={translate("app.starting")} />
        </PlainLook>
      );
    default:
      return assertNever(starting);
  }
}

function ChosenLook({
  settings,
  children,
}: {
  readonly settings: Store<Settings>;
  readonly children: ReactNode;
}) {
  const { appearance, textSize, reducedMotion } = useStore(settings);
  return (
    <Look appearance={appearance} textSize={textSize} reducedMotion={reducedMotion}>
      {children}
    </Look>
  );
}

/** Before the settings are known. */
function PlainLook({ children }: { readonly children: ReactNode }) {
  return (
    <Look appearance="system" textSize={100} reducedMotion={false}>
      {children}
    </Look>
  );
}

function reload(): void {
  window.location.reload();
}
