import { ID_PATTERN, type PageId, type SpaceId } from "../domain/index.ts";

/** The addresses of the screens, as the router knows them. */
export const PATHS = {
  home: "/",
  welcome: "/welcome",
  newProject: "/new",
  join: "/join",
  settings: "/settings",
  about: "/about",
  recovery: "/recovery-sheet",
  project: (id: SpaceId) => `/project/${id}`,
  pages: (id: SpaceId) => `/project/${id}/pages`,
  page: (id: SpaceId, page: PageId) => `/project/${id}/pages/${page}`,
  members: (id: SpaceId) => `/project/${id}/members`,
  invite: (id: SpaceId) => `/project/${id}/members/invite`,
  invitations: (id: SpaceId) => `/project/${id}/members/invitations`,
  invitation: (id: SpaceId, invitation: string) =>
    `/project/${id}/members/invitations/${invitation}`,
  computers: (id: SpaceId) => `/project/${id}/members/computers`,
  history: (id: SpaceId) => `/project/${id}/members/history`,
  sync: (id: SpaceId) => `/project/${id}/sync`,
} as const;

/** For links: the router keeps its paths behind the hash. */
export function href(path: string): string {
  return `#${path}`;
}

/** The project that a path belongs to; null for the screens outside of projects. */
export function projectOfPath(path: string): SpaceId | null {
  const id = /^\/project\/([^/?]+)/u.exec(path)?.[1];
  return id !== undefined && ID_PATTERN.test(id) ? (id as SpaceId) : null;
}
