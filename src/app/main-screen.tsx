import type { ReactNode } from "react";
import { useLocation } from "react-router";
import { translate } from "../i18n/index.ts";
import {
  IconHome,
  IconPlugConnected,
  IconPlus,
  IconSettings,
  type Place,
  useLanguage,
  useStore,
} from "../ui/index.ts";
import { PATHS, href } from "./paths.ts";
import { useProgram } from "./program.ts";
import { Screen } from "./screen.tsx";

/** A screen outside of the projects. */
export function MainScreen({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  useLanguage();
  const { workspace } = useProgram();
  const { pathname } = useLocation();
  const latest = useStore(workspace.projects)[0];
  const places: readonly Place[] = [
    { path: PATHS.home, label: translate("app.home"), icon: <IconHome aria-hidden /> },
    { path: PATHS.newProject, label: translate("app.newProject"), icon: <IconPlus aria-hidden /> },
    { path: PATHS.join, label: translate("app.join"), icon: <IconPlugConnected aria-hidden /> },
    { path: PATHS.settings, label: translate("app.settings"), icon: <IconSettings aria-hidden /> },
  ].map(({ path, label, icon }) => ({
    id: path,
    label,
    icon,
    href: href(path),
    isCurrent: path === pathname,
  }));

  return (
    <Screen
      title={title}
      crumbs={pathname === PATHS.home ? [] : [{ label: title }]}
      places={places}
      sync={null}
      syncPath={latest === undefined ? PATHS.home : PATHS.sync(latest.id)}
    >
      {children}
    </Screen>
  );
}
