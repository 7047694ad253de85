import {
  type Alignment,
  HIGHLIGHT_COLORS,
  type HighlightColor,
  TEXT_COLORS,
  type TextColor,
} from "../../domain/index.ts";

/** The declarations of a `style` attribute, names in lower case. Nothing here is ever given back to a browser. */
export function readStyle(style: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of style.slice(0, 4_000).split(";")) {
    const colon = part.indexOf(":");
    if (colon > 0)
      found.set(
        part.slice(0, colon).trim().toLowerCase(),
        part
          .slice(colon + 1)
          .trim()
          .toLowerCase(),
      );
  }
  return found;
}

export function readAlignment(value: string | undefined, rightToLeft: boolean): Alignment | null {
  if (value === "center" || value === "-webkit-center") return "center";
  if (value === "start" || value === "justify") return "start";
  if (value === "end") return "end";
  if (value === "left") return rightToLeft ? "end" : "start";
  if (value === "right") return rightToLeft ? "start" : "end";
  return null;
}

export function asTextColor(name: string | null): TextColor | null {
  return TEXT_COLORS.find((color) => color === name) ?? null;
}

export function asHighlightColor(name: string | null): HighlightColor | null {
  return HIGHLIGHT_COLORS.find((color) => color === name) ?? null;
}

/** The nearest of the page's own colours; null for black, white and what cannot be read. */
export function nearestTextColor(value: string): TextColor | null {
  const color = readColor(value);
  if (color === null) return null;
  const { hue, saturation, lightness } = color;
  if (saturation < 0.15) return lightness > 0.3 && lightness < 0.75 ? "grey" : null;
  if (lightness < 0.08 || lightness > 0.95) return null;
  if (hue < 15 || hue >= 345) return "red";
  if (hue < 65) return "orange";
  if (hue < 160) return "green";
  if (hue < 195) return "teal";
  if (hue < 255) return "blue";
  return hue < 295 ? "purple" : "pink";
}

export function nearestHighlight(value: string): HighlightColor | null {
  const color = readColor(value);
  if (color === null || color.saturation < 0.2 || color.lightness > 0.97 || color.lightness < 0.2)
    return null;
  const { hue } = color;
  if (hue >= 30 && hue < 75) return "yellow";
  if (hue >= 75 && hue < 165) return "green";
  if (hue >= 165 && hue < 265) return "blue";
  return "pink";
}

interface Color {
  /** 0 to 360. */
  readonly hue: number;
  /** 0 to 1, as lightness. */
  readonly saturation: number;
  readonly lightness: number;
}

const NAMED: Readonly<Record<string, string>> = {
  red: "#ff0000",
  darkred: "#8b0000",
  orange: "#ffa500",
  yellow: "#ffff00",
  green: "#008000",
  lime: "#00ff00",
  teal: "#008080",
  aqua: "#00ffff",
  cyan: "#00ffff",
  blue: "#0000ff",
  navy: "#000080",
  purple: "#800080",
  magenta: "#ff00ff",
  fuchsia: "#ff00ff",
  pink: "#ffc0cb",
  gray: "#808080",
  grey: "#808080",
};

function readColor(value: string): Color | null {
  const hex = /^#([0-9a-f]{3,8})$/u.exec(NAMED[value] ?? value)?.[1];
  if (hex !== undefined) {
    const short = hex.length < 6;
    const part = (index: number) =>
      Number.parseInt(
        short ? (hex[index] ?? "0").repeat(2) : hex.slice(index * 2, index * 2 + 2),
        16,
      ) / 255;
    return fromRgb(part(0), part(1), part(2));
  }
  const rgb =
    /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+)%?)?\s*\)$/u.exec(value);
  if (rgb === null || rgb[4] === "0") return null;
  return fromRgb(Number(rgb[1]) / 255, Number(rgb[2]) / 255, Number(rgb[3]) / 255);
}

function fromRgb(red: number, green: number, blue: number): Color {
  const max = Math.max(red, green, blue);
  const min = Math.min(red, green, blue);
  const spread = max - min;
  const lightness = (max + min) / 2;
  if (spread === 0) return { hue: 0, saturation: 0, lightness };
  const sixth =
    max === red
      ? ((green - blue) / spread + 6) % 6
      : max === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4;
  return { hue: sixth * 60, saturation: spread / (1 - Math.abs(2 * lightness - 1)), lightness };
}
