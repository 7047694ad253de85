import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react";
import { useCallback, useId, useState, useSyncExternalStore } from "react";
import { assertNever } from "../../base/index.ts";
import type { Picture as PictureFields } from "../../domain/index.ts";
import { formatBytes, translate } from "../../i18n/index.ts";
import { IconPhoto, useStore } from "../../ui/index.ts";
import type { PictureShelf } from "../../workspace/index.ts";
import { Picture, pictureOf } from "../schema/index.ts";
import styles from "./picture-view.module.css";

/** The picture of the schema with its look on the screen. */
export const PictureOnPage = Picture.extend<{ readonly shelf: PictureShelf }>({
  addNodeView() {
    const { shelf } = this.options;
    return ReactNodeViewRenderer(
      (props: NodeViewProps) => <PictureBlock {...props} shelf={shelf} />,
      {
        as: "figure",
        className: styles["figure"] ?? "",
      },
    );
  },
});

function PictureBlock({
  node,
  selected,
  editor,
  updateAttributes,
  shelf,
}: NodeViewProps & { readonly shelf: PictureShelf }) {
  const picture = pictureOf(node);
  const isEditable = useEditable(editor);
  return (
    <NodeViewWrapper
      className={styles["picture"]}
      data-selected={selected || undefined}
      data-drag-handle=""
    >
      {picture === null ? (
        <p className={styles["placeholder"]}>{translate("editor.pictureBroken")}</p>
      ) : (
        <>
          <ShownPicture picture={picture} shelf={shelf} />
          <AltText
            alt={picture.alt}
            isEditable={isEditable}
            isAsking={selected}
            onChange={(alt) => updateAttributes({ alt })}
          />
        </>
      )}
    </NodeViewWrapper>
  );
}

/** Rights may change while the page is open. */
function useEditable(editor: NodeViewProps["editor"]): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on("transaction", listener);
      return () => void editor.off("transaction", listener);
    },
    [editor],
  );
  return useSyncExternalStore(subscribe, () => editor.isEditable);
}

type Fields = Omit<PictureFields, "type">;

function ShownPicture({
  picture,
  shelf,
}: {
  readonly picture: Fields;
  readonly shelf: PictureShelf;
}) {
  // Asked for once for each hash: the shelf keeps an address as long as someone looks.
  const [view, setView] = useState(() => shelf.show(picture.hash));
  const [hash, setHash] = useState(picture.hash);
  if (hash !== picture.hash) {
    setHash(picture.hash);
    setView(shelf.show(picture.hash));
  }
  const shown = useStore(view);
  const shape = {
    aspectRatio: `${picture.width} / ${picture.height}`,
    maxInlineSize: `${picture.width}px`,
  };
  switch (shown.state) {
    case "ready":
      return (
        <img
          src={shown.url}
          alt={picture.alt}
          width={picture.width}
          height={picture.height}
          draggable={false}
          decoding="async"
        />
      );
    case "loading":
      return <div className={styles["waiting"]} style={shape} />;
    case "elsewhere":
      return (
        <p className={styles["placeholder"]}>
          <IconPhoto aria-hidden />
          <span>
            <bdi>{picture.alt === "" ? picture.name : picture.alt}</bdi>
            <br />
            {translate("editor.pictureElsewhere", { size: formatBytes(picture.sizeBytes) })}
          </span>
        </p>
      );
    default:
      return assertNever(shown);
  }
}

/** What the picture shows, asked where it stands; nobody has to answer. */
function AltText({
  alt,
  isEditable,
  isAsking,
  onChange,
}: {
  readonly alt: string;
  readonly isEditable: boolean;
  readonly isAsking: boolean;
  readonly onChange: (alt: string) => void;
}) {
  const id = useId();
  const [text, setText] = useState(alt);
  const [known, setKnown] = useState(alt);
  if (known !== alt) {
    setKnown(alt);
    setText(alt);
  }
  if (!isEditable) return null;
  const keep = (): void => {
    if (text.trim() !== alt) onChange(text.trim().slice(0, 1000));
  };
  return (
    <div
      className={styles["alt"]}
      data-quiet={(alt !== "" && !isAsking) || undefined}
      contentEditable={false}
    >
      <label htmlFor={id}>{translate("editor.pictureAlt")}</label>
      <input
        id={id}
        value={text}
        dir="auto"
        maxLength={1000}
        placeholder={translate("editor.pictureAltExample")}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          keep();
          event.currentTarget.blur();
        }}
      />
    </div>
  );
}
