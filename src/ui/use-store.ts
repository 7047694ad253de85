import { useCallback, useSyncExternalStore } from "react";
import type { Store } from "../base/index.ts";
import { type Language, language } from "../i18n/index.ts";

/** The value of a store, and a new render after each change. */
export function useStore<Value>(store: Store<Value>): Value {
  const subscribe = useCallback((listener: () => void) => store.subscribe(listener), [store]);
  return useSyncExternalStore(subscribe, () => store.get());
}

/** Every screen calls this once, so that its words follow when the person changes the language. */
export function useLanguage(): Language {
  return useStore(language);
}
