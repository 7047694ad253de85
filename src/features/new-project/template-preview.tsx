import { useState } from "react";
import type { Block, Cover, Paragraph } from "../../domain/index.ts";
import { translate } from "../../i18n/index.ts";
import { Card, CoverPicture, Tabs } from "../../ui/index.ts";
import type { NewProject } from "../../workspace/index.ts";
import styles from "./new-project.module.css";

/** The pages that the project begins with, to be read before it is made. */
export function TemplatePreview({
  cover,
  pages,
}: {
  readonly cover: Cover;
  readonly pages: NewProject["pages"];
}) {
  const [shown, setShown] = useState("0");
  return (
    <aside className={styles["preview"]} aria-label={translate("newProject.preview")}>
      <Card padding="none">
        <CoverPicture cover={cover} size="wide" />
        <div className={styles["about"]}>
          <h2>{translate("newProject.preview")}</h2>
          <p className={styles["facts"]}>{translate("newProject.previewText")}</p>
          <Tabs value={shown} onChange={(place) => setShown(place ?? "0")}>
            <Tabs.List>
              {pages.map((page, place) => (
                <Tabs.Tab key={place} value={String(place)}>
                  {page.title}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {pages.map((page, place) => (
              <Tabs.Panel
                key={place}
                value={String(place)}
                tabIndex={0}
                className={styles["sheet"] ?? ""}
              >
                {page.blocks.map((block, line) => (
                  <BlockView key={line} block={block} />
                ))}
              </Tabs.Panel>
            ))}
          </Tabs>
        </div>
      </Card>
    </aside>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  if (block.type === "paragraph") return <ParagraphView paragraph={block} />;
  if (block.type !== "table") return null;
  return (
    <table>
      <tbody>
        {block.rows.map((row, line) => (
          <tr key={line}>
            {row.cells.map((cell, place) => {
              const Cell = cell.header ? "th" : "td";
              return <Cell key={place}>{cell.blocks.map(textOf)}</Cell>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ParagraphView({ paragraph }: { readonly paragraph: Paragraph }) {
  if (paragraph.kind === "h") return <h3>{textOf(paragraph)}</h3>;
  return (
    <p data-kind={paragraph.kind} dir="auto">
      {textOf(paragraph)}
    </p>
  );
}

function textOf(paragraph: Paragraph): string {
  return paragraph.text.map(({ text }) => text).join("");
}
