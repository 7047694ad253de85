/** What the screen may say about one's work. It cannot claim more than storage has answered. */
export type SaveState =
  | { readonly state: "saved"; readonly at: number | null }
  | { readonly state: "saving" }
  | { readonly state: "failed"; readonly reason: SaveFailure; readonly since: number };

export type SaveFailure = "diskFull" | "databaseClosed" | "unknown";
