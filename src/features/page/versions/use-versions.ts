import { useEffect, useState } from "react";
import { reportFault } from "../../../base/index.ts";
import type { Block } from "../../../domain/index.ts";
import type { OpenPage, PageVersion } from "../../../workspace/index.ts";

export type Loading<Value> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: Value }
  | { readonly state: "failed" };

const LOADING = { state: "loading" } as const;
const FAILED = { state: "failed" } as const;

/** Newest first. */
export function useVersions(page: Pick<OpenPage, "versions">): Loading<readonly PageVersion[]> {
  const [versions, setVersions] = useState<Loading<readonly PageVersion[]>>(LOADING);
  useEffect(() => {
    let isLeft = false;
    page.versions().then(
      (value) => {
        if (!isLeft) setVersions({ state: "ready", value: value.map(withinTime) });
      },
      (error: unknown) => {
        reportFault("the versions of a page could not be read", error);
        if (!isLeft) setVersions(FAILED);
      },
    );
    return () => {
      isLeft = true;
    };
  }, [page]);
  return versions;
}

/** The latest moment that a date can name. */
const LAST_MOMENT = 8.64e15;

/** A time is a claim of someone's clock, and may be none. */
function withinTime(version: PageVersion): PageVersion {
  return { ...version, writtenAt: Math.min(LAST_MOMENT, Math.max(0, version.writtenAt)) };
}

/** The page as it was; the last one that was asked for, however long others take. */
export function useVersion(
  page: Pick<OpenPage, "readVersion">,
  id: string | null,
): Loading<readonly Block[]> {
  const [read, setRead] = useState<{
    readonly id: string | null;
    readonly blocks: Loading<readonly Block[]>;
  }>({ id: null, blocks: LOADING });
  useEffect(() => {
    if (id === null) return undefined;
    let isLeft = false;
    page.readVersion(id).then(
      (value) => {
        if (!isLeft) setRead({ id, blocks: { state: "ready", value } });
      },
      (error: unknown) => {
        reportFault("a version of a page could not be read", error);
        if (!isLeft) setRead({ id, blocks: FAILED });
      },
    );
    return () => {
      isLeft = true;
    };
  }, [page, id]);
  return read.id === id ? read.blocks : LOADING;
}

const LOOK_AGAIN_MS = 500;

/** The page as it is now, read again when others have written in it. */
export function useBlocksNow(page: Pick<OpenPage, "blocks" | "content">): readonly Block[] {
  const [blocks, setBlocks] = useState(() => page.blocks());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const soon = (): void => {
      timer ??= setTimeout(() => {
        timer = null;
        setBlocks(page.blocks());
      }, LOOK_AGAIN_MS);
    };
    page.content.observeDeep(soon);
    return () => {
      page.content.unobserveDeep(soon);
      if (timer !== null) clearTimeout(timer);
    };
  }, [page]);
  return blocks;
}
