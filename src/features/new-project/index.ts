export { NewProjectScreen } from "./new-project-screen.tsx";
