/** What importing the package costs a program. */

import { expect, test } from "vitest";

import { node } from "./projects.js";

const PAIRS = 20;
const LIMIT_MS = 15;

test(`import and first parse take ${LIMIT_MS} ms more than bare Node`, async () => {
  const added: number[] = [];
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const bare = Number(await node("startup", "bare.js"));
    added.push(Number(await node("startup", "first-parse.js")) - bare);
  }
  const median = added.sort((a, b) => a - b)[PAIRS / 2];
  console.log(`import and first parse take ${median?.toFixed(1)} ms in Node, ${LIMIT_MS} are allowed`);
  expect(median).toBeLessThanOrEqual(LIMIT_MS);
});
