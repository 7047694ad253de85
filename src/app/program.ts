import { createContext, useContext } from "react";
import type { AppInfo, Platform } from "../platform/index.ts";
import type { Door, Workspace } from "../workspace/index.ts";

/** What there is before anyone has opened the door. */
export interface Entrance {
  readonly door: Door;
  readonly platform: Platform;
  readonly info: AppInfo;
}

/** What the running program consists of, for the routes to hand on to the features. */
export interface Program extends Entrance {
  readonly workspace: Workspace;
}

const ProgramContext = createContext<Program | null>(null);
export const ProgramProvider = ProgramContext.Provider;

export function useProgram(): Program {
  const program = useContext(ProgramContext);
  if (program === null) throw new Error("no program around this component");
  return program;
}
