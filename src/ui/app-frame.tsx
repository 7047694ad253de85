import { Menu } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import { translate } from "../i18n/index.ts";
import { Avatar } from "./avatar.tsx";
import styles from "./app-frame.module.css";
import { IconChevronDown, IconChevronRight } from "./icons.ts";
import { Logo } from "./logo.tsx";
import { useLanguage } from "./use-store.ts";

export interface Crumb {
  readonly label: string;
  /** Where it leads; the last crumb is where one is and needs none. */
  readonly href?: string;
}

export interface Place {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly href: string;
  readonly isCurrent: boolean;
}

/** Something to do rather than a place to go. */
export interface RailAction {
  readonly id: string;
  readonly label: string;
  /** Keys that do the same, as the person reads them. */
  readonly keys: string;
  readonly icon: ReactNode;
  readonly onChoose: () => void;
}

export interface MenuChoice {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly onChoose: () => void;
}

export interface AppFrameProps {
  readonly homeHref: string;
  readonly crumbs?: readonly Crumb[];
  /** The rail: at most ten. None: no rail, as at the first start. */
  readonly places?: readonly Place[];
  /** At the foot of the rail. */
  readonly actions?: readonly RailAction[];
  readonly sync?: ReactNode;
  /** Who sits here, and what they can choose from the menu behind their name. */
  readonly me?: { readonly name: string; readonly choices: readonly MenuChoice[] };
  /** page: padded and not too wide; fill: the screen brings its own columns. */
  readonly layout?: "page" | "fill";
  readonly children: ReactNode;
}

/** Header, rail and the screen. */
export function AppFrame({
  homeHref,
  crumbs = [],
  places = [],
  actions = [],
  sync,
  me,
  layout = "page",
  children,
}: AppFrameProps) {
  useLanguage();
  const main = useRef<HTMLElement>(null);
  return (
    <div className={styles["frame"]} data-rail={places.length > 0 || undefined}>
      <a
        className={styles["skip"]}
        href="#main"
        onClick={(event) => {
          // The hash is the router's, so the focus moves without the address.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {translate("ui.skipToContent")}
      </a>
      <header className={styles["header"]}>
        <a className={styles["brand"]} href={homeHref}>
          <Logo />
          <span>{translate("app.name")}</span>
        </a>
        {crumbs.length > 0 ? <Crumbs crumbs={crumbs} /> : <span className={styles["gap"]} />}
        {sync}
        {me === undefined ? null : <MeMenu name={me.name} choices={me.choices} />}
      </header>
      {places.length > 0 ? <Rail places={places} actions={actions} /> : null}
      <main id="main" ref={main} className={styles["main"]} data-layout={layout} tabIndex={-1}>
        {layout === "page" ? <div className={styles["page"]}>{children}</div> : children}
      </main>
    </div>
  );
}

function Crumbs({ crumbs }: { readonly crumbs: readonly Crumb[] }) {
  return (
    <nav className={styles["crumbs"]} aria-label={translate("ui.whereYouAre")}>
      <ol>
        {crumbs.map((crumb, place) => (
          <li key={place}>
            {place > 0 ? <IconChevronRight aria-hidden /> : null}
            {crumb.href === undefined ? (
              <bdi aria-current="page">{crumb.label}</bdi>
            ) : (
              <a href={crumb.href}>
                <bdi>{crumb.label}</bdi>
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Rail({
  places,
  actions,
}: {
  readonly places: readonly Place[];
  readonly actions: readonly RailAction[];
}) {
  return (
    <nav className={styles["rail"]} aria-label={translate("ui.places")}>
      <ul>
        {places.map((place) => (
          <li key={place.id}>
            <a href={place.href} aria-current={place.isCurrent ? "page" : undefined}>
              {place.icon}
              <span>{place.label}</span>
            </a>
          </li>
        ))}
      </ul>
      {actions.map((action) => (
        <button
          key={action.id}
          type="button"
          title={action.keys}
          aria-keyshortcuts={action.keys.replace("Ctrl", "Control").replace("⌘", "Meta+")}
          onClick={action.onChoose}
        >
          {action.icon}
          <span>{action.label}</span>
        </button>
      ))}
    </nav>
  );
}

function MeMenu({
  name,
  choices,
}: {
  readonly name: string;
  readonly choices: readonly MenuChoice[];
}) {
  return (
    <Menu position="bottom-end" width="16rem">
      <Menu.Target>
        <button type="button" className={styles["me"]} data-testid="me-menu">
          <Avatar name={name} />
          <bdi>{name}</bdi>
          <IconChevronDown aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item key={choice.label} leftSection={choice.icon} onClick={choice.onChoose}>
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
