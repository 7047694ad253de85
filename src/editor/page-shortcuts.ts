import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { safeLink } from "../domain/index.ts";

interface Options {
  readonly onFind: () => void;
  readonly onLink: () => void;
  readonly onOpenLink: (address: string) => void;
}

/** Keys and clicks that leave the text for another part of the screen. */
export const PageShortcuts = Extension.create<Options>({
  name: "pageShortcuts",

  addKeyboardShortcuts() {
    const { onFind, onLink } = this.options;
    const does = (act: () => void) => (): boolean => {
      act();
      return true;
    };
    return { "Mod-f": does(onFind), "Mod-k": does(onLink) };
  },

  addProseMirrorPlugins() {
    const { onOpenLink } = this.options;
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            // While writing, a plain click only puts the cursor into the link.
            click: (view, event) => {
              const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
              const address = safeLink(link?.getAttribute("href") ?? "");
              if (address === null) return false;
              event.preventDefault();
              if (view.editable && !event.ctrlKey && !event.metaKey) return false;
              onOpenLink(address);
              return true;
            },
          },
        },
      }),
    ];
  },
});
