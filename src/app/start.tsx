import { type ReactNode, useEffect, useState } from "react";
import { type Result, assertNever } from "../base/index.ts";
import type { Platform } from "../platform/index.ts";
import { ErrorBoundary, Look, useStore } from "../ui/index.ts";
import type { Workspace } from "../workspace/index.ts";
import { App } from "./app.tsx";
import type { Program } from "./program.ts";
import { type StartFailure, StartFailureScreen } from "./start-failure.tsx";
import { StartScreen } from "./start-screen.tsx";

type Starting =
  | { readonly state: "opening" }
  | { readonly state: "ready"; readonly program: Program }
  | { readonly state: "failed"; readonly failure: StartFailure };

/** From the first paint on: a calm screen while the work of this PC is opened, then the program or what is wrong. */
export function Start({
  platform,
  opening,
}: {
  readonly platform: Pick<Platform, "copyText">;
  readonly opening: Promise<Result<Program, StartFailure>>;
}) {
  const [starting, setStarting] = useState<Starting>({ state: "opening" });
  const copyText = (text: string) => platform.copyText(text);

  useEffect(() => {
    opening.then(
      (result) => {
        setStarting(
          result.ok
            ? { state: "ready", program: result.value }
            : { state: "failed", failure: result.failure },
        );
      },
      (cause: unknown) => setStarting({ state: "failed", failure: { kind: "unexpected", cause } }),
    );
  }, [opening]);

  switch (starting.state) {
    case "ready":
      return (
        <ChosenLook workspace={starting.program.workspace}>
          <ErrorBoundary onReload={reload} copyText={copyText}>
            <App program={starting.program} />
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
          <StartScreen />
        </PlainLook>
      );
    default:
      return assertNever(starting);
  }
}

function ChosenLook({
  workspace,
  children,
}: {
  readonly workspace: Workspace;
  readonly children: ReactNode;
}) {
  const { appearance, textSize, reducedMotion } = useStore(workspace.settings);
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
