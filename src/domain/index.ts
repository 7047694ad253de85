export {
  ALIGNMENTS,
  HIGHLIGHT_COLORS,
  PAGE_CONTENT_LIMITS,
  PARAGRAPH_KINDS,
  PICTURE_TYPES,
  TEXT_COLORS,
  paragraph,
  safeLink,
} from "./block.ts";
export type {
  Alignment,
  Block,
  HighlightColor,
  Paragraph,
  ParagraphKind,
  Picture,
  PictureType,
  Rule,
  Run,
  Table,
  TableCell,
  TableRow,
  TextColor,
} from "./block.ts";
export { COUNTRIES } from "./country.ts";
export type { Country } from "./country.ts";
export { BLOB_HASH_PATTERN, ID_PATTERN, newPostId, newSchoolId } from "./ids.ts";
export type { BlobHash, MemberId, PageId, PostId, SchoolId, SpaceId } from "./ids.ts";
export { INTERFACE_LANGUAGES, PROJECT_LANGUAGES, isRightToLeft } from "./language.ts";
export type { InterfaceLanguage } from "./language.ts";
export { PAGE_LIMITS } from "./page.ts";
export type { CreatedPage, PageAbout, PageEntry, PageRights, RescuedWords } from "./page.ts";
export { PERSON_LIMITS, PERSON_ROLES, initials } from "./person.ts";
export type { OwnSchool, Person, PersonRole, Profile } from "./person.ts";
export { POST_LIMITS } from "./post.ts";
export type { Post } from "./post.ts";
export type { PictureRefusal, UnsupportedPicture } from "./picture-refusal.ts";
export type { Presence } from "./presence.ts";
export { AGES, COVERS, MEMBER_ROLES, PROJECT_LIMITS, schoolMark } from "./project.ts";
export type {
  AgeRange,
  Cover,
  LoggedPerson,
  Member,
  MemberRole,
  ProjectCard,
  ProjectSummary,
  School,
  SchoolCard,
  SchoolMark,
  Standing,
} from "./project.ts";
export { PROJECT_TEMPLATES } from "./project-template.ts";
export type { ProjectTemplate, TemplateId } from "./project-template.ts";
export type { SaveFailure, SaveState } from "./save-state.ts";
export { SUBJECTS } from "./subject.ts";
export type { Subject } from "./subject.ts";
export type { PartnerHas, PartnerSync, ProjectSync, RoadName, SpaceSync } from "./sync-state.ts";
