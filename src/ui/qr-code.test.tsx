// @vitest-environment happy-dom
import { render, screen } from "@testing-library/react";
import decodeQR from "qr/decode.js";
import { expect, test } from "vitest";
import { QrCode } from "./qr-code.tsx";

test("a QR code says its text to a camera, and its purpose to one who hears the screen", () => {
  const text = `TWINSPAN2.${"7KQF2MXD9RTH".repeat(12)}`;
  render(<QrCode text={text} label="Invitation" />);
  const drawn = screen.getByRole("img", { name: "Invitation" });
  expect(read(drawn)).toBe(text);
});

/** As a camera would see it, each square being four points wide. */
function read(drawn: Element): string {
  const size = Number(drawn.getAttribute("viewBox")?.split(" ")[2]);
  const wide = size * 4;
  const data = new Uint8Array(wide * wide * 4).fill(255);
  const path = drawn.querySelector("path")?.getAttribute("d") ?? "";
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)/gu)) {
    for (let row = Number(y) * 4; row < Number(y) * 4 + 4; row += 1) {
      for (let at = Number(x) * 4; at < (Number(x) + Number(run)) * 4; at += 1) {
        data.fill(0, (row * wide + at) * 4, (row * wide + at) * 4 + 3);
      }
    }
  }
  return decodeQR({ width: wide, height: wide, data });
}
