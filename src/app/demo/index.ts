export { setUpDemo } from "./set-up-demo.ts";
