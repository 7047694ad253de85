export { FirstStart } from "./first-start.tsx";
export { WelcomeScreen } from "./welcome-screen.tsx";
