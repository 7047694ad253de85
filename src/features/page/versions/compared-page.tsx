import { type ReactNode, useMemo } from "react";
import type { Block, Paragraph, Picture, Run } from "../../../domain/index.ts";
import { translate } from "../../../i18n/index.ts";
import { VisuallyHidden, useStore } from "../../../ui/index.ts";
import type { PictureShelf } from "../../../workspace/index.ts";
import type { Change, ComparedBlock, ComparedRun } from "./compare-blocks.ts";
import styles from "./versions.module.css";

/** A page to be read, with what was added and removed marked by signs, lines and words, and by colour. */
export function ComparedPage({
  blocks,
  shelf,
}: {
  readonly blocks: readonly ComparedBlock[];
  readonly shelf: Pick<PictureShelf, "show">;
}) {
  const numbers = numbersOf(blocks);
  return (
    <div className={`${styles["page"] ?? ""} page-text`}>
      {blocks.map((compared, place) => (
        // What is compared is made anew as a whole, so the place is the key.
        <ComparedPart
          key={place}
          compared={compared}
          shelf={shelf}
          number={numbers.get(compared) ?? null}
        />
      ))}
    </div>
  );
}

/** What stands before the items of numbered lists, as they are now or, where they are gone, as they were. */
function numbersOf(blocks: readonly ComparedBlock[]): ReadonlyMap<ComparedBlock, string> {
  const numbers = new Map<ComparedBlock, string>();
  const counts: number[] = [];
  for (const compared of blocks) {
    const { block } = compared;
    const kind = block.type === "paragraph" ? block.kind : null;
    if (block.type === "paragraph" && kind === "ol") {
      const count = (counts[block.indent] ?? 0) + 1;
      numbers.set(compared, `${count}.`);
      if (compared.change !== "removed") counts.splice(block.indent, counts.length, count);
    } else if (kind !== "ul" && kind !== "todo") {
      counts.length = 0;
    }
  }
  return numbers;
}

function ComparedPart({
  compared,
  shelf,
  number = null,
}: {
  readonly compared: ComparedBlock;
  readonly shelf: Pick<PictureShelf, "show">;
  readonly number?: string | null;
}) {
  switch (compared.change) {
    case "rewritten":
      return <TextBlock block={compared.block} text={compared.text} number={number} />;
    case "cells":
      return (
        <table>
          <tbody>
            {compared.block.rows.map(({ cells }, row) => (
              <tr key={row}>
                {cells.map(({ header, colspan, rowspan }, cell) => {
                  const Cell = header ? "th" : "td";
                  return (
                    <Cell key={cell} colSpan={colspan} rowSpan={rowspan}>
                      {compared.cells[row]?.[cell]?.map((part, place) => (
                        <ComparedPart key={place} compared={part} shelf={shelf} />
                      ))}
                    </Cell>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case "restyled":
      return (
        <div className={styles["restyled"]}>
          <WholeBlock block={compared.block} change="same" shelf={shelf} number={number} />
          <small>{translate("page.versionLook")}</small>
        </div>
      );
    case "same":
    case "added":
    case "removed":
      return (
        <WholeBlock block={compared.block} change={compared.change} shelf={shelf} number={number} />
      );
  }
}

function WholeBlock({
  block,
  change,
  shelf,
  number,
}: {
  readonly block: Block;
  readonly change: Change;
  readonly shelf: Pick<PictureShelf, "show">;
  readonly number: string | null;
}) {
  switch (block.type) {
    case "paragraph":
      return (
        <TextBlock
          block={block}
          text={block.text.map((run) => ({ ...run, change }))}
          number={number}
        />
      );
    case "picture":
      return (
        <Part change={change}>
          <ShownPicture picture={block} shelf={shelf} />
        </Part>
      );
    case "rule":
      return (
        <Part change={change}>
          <hr />
        </Part>
      );
    case "table":
      return (
        <ComparedPart
          compared={{
            change: "cells",
            block,
            cells: block.rows.map(({ cells }) =>
              cells.map((cell) => cell.blocks.map((inner) => ({ change, block: inner }))),
            ),
          }}
          shelf={shelf}
        />
      );
  }
}

function TextBlock({
  block: { kind, level, indent, checked, align },
  text,
  number,
}: {
  readonly block: Paragraph;
  readonly text: readonly ComparedRun[];
  readonly number: string | null;
}) {
  const look = {
    dir: "auto",
    "data-kind": kind,
    ...(indent > 0 && { "data-indent": indent }),
    ...(align !== "start" && { "data-align": align }),
    ...(number !== null && { "data-number": number }),
  };
  const inside =
    text.length === 0 ? <br /> : text.map((run, place) => <Piece key={place} run={run} />);
  switch (kind) {
    case "h": {
      // The dialog has a title of its own above them.
      const Heading = level === 1 ? "h3" : "h4";
      return <Heading {...look}>{inside}</Heading>;
    }
    case "quote":
      return <blockquote {...look}>{inside}</blockquote>;
    case "code":
      return (
        <pre {...look}>
          <code>{inside}</code>
        </pre>
      );
    case "todo":
      return (
        <div {...look} data-checked={checked || undefined}>
          <span>
            <input
              type="checkbox"
              checked={checked}
              disabled
              readOnly
              aria-label={translate("editor.checkItem")}
            />
          </span>
          <p>{inside}</p>
        </div>
      );
    case "p":
    case "ul":
    case "ol":
      return <p {...look}>{inside}</p>;
  }
}

function Piece({ run }: { readonly run: ComparedRun }) {
  const words = <Marked run={run} />;
  if (run.change === "added") return <ins className={styles["added"]}>{words}</ins>;
  return run.change === "removed" ? <del className={styles["removed"]}>{words}</del> : words;
}

function Marked({ run }: { readonly run: Run }): ReactNode {
  let words: ReactNode = run.text;
  if (run.code === true) words = <code>{words}</code>;
  if (run.bold === true) words = <strong>{words}</strong>;
  if (run.italic === true) words = <em>{words}</em>;
  if (run.underline === true || run.link !== undefined) words = <u>{words}</u>;
  if (run.strike === true) words = <s>{words}</s>;
  return words;
}

/** Something that has no words of its own to be marked. */
function Part({ change, children }: { readonly change: Change; readonly children: ReactNode }) {
  if (change === "same") return children;
  const isAdded = change === "added";
  return (
    <div className={styles["part"]} data-change={change}>
      <small>{translate(isAdded ? "page.versionAddedPart" : "page.versionRemovedPart")}</small>
      {children}
    </div>
  );
}

function ShownPicture({
  picture,
  shelf,
}: {
  readonly picture: Picture;
  readonly shelf: Pick<PictureShelf, "show">;
}) {
  // Asked for once for each hash: the shelf keeps an address as long as someone looks.
  const shown = useStore(useMemo(() => shelf.show(picture.hash), [shelf, picture.hash]));
  const words = picture.alt === "" ? picture.name : picture.alt;
  return shown.state === "ready" ? (
    <img src={shown.url} alt={words} width={picture.width} height={picture.height} />
  ) : (
    <p className={styles["missing"]}>
      <VisuallyHidden>{translate("editor.picture")}</VisuallyHidden>
      <bdi>{words}</bdi>
    </p>
  );
}
