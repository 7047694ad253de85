export { InvitationSecrets } from "./invitation-secrets.ts";
export { pageIdOf } from "./page-id.ts";
export { ProjectPeople } from "./project-people.ts";
