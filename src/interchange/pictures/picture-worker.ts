import {
  LONGEST_SIDE,
  type PictureAnswer,
  type PictureRequest,
  type PreparedPicture,
} from "./picture-request.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<PictureRequest>) => void) | null;
  postMessage(answer: PictureAnswer, moved: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;

const QUALITY = 0.75;
/** A picture free of loss may cost this much more than its lossy twin. */
const PNG_ALLOWANCE = 1.5;

scope.onmessage = ({ data }) => {
  prepare(data).then(
    (picture) => scope.postMessage({ id: data.id, kind: "done", picture }, [picture.bytes.buffer]),
    // The decoder's own words differ by version and say nothing to a teacher.
    () => scope.postMessage({ id: data.id, kind: "undecodable" }, []),
  );
};

/** Decoding turns the picture the way the camera was held; drawing anew leaves place, time and camera behind. */
async function prepare({ file, mayStayPng }: PictureRequest): Promise<PreparedPicture> {
  const decoded = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(decoded.width, decoded.height));
  const width = Math.max(1, Math.round(decoded.width * scale));
  const height = Math.max(1, Math.round(decoded.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("No 2d canvas");
  pen.imageSmoothingQuality = "high";
  pen.drawImage(decoded, 0, 0, width, height);
  decoded.close();
  const webp = await canvas.convertToBlob({ type: "image/webp", quality: QUALITY });
  const png = mayStayPng ? await canvas.convertToBlob({ type: "image/png" }) : null;
  const chosen = png !== null && png.size <= webp.size * PNG_ALLOWANCE ? png : webp;
  return {
    bytes: new Uint8Array(await chosen.arrayBuffer()),
    mime: chosen === png ? "image/png" : "image/webp",
    width,
    height,
  };
}
