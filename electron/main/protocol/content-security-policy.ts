/**
 * Trusted Types are not required: see docs/adr/0040-a-closed-shell.md. Inline styles are allowed, because the component library and the
 * editor set them; they cannot run anything. WebAssembly may be compiled (Argon2id, and curves where WebCrypto lacks them), text still
 * may not become a script: docs/adr/0070-keys-stay-in-the-shell.md.
 */
const POLICY: Readonly<Record<string, string>> = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": "'self' 'unsafe-inline'",
  "img-src": "'self' blob: data:",
  "font-src": "'self'",
  "connect-src": "'self'",
  "worker-src": "'self' blob:",
  "media-src": "'self' blob:",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
  "object-src": "'none'",
};

/** Vite's client is an inline script and talks to its server by WebSocket. */
const DEVELOPMENT: Readonly<Record<string, string>> = {
  "script-src": "'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "connect-src": "'self' ws://127.0.0.1:* ws://localhost:*",
};

export function contentSecurityPolicy(isDevelopment: boolean): string {
  const policy = isDevelopment ? { ...POLICY, ...DEVELOPMENT } : POLICY;
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; ");
}
