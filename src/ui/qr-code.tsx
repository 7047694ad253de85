import encodeQR from "qr";
import { useMemo } from "react";
import styles from "./qr-code.module.css";

/** What cameras want around the squares, in squares. */
const QUIET_ZONE = 4;

/** `text` as a QR code: dark on white in every look, because many cameras read nothing else. `label` says what it is good for. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, size } = useMemo(() => drawQr(text), [text]);
  return (
    <svg
      className={styles["code"]}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      data-testid="qr-code"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}

/** One run of dark squares after another, row by row. */
function drawQr(text: string): { readonly path: string; readonly size: number } {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET_ZONE });
  const runs = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => {
      if (!isDark || row[x - 1] === true) return [];
      const end = row.indexOf(false, x);
      return [`M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`];
    }),
  );
  return { path: runs.join(""), size: rows.length };
}
