export { SyncCentre } from "./sync-centre.tsx";
