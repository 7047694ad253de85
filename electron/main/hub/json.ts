/** Undefined for what is no JSON: the shape that the caller expects will refuse it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
