/** A LIVE portal that is killed in mid-order, over a sandbox that is a server of its own. */

import { setTimeout as pause } from "node:timers/promises";

import { serve, type Server } from "telwire/node";
import { Sandbox } from "telwire/sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { AuditEntry } from "../../shared/portal.js";
import { testFolder } from "../folder.js";
import { Program } from "../program.js";
import { Visitor } from "../visitor.js";

const FIRST = "44-113-3120120";

let sandbox: Sandbox;
let carriers: Server;
/** Holds back the answers to purchases until it is called. */
let release: () => void;

beforeEach(async () => {
  sandbox = new Sandbox();
  const released = new Promise<void>((resolve) => (release = resolve));
  carriers = await serve(async (request) => {
    const isPurchase = new URL(request.url).pathname.endsWith("/assignnumberapi.php");
    const response = await sandbox.handler(request);
    await (isPurchase ? released : null);
    return response;
  });
});

afterEach(() => carriers.close());

test("the order goes on by itself after a restart, buys once, and the session is still there", async () => {
  const start = { args: ["--data", testFolder()], env: sandbox.environment(carriers.url) };
  const killed = await Program.start(start);
  const owner = await visitorOf(killed);
  const placed = await placedBy(owner);
  await bought();
  await killed.kill();
  release();

  const port = new URL(killed.url).port;
  const restarted = await Program.start({ ...start, args: [...start.args, "--port", port] });
  try {
    await ended(owner);
    const report = await owner.clients.aql.attach(placed);
    expect(report.items).toMatchObject([{ status: "on_account", number: { number: FIRST } }]);
    expect(sandbox.owned.aql.map(({ number }) => number.number)).toEqual([FIRST]);
    expect(await owner.clients.aql.orders()).toMatchObject([{ id: placed, state: "done" }]);
  } finally {
    await restarted.kill();
  }
});

async function visitorOf({ url }: Program): Promise<Visitor> {
  const visitor = new Visitor(url);
  await visitor.portal();
  return visitor;
}

/** The id of an order that is at work. */
async function placedBy({ clients }: Visitor): Promise<string> {
  return new Promise((resolve, reject) => {
    clients.aql.order({ slots: [FIRST] }, { key: "one", onPlaced: resolve }).catch(reject);
  });
}

/** Until the audit says what the order bought: no page asks for the order meanwhile. */
async function ended(owner: Visitor): Promise<void> {
  for (;;) {
    const entries = await owner.json<readonly AuditEntry[]>("GET", "/api/audit");
    if (entries[0]?.outcome === "bought 0 of 1, 1 on the account") {
      return;
    }
    await pause(100);
  }
}

/** Until the carrier has sold the number. */
async function bought(): Promise<void> {
  while (sandbox.owned.aql.length === 0) {
    await pause(10);
  }
}
