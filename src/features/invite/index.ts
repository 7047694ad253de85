export { InvitationScreen } from "./invitation-screen.tsx";
export { InvitationsScreen } from "./invitations-screen.tsx";
export { InviteScreen } from "./invite-screen.tsx";
