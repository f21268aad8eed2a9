/** What a naive loop would have bought, and what telwire buys: both run for real. */

import { afterAll, beforeAll, expect, test } from "vitest";

import type { Comparison, Truth } from "../../shared/portal.js";
import { Program } from "../program.js";
import { Visitor } from "../visitor.js";

let program: Program;
let ada: Visitor;

beforeAll(async () => {
  program = await Program.start();
  ada = await Visitor.as(program.url, "ada");
});

afterAll(() => program.kill());

const [AQL, AQL_NEXT] = ["44-113-3120120", "44-113-3120121"];
const [ACULAB, ACULAB_NEXT] = ["49305550100", "49305550101"];

test.each([
  ["aql", "no_answer", [AQL, AQL_NEXT], [AQL]],
  ["aql", { kind: "no_answer", done: 60_000 }, [AQL, AQL_NEXT], [AQL]],
  ["aql", { kind: "no_answer", done: "never" }, [AQL], [AQL]],
  ["aql", "temp_error", [AQL, AQL_NEXT], [AQL]],
  ["aql", "html_page", [AQL, AQL_NEXT], [AQL]],
  ["aql", "rival_takes_number", [AQL_NEXT], [AQL_NEXT]],
  ["aculab", "no_answer", [ACULAB, ACULAB_NEXT], [ACULAB]],
  ["aculab", { kind: "no_answer", done: 60_000 }, [ACULAB, ACULAB_NEXT], [ACULAB]],
  ["aculab", "proxy_error", [ACULAB, ACULAB_NEXT], [ACULAB]],
  ["aculab", "rival_on_account", [ACULAB_NEXT], [ACULAB_NEXT]],
  ["aculab", "not_sent", [ACULAB], [ACULAB]],
])("at %s with %j: the loop buys %j, telwire %j", async (carrier, fault, naive, telwire) => {
  const comparison = await ada.json<Comparison>("POST", "/api/lab/experiment", { carrier, fault });
  expect(comparison.wanted).toBe(1);
  expect(comparison.naive.bought).toEqual(naive);
  expect(comparison.telwire.bought).toEqual(telwire);
});

test("each program says what it believes", async () => {
  const experiment = { carrier: "aql", fault: "no_answer" };
  expect(await ada.json<Comparison>("POST", "/api/lab/experiment", experiment)).toEqual({
    wanted: 1,
    naive: { bought: [AQL, AQL_NEXT], report: `bought ${AQL_NEXT} with try 2`, requests: 4 },
    telwire: {
      bought: [AQL],
      report: `1 on the account\n   0  on the account  ${AQL}     user 742827; no_answer\n`,
      requests: 4,
    },
  });
});

test("the portal's own sandbox is left alone", async () => {
  await ada.send("POST", "/api/lab/experiment", { carrier: "aql", fault: "no_answer" });
  expect(await ada.json<Truth>("GET", "/api/lab/truth")).toEqual({ sold: [] });
});
