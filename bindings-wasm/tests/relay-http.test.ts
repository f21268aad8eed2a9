/** The relay over real sockets, between a page and both carriers. */

import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";

import { aculab, aql } from "telwire";
import { serve } from "telwire/node";
import { MemoryStore, relay } from "telwire/relay";
import { Sandbox } from "telwire/sandbox";
import { expect, it, onTestFinished } from "vitest";

import { type AnyCall, CALLS, ORIGIN } from "./portal.js";

/** The sandbox behind its server, and a relay before it behind another: where pages find it. */
async function portal(sandbox: Sandbox): Promise<string> {
  const carriers = await serve(sandbox.handler);
  const store = new MemoryStore();
  const hosts: string[] = [];
  const handler = relay({
    accounts: sandbox.account,
    gateway: { aql: carriers.url, aculab: carriers.url },
    policy: {
      check: "anyone",
      origins: [ORIGIN],
      hosts,
      calls: CALLS,
      ownership: store,
      passwords: "once",
    },
  });
  const server = await serve(handler);
  hosts.push(new URL(server.url).host);
  onTestFinished(async () => {
    await server.close();
    await carriers.close();
  });
  return `${server.url}/api/telwire`;
}

/** The answer to the call, as a page gets it. */
async function ask<Answer>(url: string, call: AnyCall<Answer>): Promise<Answer> {
  return call.read(await post(url, call));
}

async function post(url: string, call: AnyCall, body = call.request().body): Promise<Response> {
  const { path, headers } = call.request();
  return fetch(url + path, { method: "POST", headers: { ...headers, origin: ORIGIN, "telwire-relay": "1" }, body });
}

it("serves a page at both carriers", async () => {
  const sandbox = new Sandbox();
  const url = await portal(sandbox);
  const [number] = await ask(url, aql.checkNumbers({ pattern: "0113 312012*", show: 1 }));
  const { rows, problems } = await ask(url, aql.assignNumbers({ items: [number ?? ""] }));
  const [user] = sandbox.owned.aql;
  expect(problems).toEqual([]);
  expect(rows).toEqual([expect.objectContaining({ number, voipnumber: user?.voipnumber })]);
  expect(rows[0]?.password.reveal()).toBe(user?.password.reveal());
  expect(await ask(url, aql.listUsers())).toEqual([user?.voipnumber]);

  await ask(url, aculab.telPurchase({ country: "Germany", region: "Mönchengladbach" }));
  expect(await ask(url, aculab.telListNumbers())).toEqual(sandbox.owned.aculab);
});

it("refuses a body that is too large, and one for another host", async () => {
  const sandbox = new Sandbox();
  const url = await portal(sandbox);
  const tooLarge = await post(url, aql.listUsers(), "x".repeat(2 ** 18 + 1));
  expect([tooLarge.status, tooLarge.headers.get("telwire-refusal")]).toEqual([413, "body_too_large"]);

  for (const host of ["evil.example", `${new URL(url).host}/x?`, `${new URL(url).host}, evil.example`]) {
    expect(await raw(url, host)).not.toMatch(/^HTTP\/1.1 200/);
  }
  expect(await raw(url, new URL(url).host)).toMatch(/^HTTP\/1.1 200/);
});

/** The answer to a search sent to that host, head and body. */
async function raw(url: string, host: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, "connect");
  const { path, body } = aql.listUsers().request();
  const head = [
    `POST /api/telwire${path} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${ORIGIN}`,
    "Telwire-Relay: 1",
    "Content-Type: application/x-www-form-urlencoded",
    `Content-Length: ${body.length}`,
    "Connection: close",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  return text(socket);
}
