/** A LIVE portal that is killed in mid-order, over carriers that are a server of their own. */

import { setTimeout as pause } from "node:timers/promises";

import { afterEach, beforeEach, expect, test } from "vitest";

import type { AuditEntry } from "../../shared/portal.js";
import { Carriers } from "../carriers.js";
import { testFolder } from "../folder.js";
import { Program } from "../program.js";
import { Visitor } from "../visitor.js";

const FIRST = "44-113-3120120";

let carriers: Carriers;

beforeEach(async () => {
  carriers = await Carriers.start();
});

afterEach(() => carriers.stop());

test("the order goes on by itself after a restart, buys once, and the session is still there", async () => {
  const start = { args: ["--data", testFolder()], env: carriers.environment };
  const killed = await Program.start(start);
  const owner = new Visitor(killed.url);
  await owner.portal();
  carriers.hold("/assignnumberapi.php");
  const placed = await placedBy(owner);
  await carriers.reached();
  await killed.kill();
  carriers.release();

  const restarted = await Program.start({ ...start, args: [...start.args, "--port", new URL(killed.url).port] });
  try {
    await ended(owner);
    const report = await owner.clients.aql.attach(placed);
    expect(report.items).toMatchObject([{ status: "on_account", number: { number: FIRST } }]);
    expect(carriers.sandbox.owned.aql.map(({ number }) => number.number)).toEqual([FIRST]);
    expect(await owner.clients.aql.orders()).toMatchObject([{ id: placed, state: "done" }]);
  } finally {
    await restarted.kill();
  }
});

/** The id of an order that is at work, and that nobody follows: whoever does would drive it. */
async function placedBy(owner: Visitor): Promise<string> {
  const options = { slots: [FIRST], protocol: "sip" };
  owner.headers.set("telwire-relay", "1").set("idempotency-key", "one");
  const { id } = await owner.json<{ id: string }>("POST", "/api/telwire/orders", { carrier: "aql", options });
  return id;
}

/** Until the audit says what the order bought: no page asks for the order meanwhile. */
async function ended(owner: Visitor): Promise<void> {
  for (;;) {
    const [latest] = await owner.json<readonly AuditEntry[]>("GET", "/api/audit");
    if (latest?.outcome === "bought 0 of 1, 1 on the account") {
      return;
    }
    await pause(100);
  }
}
