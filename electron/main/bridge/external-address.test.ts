import { expect, test } from "vitest";
import { externalAddress } from "./external-address.ts";

test.each([
  ["https://example.org/a?b=c#d", "https://example.org/a?b=c#d"],
  ["HTTPS://EXAMPLE.org", "https://example.org/"],
  [
    "mailto:ana@example.org?subject=Storm&body=Hello",
    "mailto:ana@example.org?subject=Storm&body=Hello",
  ],
])("%s is opened", (text, address) => {
  expect(externalAddress(text)).toBe(address);
});

test.each([
  "http://example.org",
  "file:///etc/passwd",
  "javascript:alert(1)",
  " https://example.org",
  "https://exa\nmple.org",
  "https://bank.example@evil.example/",
  "mailto:ana@example.org?attach=/etc/passwd",
  "smb://server/share",
  "ms-msdt:/id",
  "example.org",
  "",
  `https://example.org/${"x".repeat(2048)}`,
])("%s is refused", (text) => {
  expect(externalAddress(text)).toBeNull();
});
