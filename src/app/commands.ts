import { createContext, useContext, useEffect, useRef } from "react";
import type { MenuCommand } from "../platform/index.ts";

/** Who answers a menu command now: the innermost screen that knows it. */
export class CommandDesk {
  readonly #answers = new Map<MenuCommand, (() => void)[]>();

  /** Returns the way to stop answering. */
  answer(command: MenuCommand, act: () => void): () => void {
    const answers = this.#answers.get(command) ?? [];
    answers.push(act);
    this.#answers.set(command, answers);
    return () => {
      const place = answers.indexOf(act);
      if (place >= 0) answers.splice(place, 1);
    };
  }

  /** False when nobody on the screen answers. */
  give(command: MenuCommand): boolean {
    const act = this.#answers.get(command)?.at(-1);
    act?.();
    return act !== undefined;
  }
}

const DeskContext = createContext(new CommandDesk());
export const CommandDeskProvider = DeskContext.Provider;

export function useDesk(): CommandDesk {
  return useContext(DeskContext);
}

/** Answers a command of the menu while the component is shown. */
export function useCommand(command: MenuCommand, act: () => void): void {
  const desk = useDesk();
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => desk.answer(command, () => latest.current()), [desk, command]);
}
