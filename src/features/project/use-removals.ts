import { useCallback, useEffect, useRef, useState } from "react";
import type { PostId } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { notify } from "../../ui/index.ts";

/** As long as the notice with its button stands on the screen. */
const UNDO_MS = 15_000;

interface Removals {
  /** Hidden already, but still there until the way back has closed. */
  readonly hidden: ReadonlySet<PostId>;
  readonly remove: (post: PostId) => void;
}

/**
 * A removed update disappears at once and is removed for all when it can no longer be taken back: after a while, or when
 * the screen is left. A partner therefore never sees it come and go.
 */
export function useRemovals(removeForAll: (post: PostId) => void): Removals {
  const [hidden, setHidden] = useState<ReadonlySet<PostId>>(new Set());
  const pending = useRef(new Map<PostId, ReturnType<typeof setTimeout>>());
  const finish = useRef(removeForAll);
  useEffect(() => {
    finish.current = removeForAll;
  }, [removeForAll]);

  useEffect(() => {
    const waiting = pending.current;
    return () => {
      for (const [post, timer] of waiting) {
        clearTimeout(timer);
        finish.current(post);
      }
      waiting.clear();
    };
  }, []);

  const show = useCallback((post: PostId) => {
    setHidden((before) => new Set([...before].filter((one) => one !== post)));
  }, []);

  const remove = useCallback(
    (post: PostId) => {
      if (pending.current.has(post)) return;
      setHidden((before) => new Set([...before, post]));
      const timer = setTimeout(() => {
        pending.current.delete(post);
        finish.current(post);
        show(post);
      }, UNDO_MS);
      pending.current.set(post, timer);
      notify({
        words: translate("project.postRemoved"),
        undo: () => {
          if (!pending.current.delete(post)) return;
          clearTimeout(timer);
          show(post);
        },
      });
    },
    [show],
  );

  return { hidden, remove };
}
