export { ComputersScreen } from "./computers-screen.tsx";
export { MembersScreen } from "./members-screen.tsx";
export { WaitingCard } from "./waiting-card.tsx";
