import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";

/** In device-independent pixels. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** Where the window stands, or stood before it was maximized; null: the system may choose. */
  readonly bounds: Bounds | null;
  readonly isMaximized: boolean;
  /** 1 is 100 %. */
  readonly zoom: number;
}

export const SMALLEST_WINDOW = { width: 640, height: 480 } as const;
export const ZOOM = { min: 0.5, max: 3 } as const;
const FRESH: WindowState = { bounds: null, isMaximized: true, zoom: 1 };
/** So much of the title bar must be on a screen that it can be grasped. */
const GRASP = { width: 120, height: 40 } as const;

const coordinate = z.int().min(-100_000).max(100_000);
const extent = z.int().min(1).max(100_000);
const stored = z.object({
  bounds: z
    .object({ x: coordinate, y: coordinate, width: extent, height: extent })
    .nullable()
    .catch(null),
  isMaximized: z.boolean().catch(FRESH.isMaximized),
  zoom: z.number().min(ZOOM.min).max(ZOOM.max).catch(FRESH.zoom),
}) satisfies z.ZodType<WindowState>;

/** What the file says, as far as it can be used; a first start fills the screen, since the screens of schools are small. */
export function readWindowState(file: string): WindowState {
  try {
    const parsed = stored.safeParse(JSON.parse(readFileSync(file, "utf8")));
    return parsed.success ? parsed.data : FRESH;
  } catch {
    return FRESH;
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}

/** `bounds` made to fit one of the screens there are now; null if its title bar would be on none. */
export function fitToScreens(bounds: Bounds, screens: readonly Bounds[]): Bounds | null {
  const screen = screens.find((one) => isGraspable(bounds, one));
  if (screen === undefined) return null;
  const width = Math.min(Math.max(bounds.width, SMALLEST_WINDOW.width), screen.width);
  const height = Math.min(Math.max(bounds.height, SMALLEST_WINDOW.height), screen.height);
  return {
    width,
    height,
    x: Math.min(
      Math.max(bounds.x, screen.x - width + GRASP.width),
      screen.x + screen.width - GRASP.width,
    ),
    y: Math.min(Math.max(bounds.y, screen.y), screen.y + screen.height - GRASP.height),
  };
}

function isGraspable(bounds: Bounds, screen: Bounds): boolean {
  const across =
    Math.min(bounds.x + bounds.width, screen.x + screen.width) - Math.max(bounds.x, screen.x);
  const below =
    bounds.y >= screen.y - GRASP.height && bounds.y <= screen.y + screen.height - GRASP.height;
  return across >= GRASP.width && below;
}
