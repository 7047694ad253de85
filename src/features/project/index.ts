export { ProjectHome } from "./project-home.tsx";
export { displayTitle } from "./display-title.ts";
