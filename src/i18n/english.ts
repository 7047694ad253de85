import app from "./messages/en/app.json";
import door from "./messages/en/door.json";
import editor from "./messages/en/editor.json";
import exchange from "./messages/en/exchange.json";
import failure from "./messages/en/failure.json";
import history from "./messages/en/history.json";
import home from "./messages/en/home.json";
import imports from "./messages/en/import.json";
import invite from "./messages/en/invite.json";
import join from "./messages/en/join.json";
import members from "./messages/en/members.json";
import menu from "./messages/en/menu.json";
import newProject from "./messages/en/newProject.json";
import page from "./messages/en/page.json";
import project from "./messages/en/project.json";
import recovery from "./messages/en/recovery.json";
import roles from "./messages/en/roles.json";
import settings from "./messages/en/settings.json";
import subjects from "./messages/en/subjects.json";
import sync from "./messages/en/sync.json";
import templates from "./messages/en/templates.json";
import ui from "./messages/en/ui.json";
import welcome from "./messages/en/welcome.json";

/** English is the source: its files name every message, and the other languages follow them. */
export const english = {
  app,
  door,
  editor,
  exchange,
  failure,
  history,
  home,
  import: imports,
  invite,
  join,
  members,
  menu,
  newProject,
  page,
  project,
  recovery,
  roles,
  settings,
  subjects,
  sync,
  templates,
  ui,
  welcome,
};

type Areas = typeof english;
export type Area = keyof Areas;

/** "area.name", checked by the compiler against the English files. */
export type MessageKey = { [A in Area]: `${A}.${string & keyof Areas[A]}` }[Area];
