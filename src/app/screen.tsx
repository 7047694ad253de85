import { type ReactNode, useEffect } from "react";
import { Navigate, useLocation, useNavigate } from "react-router";
import type { ProjectSync } from "../domain/index.ts";
import { translate } from "../i18n/index.ts";
import {
  AppFrame,
  type Crumb,
  IconInfoCircle,
  IconKeyboard,
  IconSettings,
  type MenuChoice,
  type Place,
  SyncPill,
  useLanguage,
  useStore,
} from "../ui/index.ts";
import { useDesk } from "./commands.ts";
import { focusHeading } from "./focus-heading.ts";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";

export interface ScreenProps {
  /** The window's title, without the program's name. */
  readonly title: string;
  readonly crumbs: readonly Crumb[];
  readonly places: readonly Place[];
  readonly sync: ProjectSync | null;
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
  const saveState = useStore(workspace.saveState);
  const choices = useMenuChoices();
  const { pathname } = useLocation();
  useWindowTitle(title);
  useEffect(() => focusHeading(document), [pathname]);

  if (person === null) return <Navigate to={PATHS.welcome} replace />;
  return (
    <AppFrame
      homeHref={href(PATHS.home)}
      crumbs={crumbs}
      places={places}
      sync={<SyncPill save={saveState} sync={sync} href={href(syncPath)} />}
      me={{ name: person.name, choices }}
      layout={layout}
    >
      {children}
    </AppFrame>
  );
}

export function useWindowTitle(title: string): void {
  const { platform } = useProgram();
  const whole = translate("app.windowTitle", { screen: title });
  useEffect(() => {
    document.title = whole;
    void platform.setWindowTitle(whole);
  }, [platform, whole]);
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
