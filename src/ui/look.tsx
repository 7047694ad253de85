import { MantineProvider, DirectionProvider, useDirection } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Notifications } from "@mantine/notifications";
import { type ReactNode, useLayoutEffect, useMemo } from "react";
import { direction, localeTag } from "../i18n/index.ts";
import { libraryTheme } from "./library-theme.ts";
import { useLanguage } from "./use-store.ts";
import "./library.css";
import "./fonts.css";
import "./tokens.css";
import "./base.css";

export interface LookProps {
  readonly appearance: "system" | "light" | "dark" | "contrast";
  /** Per cent of the browser's own size: 100 to 175. */
  readonly textSize: number;
  readonly reducedMotion: boolean;
  readonly children: ReactNode;
}

/**
 * Stands once around the whole program: colours, text size, direction and motion as the person wants them, and the place
 * where notices appear. Everything is written on the root element, where tokens.css reads it.
 */
export function Look({ appearance, textSize, reducedMotion, children }: LookProps) {
  const language = useLanguage();
  const isDarkSystem = useMediaQuery("(prefers-color-scheme: dark)", false, {
    getInitialValueInEffect: false,
  });
  const isMoreContrast = useMediaQuery("(prefers-contrast: more)", false, {
    getInitialValueInEffect: false,
  });
  const theme = useMemo(() => libraryTheme(language, reducedMotion), [language, reducedMotion]);
  const shown =
    appearance === "system" ? systemAppearance(isDarkSystem, isMoreContrast) : appearance;

  useLayoutEffect(() => {
    const root = document.documentElement;
    root.lang = localeTag();
    root.dir = direction();
    root.dataset["appearance"] = shown;
    root.style.fontSize = `${textSize}%`;
    root.toggleAttribute("data-large-text", textSize >= 130);
    root.toggleAttribute("data-reduced-motion", reducedMotion);
  }, [language, shown, textSize, reducedMotion]);

  return (
    <DirectionProvider initialDirection={direction()} detectDirection={false}>
      <MantineProvider
        theme={theme}
        forceColorScheme={shown === "light" ? "light" : "dark"}
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <FollowDirection direction={direction()} />
        {children}
        <Notifications position="bottom-center" limit={3} autoClose={8000} containerWidth="30rem" />
      </MantineProvider>
    </DirectionProvider>
  );
}

function systemAppearance(isDark: boolean, isMoreContrast: boolean): "light" | "dark" | "contrast" {
  if (isMoreContrast) return "contrast";
  return isDark ? "dark" : "light";
}

function FollowDirection(props: { readonly direction: "ltr" | "rtl" }) {
  const { dir, setDirection } = useDirection();
  useLayoutEffect(() => {
    if (dir !== props.direction) setDirection(props.direction);
  }, [dir, props.direction, setDirection]);
  return null;
}
