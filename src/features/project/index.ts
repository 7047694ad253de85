export { displayTitle } from "./display-title.ts";
export { ProjectHome } from "./project-home.tsx";
export { StandingNotice } from "./standing-notice.tsx";
