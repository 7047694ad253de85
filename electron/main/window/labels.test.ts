import { expect, test } from "vitest";
import { MENU_LABELS } from "../../bridge/contract.ts";
import { mergedLabels } from "./labels.ts";
import { stoppedPage } from "./stopped-page.ts";

test("words that the page says replace the English, words that nobody knows are dropped, empty ones too", () => {
  const labels = mergedLabels({ file: "Datei", edit: " ", toString: "x", other: "x" });
  expect(labels).toEqual({ ...MENU_LABELS, file: "Datei" });
});

test("the page for stops shows words and details as text, whatever they hold", () => {
  const html = stoppedPage(mergedLabels({ stoppedTitle: "<img src=x>" }), ["<script>", '"&"']);
  expect(html).toContain("&lt;img src=x&gt;");
  expect(html).toContain("&lt;script&gt;\n&quot;&amp;&quot;");
  expect(html).not.toMatch(/<script|<img/u);
});
