import path from "node:path";
import { expect, test } from "vitest";
import { pageFile } from "./page-file.ts";

const FOLDER = path.resolve("/opt/twinspan/page");

test("the root is the page itself", () => {
  expect(pageFile(FOLDER, "app://twinspan/")).toEqual({
    file: path.join(FOLDER, "index.html"),
    type: "text/html; charset=utf-8",
  });
});

test("a file below the folder is found, whatever follows the question mark", () => {
  expect(pageFile(FOLDER, "app://twinspan/assets/main%20one.js?v=1#x")).toEqual({
    file: path.join(FOLDER, "assets", "main one.js"),
    type: "text/javascript; charset=utf-8",
  });
});

test("plain dots are dropped by the parser of addresses, and what is left lies inside", () => {
  const found = pageFile(FOLDER, "app://twinspan/../secret.json");
  expect(found?.file).toBe(path.join(FOLDER, "secret.json"));
});

test.each([
  "app://twinspan/..%2fsecret.json",
  "app://twinspan/..%2F..%2Fetc%2Fpasswd.txt",
  "app://twinspan/assets/..%2f..%2fsecret.json",
  "app://twinspan/%2e%2e%2fsecret.json",
  "app://twinspan/..%5csecret.json",
  "app://twinspan/c:/windows/x.json",
  "app://twinspan/%00.js",
  "app://twinspan/%zz.js",
  "app://twinspan//etc/passwd",
  "app://twinspan/etc/passwd",
  "app://twinspan/assets/",
  "app://twinspan/run.exe",
  "no address",
])("%s leads to no file", (url) => {
  expect(pageFile(FOLDER, url)).toBeNull();
});
