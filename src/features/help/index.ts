export { AboutScreen } from "./about-screen.tsx";
export { KeyboardHelp } from "./keyboard-help.tsx";
