import type * as Y from "yjs";
import { z } from "zod";
import type { Store } from "../../base/index.ts";
import {
  ID_PATTERN,
  type MemberId,
  POST_LIMITS,
  type Post,
  type PostId,
} from "../../domain/index.ts";
import { viewOf } from "../document-store.ts";
import { fieldsOf, textField, timeField } from "../fields.ts";

export type OwnPost = Omit<Post, "arrivedAt">;

const postFields = z.object({
  text: textField(POST_LIMITS.text),
  writtenAt: timeField,
}) satisfies z.ZodType<Pick<Post, "text" | "writtenAt">>;

/**
 * What one member says: every member has a document of their own and the screen shows the union, so that
 * nobody can alter another's words by a merge.
 */
export class OwnDocument {
  readonly posts: Store<readonly OwnPost[]>;
  readonly #doc: Y.Doc;
  readonly #posts: Y.Map<unknown>;

  constructor(doc: Y.Doc, owner: MemberId) {
    this.#doc = doc;
    this.#posts = doc.getMap("posts");
    this.posts = viewOf(this.#posts, () => readPosts(this.#posts, owner));
  }

  addPost(post: Pick<Post, "id" | "text" | "writtenAt">, origin: object): void {
    const text = post.text.slice(0, POST_LIMITS.text);
    this.#doc.transact(() => this.#posts.set(post.id, { text, writtenAt: post.writtenAt }), origin);
  }

  removePost(post: PostId, origin: object): void {
    if (this.#posts.has(post)) this.#doc.transact(() => this.#posts.delete(post), origin);
  }
}

function readPosts(map: Y.Map<unknown>, owner: MemberId): readonly OwnPost[] {
  const posts: OwnPost[] = [];
  for (const [id, value] of map.entries()) {
    const fields = fieldsOf(value);
    if (fields === null || !ID_PATTERN.test(id)) continue;
    posts.push({ id: id as PostId, author: owner, ...postFields.parse(fields) });
  }
  return posts;
}
