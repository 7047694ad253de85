import { type ReactNode, Suspense, lazy, useEffect, useMemo, useState } from "react";
import { DoorScreen } from "../features/door/index.ts";
import { closestLanguage, speak, translate } from "../i18n/index.ts";
import type { Appearance } from "../platform/index.ts";
import { useLanguage, useStore } from "../ui/index.ts";
import type { DoorState, Settings, Workspace } from "../workspace/index.ts";
import { App } from "./app.tsx";
import { DEMO_PASSPHRASE } from "./demo/demo-passphrase.ts";
import { forgetLock, isLockedByPerson } from "./lock-mark.ts";
import { menuLabels } from "./menu-labels.ts";
import type { Entrance } from "./program.ts";
import { StartScreen } from "./start-screen.tsx";
import { useTitle } from "./use-title.ts";

/** Needed once in the life of a profile. */
const FirstStart = lazy(async () => ({
  default: (await import("../features/welcome/index.ts")).FirstStart,
}));

/** On this side the first start and the locked door, on the other the program. */
export function Threshold({ entrance }: { readonly entrance: Entrance }) {
  const { door, platform, info } = entrance;
  const state = useStore(door.state);
  const locked = useLockedUntilOpen(state);
  // Until the newcomer has said who they are, although the door opens before.
  const [newcomer, setNewcomer] = useState(state.state === "new" ? state : null);
  useShellFollows(entrance);
  useEffect(() => {
    if (state.state === "open") forgetLock(localStorage);
  }, [state]);
  const copyText = (text: string) => platform.copyText(text);

  if (newcomer !== null)
    return (
      <Outside entrance={entrance} screen={translate("welcome.title")}>
        <Suspense fallback={<StartScreen words={translate("app.starting")} />}>
          <FirstStart
            door={door}
            systemStore={newcomer.systemStore}
            locale={info.locale}
            copyText={copyText}
            onDone={() => setNewcomer(null)}
          />
        </Suspense>
      </Outside>
    );
  if (state.state === "open") return <Inside entrance={entrance} workspace={state.workspace} />;
  if (locked !== null)
    return (
      <Outside entrance={entrance} screen={null}>
        <DoorScreen
          door={door}
          ways={locked.ways}
          isLockedByPerson={isLockedByPerson(localStorage)}
          samplePassphrase={info.demo === null ? null : DEMO_PASSPHRASE}
          copyText={copyText}
        />
      </Outside>
    );
  return <StartScreen words={translate("app.locking")} />;
}

function Inside({
  entrance,
  workspace,
}: {
  readonly entrance: Entrance;
  readonly workspace: Workspace;
}) {
  const program = useMemo(() => ({ ...entrance, workspace }), [entrance, workspace]);
  return <App program={program} />;
}

/** A screen on this side names the window, so that nothing of the work stays in the title. */
function Outside({
  entrance,
  screen,
  children,
}: {
  readonly entrance: Entrance;
  /** Null: the program's name alone. */
  readonly screen: string | null;
  readonly children: ReactNode;
}) {
  useLanguage();
  useTitle(
    entrance.platform,
    screen === null ? translate("app.name") : translate("app.windowTitle", { screen }),
  );
  return children;
}

/** The locked door stays on the screen while it is being opened, with what was typed at it; null once it was open. */
function useLockedUntilOpen(state: DoorState): Extract<DoorState, { state: "locked" }> | null {
  const [locked, setLocked] = useState(state.state === "locked" ? state : null);
  if (state.state === "locked" && state !== locked) setLocked(state);
  if (state.state === "open" && locked !== null) setLocked(null);
  return locked;
}

/** Language and native colours follow the settings, on both sides of the door. */
function useShellFollows({ door, platform, info }: Entrance): void {
  const spoken = useLanguage();
  const { language, appearance } = useStore(door.settings);
  useEffect(() => {
    void speak(language ?? closestLanguage(info.locale));
  }, [language, info.locale]);
  useEffect(() => {
    void platform.setAppearance(nativeAppearance(appearance));
  }, [platform, appearance]);
  useEffect(() => void platform.setMenuLabels(menuLabels(), spoken), [platform, spoken]);
}

/** High contrast is drawn on black. */
function nativeAppearance(appearance: Settings["appearance"]): Appearance {
  return appearance === "contrast" ? "dark" : appearance;
}
