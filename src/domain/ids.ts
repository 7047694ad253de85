import { type Brand, randomId } from "../base/index.ts";

export type SpaceId = Brand<string, "SpaceId">;
export type MemberId = Brand<string, "MemberId">;
export type SchoolId = Brand<string, "SchoolId">;
export type PageId = Brand<string, "PageId">;
export type PostId = Brand<string, "PostId">;

/** SHA-256 of a file's bytes, as 64 lower-case hexadecimal digits: the same picture is kept once. */
export type BlobHash = Brand<string, "BlobHash">;

export const newSchoolId = (): SchoolId => randomId() as SchoolId;
export const newPostId = (): PostId => randomId() as PostId;

/** What an id may look like when it comes through a door: our own alphabet, a length within reason. */
export const ID_PATTERN = /^[0-9a-z]{8,64}$/;
export const BLOB_HASH_PATTERN = /^[0-9a-f]{64}$/;
