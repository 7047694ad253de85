import { createContext, useContext } from "react";
import type { AppInfo, Platform } from "../platform/index.ts";
import type { Workspace } from "../workspace/index.ts";

/** What the running program consists of, for the routes to hand on to the features. */
export interface Program {
  readonly workspace: Workspace;
  readonly platform: Platform;
  readonly info: AppInfo;
}

const ProgramContext = createContext<Program | null>(null);
export const ProgramProvider = ProgramContext.Provider;

export function useProgram(): Program {
  const program = useContext(ProgramContext);
  if (program === null) throw new Error("no program around this component");
  return program;
}
