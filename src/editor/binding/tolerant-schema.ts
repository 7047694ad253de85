import {
  type Attrs,
  type Fragment,
  Mark,
  MarkType,
  type Node,
  type Schema,
} from "@tiptap/pm/model";

/**
 * The binding makes nodes by `schema.node` and marks by `schema.mark`, and deletes from the shared page whatever these
 * refuse: a block of a newer version, or the words under a mark that this one does not know. So the schema that the
 * binding sees refuses nothing: an unknown block, or one with children that may not stand there, is shown by a node
 * that stands for it; an unknown mark is carried along unseen.
 */
export function makeTolerant(schema: Schema): void {
  const strictNode = schema.node.bind(schema);
  const strictMark = schema.mark.bind(schema);
  const stand = (): Node => strictNode("foreign");
  schema.node = (type, attributes, content, marks) => {
    if (typeof type === "string" && !Object.hasOwn(schema.nodes, type)) return stand();
    try {
      return strictNode(type, attributes, content as Fragment, marks);
    } catch {
      // Children that may not stand here. The page keeps them; a version that knows them shows them.
      return stand();
    }
  };
  const unknown = new Map<string, MarkType>();
  schema.mark = (type, attributes) => {
    if (typeof type !== "string" || Object.hasOwn(schema.marks, type)) {
      return strictMark(type, fieldsOf(attributes));
    }
    const known = unknown.get(type) ?? unknownMark(type, schema, unknown.size);
    unknown.set(type, known);
    return new NewMark(known, fieldsOf(attributes) ?? {});
  };
}

// ProseMirror makes these two only from a finished schema; what they take is the same in all its 1.x versions.
const NewMark = Mark as unknown as new (type: MarkType, attributes: Attrs) => Mark;
const NewMarkType = MarkType as unknown as new (
  name: string,
  rank: number,
  schema: Schema,
  spec: MarkType["spec"],
) => MarkType & { excluded: readonly MarkType[] };

function unknownMark(name: string, schema: Schema, index: number): MarkType {
  const rank = Object.keys(schema.marks).length + index;
  const type = new NewMarkType(name, rank, schema, { inclusive: false, toDOM: () => ["span", 0] });
  type.excluded = [type];
  return type;
}

/** A partner may have written anything in the place of a mark's attributes. */
function fieldsOf(attributes: Attrs | null | undefined): Attrs | null {
  return typeof attributes === "object" && attributes !== null ? { ...attributes } : null;
}
