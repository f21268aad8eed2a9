/** Classes are called what they are exported as, however small their code was made: errors and logs show it. */

import * as telwire from "telwire";
import * as sandbox from "telwire/sandbox";
import { expect, test } from "vitest";

const { aculab, aql, workflow } = telwire;

/** What each part exports, and what that calls itself. */
const CLASSES = Object.entries({ telwire, aculab, aql, workflow, sandbox }).flatMap(([part, exported]) =>
  Object.entries(exported)
    .filter(([, value]) => isClass(value))
    .map(([name, { name: own }]) => [`${part}.${name}`, `${part}.${own}`] as const),
);

function isClass(value: unknown): boolean {
  return typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));
}

test("every part of the package has classes", () => {
  expect([...new Set(CLASSES.map(([name]) => name.split(".")[0]))]).toEqual([
    "telwire",
    "aculab",
    "aql",
    "workflow",
    "sandbox",
  ]);
});

test.each(CLASSES)("%s", (name, own) => {
  expect(own).toBe(name);
});
