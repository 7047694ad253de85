import { type ReactNode, useEffect } from "react";
import { Navigate, useLocation, useNavigate } from "react-router";
import { type Store, createStore } from "../base/index.ts";
import type { SpaceSync } from "../domain/index.ts";
import { translate } from "../i18n/index.ts";
import {
  AppFrame,
  type Crumb,
  IconInfoCircle,
  IconKeyboard,
  IconLock,
  IconSettings,
  type MenuChoice,
  type Place,
  type RailAction,
  SyncPill,
  useLanguage,
  useStore,
} from "../ui/index.ts";
import { useDesk } from "./commands.ts";
import { focusHeading } from "./focus-heading.ts";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";
import { useTitle } from "./use-title.ts";

export interface ScreenProps {
  /** The window's title, without the program's name. */
  readonly title: string;
  readonly crumbs: readonly Crumb[];
  readonly places: readonly Place[];
  /** null outside of the projects. */
  readonly sync: Store<SpaceSync> | null;
  /** Where the sync line leads. */
  readonly syncPath: string;
  readonly layout?: "page" | "fill";
  readonly children: ReactNode;
}

/** What every screen after the first start has: frame, window title, the focus on its heading. */
export function Screen({
  title,
  crumbs,
  places,
  sync,
  syncPath,
  layout = "page",
  children,
}: ScreenProps) {
  useLanguage();
  const { workspace } = useProgram();
  const person = useStore(workspace.person);
  const choices = useMenuChoices();
  const actions = useRailActions();
  const { pathname } = useLocation();
  useWindowTitle(title);
  useEffect(() => focusHeading(document), [pathname]);

  if (person === null) return <Navigate to={PATHS.welcome} replace />;
  return (
    <AppFrame
      homeHref={href(PATHS.home)}
      crumbs={crumbs}
      places={places}
      actions={actions}
      sync={<SyncLine sync={sync ?? NO_PROJECT} path={syncPath} />}
      me={{ name: person.name, choices }}
      layout={layout}
    >
      {children}
    </AppFrame>
  );
}

const NO_PROJECT = createStore(null);

/** By itself: it changes with every few letters, and the frame around it does not. */
function SyncLine({
  sync,
  path,
}: {
  readonly sync: Store<SpaceSync | null>;
  readonly path: string;
}) {
  const { workspace } = useProgram();
  const save = useStore(workspace.saveState);
  const summary = useStore(sync)?.summary ?? null;
  return <SyncPill save={save} sync={summary} href={href(path)} />;
}

export function useWindowTitle(title: string): void {
  const { platform } = useProgram();
  useTitle(platform, translate("app.windowTitle", { screen: title }));
}

/** What stands at the foot of the rail. */
function useRailActions(): readonly RailAction[] {
  const desk = useDesk();
  const { info } = useProgram();
  return [
    {
      id: "lock",
      label: translate("app.lock"),
      keys: info.platform === "darwin" ? "⌘L" : "Ctrl+L",
      icon: <IconLock aria-hidden />,
      onChoose: () => void desk.give("lock"),
    },
  ];
}

/** The menu behind the person's name. */
function useMenuChoices(): readonly MenuChoice[] {
  const navigate = useNavigate();
  const desk = useDesk();
  return [
    {
      label: translate("app.settings"),
      icon: <IconSettings aria-hidden />,
      onChoose: () => void navigate(PATHS.settings),
    },
    {
      label: translate("app.aboutKeys"),
      icon: <IconKeyboard aria-hidden />,
      onChoose: () => void desk.give("keyboardHelp"),
    },
    {
      label: translate("app.aboutTitle"),
      icon: <IconInfoCircle aria-hidden />,
      onChoose: () => void navigate(PATHS.about),
    },
  ];
}
