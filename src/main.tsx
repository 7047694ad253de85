import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Start, openProgram } from "./app/index.ts";
import { electronPlatform } from "./platform/electron/index.ts";

const place = document.getElementById("root");
if (place === null) throw new Error("index.html has no place for the program");
const platform = electronPlatform();
createRoot(place).render(
  <StrictMode>
    <Start platform={platform} opening={openProgram(platform)} />
  </StrictMode>,
);
