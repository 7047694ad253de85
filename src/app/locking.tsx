import { useCallback, useEffect, useRef, useState } from "react";
import { assertNever } from "../base/index.ts";
import type { SaveFailure } from "../domain/index.ts";
import { translate } from "../i18n/index.ts";
import { Button, Dialog, DialogActions, useStore } from "../ui/index.ts";
import { useCommand, useDesk } from "./commands.ts";
import { IdleWatch } from "./idle-watch.ts";
import { lockAtOnce, lockProgram } from "./lock-program.ts";
import { LockWarning } from "./lock-warning.tsx";
import { type Program, useProgram } from "./program.ts";

const MINUTE_MS = 60_000;
/** Time to put down the chalk and touch the mouse. */
const WARNING_MS = 30_000;
const TOUCHES = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Locks when it is asked for, and by itself when nobody is there. */
export function Locking() {
  const program = useProgram();
  const { info, door } = program;
  const { lockAfterMinutes } = useStore(door.settings);
  const { lock, failure, stay } = useLock(program);
  useCommand("lock", lock);
  useLockKeys();

  return (
    <>
      {/* The sample project has nobody's work in it. */}
      {lockAfterMinutes > 0 && info.demo === null && failure === null && (
        <IdleLock key={lockAfterMinutes} limitMs={lockAfterMinutes * MINUTE_MS} onIdle={lock} />
      )}
      <Dialog isOpen={failure !== null} title={translate("app.lockNotSavedTitle")} onClose={stay}>
        <p>{failure === null ? null : notSavedWords(failure)}</p>
        <DialogActions>
          <Button kind="danger" onClick={() => lockAtOnce(program)}>
            {translate("app.lockAnyway")}
          </Button>
          <Button kind="secondary" onClick={stay}>
            {translate("app.lockStay")}
          </Button>
          <Button hasFirstFocus onClick={lock}>
            {translate("app.lockTryAgain")}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function useLock(program: Program) {
  const [failure, setFailure] = useState<SaveFailure | null>(null);
  const isUnderWay = useRef(false);
  const lock = useCallback(() => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    lockProgram(program).then(
      (locked) => {
        isUnderWay.current = false;
        setFailure(locked.ok ? null : locked.failure);
      },
      () => {
        isUnderWay.current = false;
        setFailure("unknown");
      },
    );
  }, [program]);
  return { lock, failure, stay: () => setFailure(null) };
}

/** Beside the menu's own keys, which full screen and some window managers swallow. */
function useLockKeys(): void {
  const desk = useDesk();
  const { info } = useProgram();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const mod = info.platform === "darwin" ? event.metaKey : event.ctrlKey;
      if (!mod || event.shiftKey || event.altKey || event.code !== "KeyL") return;
      event.preventDefault();
      desk.give("lock");
    };
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, [desk, info.platform]);
}

function IdleLock({ limitMs, onIdle }: { readonly limitMs: number; readonly onIdle: () => void }) {
  const [watch] = useState(
    () => new IdleWatch({ limitMs, warningMs: WARNING_MS, now: () => Date.now() }),
  );
  const idleness = useStore(watch.idleness);

  useEffect(() => {
    const touch = () => watch.touch();
    watch.beginAgain();
    for (const kind of TOUCHES)
      window.addEventListener(kind, touch, { capture: true, passive: true });
    return () => {
      for (const kind of TOUCHES) window.removeEventListener(kind, touch, { capture: true });
      watch.close();
    };
  }, [watch]);

  useEffect(() => {
    if (idleness.state === "over") onIdle();
  }, [idleness, onIdle]);

  return idleness.state === "ending" ? (
    <LockWarning endsAt={idleness.endsAt} onStay={() => watch.touch()} />
  ) : null;
}

function notSavedWords(reason: SaveFailure): string {
  switch (reason) {
    case "diskFull":
      return translate("app.lockNotSavedText");
    case "databaseClosed":
    case "unknown":
      return translate("app.lockNotSavedOtherText");
    default:
      return assertNever(reason);
  }
}
