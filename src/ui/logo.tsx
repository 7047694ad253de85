/** Two classes, and what they have together. The same shapes as assets/icon.svg. */
export function Logo({ size = "2.125rem" }: { readonly size?: string }) {
  return (
    <svg viewBox="0 0 34 22" style={{ width: size, height: "auto", flex: "none" }} aria-hidden>
      <circle cx="11" cy="11" r="11" fill="var(--ts-logo-start, #0b6e6a)" />
      <circle cx="23" cy="11" r="11" fill="var(--ts-logo-end, #f5b83d)" />
      <path
        d="M17 1.78a11 11 0 0 1 0 18.44a11 11 0 0 1 0-18.44z"
        fill="var(--ts-logo-both, #16393a)"
      />
    </svg>
  );
}
