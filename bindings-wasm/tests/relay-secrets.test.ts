/** The reseller's password and access key: in no answer, no header, no log, no error. */

import { inspect } from "node:util";

import { aculab, aql } from "telwire";
import type { Fault } from "telwire/sandbox";
import { expect, it, vi } from "vitest";

import { type AnyCall, type Oddity, Portal } from "./portal.js";

const PASSWORD = "demo-password";
const ACCESS_KEY = "demo-access-key";
const LOGIN = Buffer.from(`1-2-0/demo@example.com:${ACCESS_KEY}`).toString("base64");

const CALLS: readonly AnyCall[] = [
  aql.assignNumbers({ items: ["44-113-3120120"] }),
  aql.changeUser({ user: "606309", forwardto: "0113" }),
  aql.checkNumbers({ pattern: "0113 312012*" }),
  aql.getUser({ user: "606309" }),
  aql.listUsers(),
  aculab.telDeleteNumbers({ numbers: ["441908538007"] }),
  aculab.telGetSupportedCountries(),
  aculab.telGetSupportedRegions({ country: "Canada" }),
  aculab.telGetSupportedStates({ country: "Canada" }),
  aculab.telListNumbers(),
  aculab.telListRegulationAddresses(),
  aculab.telPurchase({ country: "Spain", region: "Bilbao" }),
  aculab.telPurchaseDevelopment({ country: "Spain", region: "Bilbao" }),
];

const FAULTS: readonly (Fault | null)[] = [
  null,
  "html_page",
  "no_answer",
  "not_sent",
  "proxy_error",
  "temp_error",
  { kind: "cut_body", at: 12 },
];

const ODDITIES: readonly Oddity[] = [
  {},
  { method: "GET" },
  { headers: { cookie: null } },
  { body: "x" },
  { body: `password=${"x".repeat(9)}` },
  { headers: { "telwire-token": null } },
];

/** Everything that somebody can see of these: the page, the portal's log, the console. */
async function seen(portal: Portal, call: AnyCall, oddity?: Oddity): Promise<string> {
  const response = await portal.respond("ada", call, oddity);
  return JSON.stringify([[...response.headers], await response.text(), portal.refusals]);
}

function expectNoSecret(text: string): void {
  expect(text).not.toContain(PASSWORD);
  expect(text).not.toContain(ACCESS_KEY);
  expect(text).not.toContain(LOGIN);
}

function owning(portal: Portal): Portal {
  portal.store.grant("ada", { carrier: "aql", user: "606309" });
  portal.store.grant("ada", { carrier: "aculab", number: "441908538007" });
  return portal;
}

it.each(CALLS)("stay on the server, whatever happens: $name", async (call) => {
  const consoles = (["debug", "error", "info", "log", "warn"] as const).map((name) => vi.spyOn(console, name));
  for (const fault of FAULTS) {
    const faults = fault === null ? [] : [fault, fault, fault];
    const portal = owning(new Portal({ changeUser: { forwardto: () => true } }, {}, { faults }));
    for (const oddity of ODDITIES) {
      expectNoSecret(await seen(portal, call, oddity));
    }
    const left = JSON.stringify(portal.left.map(({ body, headers }) => [body, [...headers]]));
    // Else nothing that was searched had ever been near them.
    expect(left).toMatch(new RegExp(`${PASSWORD}|${LOGIN}`));
  }
  for (const spy of consoles) {
    expectNoSecret(inspect(spy.mock.calls, { depth: 9 }));
    spy.mockRestore();
  }
});

it.each(CALLS)("are not passed on by a carrier that repeats them: $name", async (call) => {
  for (const echo of [
    () => new Response(`ERR:no user demo with ${PASSWORD}\n`),
    () =>
      new Response(`<p>${PASSWORD} ${LOGIN}</p>`, {
        status: 500,
        headers: { "x-login": LOGIN, location: `/${PASSWORD}` },
      }),
    () => Response.json({ error: { code: "0405", text: `invalid token ${ACCESS_KEY}` } }, { status: 400 }),
  ]) {
    expectNoSecret(await seen(owning(new Portal({}, { fetch: () => Promise.resolve(echo()) })), call));
  }
});

it("make an error of a portal's own that shows none", async () => {
  const portal = new Portal({}, { accounts: { aql: { username: "", password: PASSWORD } } });
  const error: unknown = await portal.respond("ada", CALLS[2] as AnyCall).catch((error: unknown) => error);
  expect(error).toMatchObject({ kind: "invalid_input", field: "username" });
  expectNoSecret(inspect(error, { depth: 9, showHidden: true }));
});
