import { type MantineThemeOverride, createTheme } from "@mantine/core";
import { type Language, translate } from "../i18n/index.ts";

/** Defaults of the component library. Its colours come from tokens.css, so only behaviour and words stand here. */
export function libraryTheme(_spoken: Language, reducedMotion: boolean): MantineThemeOverride {
  const closing = { "aria-label": translate("ui.close") };
  const transitionProps = { duration: reducedMotion ? 0 : 120 };
  return createTheme({
    primaryColor: "teal",
    autoContrast: false,
    cursorType: "pointer",
    focusRing: "never",
    respectReducedMotion: true,
    components: {
      ModalRoot: { defaultProps: { transitionProps } },
      Menu: {
        defaultProps: {
          withInitialFocusPlaceholder: false,
          transitionProps,
          shadow: "md",
          returnFocus: true,
        },
      },
      Popover: { defaultProps: { transitionProps, returnFocus: true } },
      Tooltip: {
        defaultProps: {
          transitionProps,
          openDelay: 400,
          events: { hover: true, focus: true, touch: false },
        },
      },
      TextInput: { defaultProps: { size: "md" } },
      Textarea: { defaultProps: { size: "md" } },
      Select: {
        defaultProps: {
          size: "md",
          withScrollArea: false,
          comboboxProps: { transitionProps },
        },
      },
      MultiSelect: {
        defaultProps: {
          size: "md",
          withScrollArea: false,
          comboboxProps: { transitionProps },
        },
      },
      Switch: { defaultProps: { size: "md" } },
      Notification: { defaultProps: { closeButtonProps: closing } },
    },
  });
}
