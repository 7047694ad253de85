import * as Y from "yjs";
import { z } from "zod";

/** A text that falls back instead of failing, and is cut off instead of refused. */
export function textField(limit: number, fallback = ""): z.ZodType<string> {
  return z
    .string()
    .transform((text) => text.slice(0, limit))
    .catch(fallback);
}

export const timeField = z.number().finite().min(0).max(8.64e15).catch(0);

/** A list whose broken members are left out. */
export function listField(limit: number, longest: number): z.ZodType<readonly string[]> {
  return z
    .array(z.unknown())
    .transform((items) =>
      items
        .filter((item): item is string => typeof item === "string" && item.length <= longest)
        .slice(0, limit),
    )
    .catch([]);
}

/** The fields of a shared map as a plain object without a prototype, whatever keys a partner wrote. */
export function fieldsOf(value: unknown): Record<string, unknown> | null {
  if (value instanceof Y.Map) {
    const fields = Object.create(null) as Record<string, unknown>;
    for (const [key, field] of value.entries()) fields[key] = field;
    return fields;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.assign(Object.create(null) as Record<string, unknown>, value);
  }
  return null;
}
