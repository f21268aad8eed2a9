/** The package in every runtime and bundler that prints to a terminal. */

import { expect, test } from "vitest";

import { EXPECTED, npm } from "./projects.js";

const PROGRAMS = [
  ["Node, ES modules", "node-esm"],
  ["Node, CommonJS", "node-cjs"],
  ["Node, telwire/slim", "node-slim"],
  ["TypeScript, strict, nodenext and bundler resolution", "typescript"],
  ["esbuild for Node", "esbuild-node"],
  ["workerd", "workerd"],
  ["Deno", "deno"],
  ["Bun", "bun"],
];

test.each(PROGRAMS)("runs in a fresh project: %s", async (_, project) => {
  await npm(project, "build");
  expect(await npm(project, "start")).toBe(EXPECTED);
});
