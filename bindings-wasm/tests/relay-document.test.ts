/** What `RELAY.md` says of tests is so. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

const DOCUMENT = readFileSync(join(import.meta.dirname, "../RELAY.md"), "utf8");

const ROWS = [...DOCUMENT.matchAll(/^\| (.*?) +\| .* +\| `(relay-\w+)`: (.*?) +\|$/gm)].map(
  ([, attack = "", file = "", title = ""]) => [attack, file, title] as const,
);

test("each attack has a test", () => {
  const [, table = ""] = DOCUMENT.split("## Who might try what");
  const lines = table.split("\n").filter((line) => line.startsWith("|"));
  expect(ROWS).toHaveLength(lines.length - 2);
  expect(ROWS.length).toBeGreaterThan(20);
});

test.each(ROWS)("there is the test that shows what stops %s", (_, file, title) => {
  expect(readFileSync(join(import.meta.dirname, `${file}.test.ts`), "utf8")).toContain(`"${title}"`);
});
