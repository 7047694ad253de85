import basket from "../../assets/drawings/basket.svg?raw";
import boat from "../../assets/drawings/boat.svg?raw";
import circles from "../../assets/drawings/circles.svg?raw";
import letterbox from "../../assets/drawings/letterbox.svg?raw";
import pages from "../../assets/drawings/pages.svg?raw";
import span from "../../assets/drawings/span.svg?raw";
import schools from "../../assets/drawings/schools.svg?raw";
import food from "../../assets/covers/food.svg?raw";
import letters from "../../assets/covers/letters.svg?raw";
import rivers from "../../assets/covers/rivers.svg?raw";
import stars from "../../assets/covers/stars.svg?raw";
import story from "../../assets/covers/story.svg?raw";
import weather from "../../assets/covers/weather.svg?raw";
import type { Cover } from "../domain/index.ts";
import styles from "./drawing.module.css";

const DRAWINGS = { basket, boat, circles, letterbox, pages, schools } as const;
const COVERS = { food, letters, rivers, stars, story, weather } as const satisfies Record<
  Cover,
  string
>;

/** circles: projects; pages; schools: partners; letterbox: news; basket: deleted pages; boat: something went wrong. */
export type DrawingName = keyof typeof DRAWINGS;

/** A drawing for an empty place. Decoration: the words beside it say everything. */
export function Drawing({ name }: { readonly name: DrawingName }) {
  return <Inline className={styles["drawing"]} svg={DRAWINGS[name]} />;
}

/** The tall landscape of the first start; fills its place. */
export function SpanPicture() {
  return <Inline className={styles["span"]} svg={span} />;
}

/** The picture on a project's card; fills the width it is given and keeps its height. */
export function CoverPicture({
  cover,
  size = "card",
}: {
  readonly cover: Cover;
  readonly size?: "small" | "card" | "wide" | "fill";
}) {
  return <Inline className={styles["cover"]} size={size} svg={COVERS[cover]} />;
}

/** Inline, because only then do the drawing's colours follow light, dark and contrast. The files are our own. */
function Inline({
  svg,
  className,
  size,
}: {
  readonly svg: string;
  readonly className: string | undefined;
  readonly size?: string;
}) {
  return (
    <span
      className={className}
      data-size={size}
      aria-hidden
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
}
