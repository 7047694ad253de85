import type { Labels } from "./labels.ts";

/** A page without scripts, for when ours cannot run; the details are there to be copied. */
export function stoppedPage(labels: Labels, details: readonly string[]): string {
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<title>Twinspan</title>
<style>
  :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
  main { max-width: 40rem; margin: 10vh auto; padding: 0 1.5rem; }
  pre { padding: 1rem; border: 1px solid; border-radius: 0.5rem; white-space: pre-wrap; user-select: all; }
  a { display: inline-block; padding: 0.5rem 1rem; border: 2px solid; border-radius: 0.5rem; }
</style>
</head>
<body>
<main>
<h1>${escaped(labels.stoppedTitle)}</h1>
<p>${escaped(labels.stoppedText)}</p>
<p><a href="/">${escaped(labels.tryAgain)}</a></p>
<pre>${escaped(details.join("\n"))}</pre>
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
