/**
 * What the relay costs: the processor time of a relayed call, less that of a proxy by hand, which checks nothing, adds the
 * credentials and passes bytes on. Both get the same requests, and a carrier that answers at once.
 */

import { aculab, aql } from "telwire";
import { MemoryStore, relay } from "telwire/relay";
import { Sandbox } from "telwire/sandbox";

import { median } from "./measure.js";

/** @import { Call, Fetch } from "telwire" */

/** Milliseconds that a relayed call may take beyond the proxy. */
export const TARGET = 0.3;

/** So many that a round is not about what the collection of garbage before it made cold. */
const CALLS = 1000;
const ROUNDS = 15;
const WARM_UP = 3000;

const HOST = "portal.example";
const ORIGIN = `https://${HOST}`;
const TENANT = "ada";
const PAGE = { host: HOST, origin: ORIGIN, "telwire-relay": "1" };

/**
 * @typedef {Call<object, unknown, never, never>} AnyCall
 *
 * @typedef {(request: Request) => Promise<Response>} Handler
 *
 * @typedef {object} Overhead
 * @property {string} name of the call
 * @property {number} proxy milliseconds of the processor that it takes by the proxy
 * @property {number} relay and by the relay
 */

/**
 * The calls that pages make most, in an account of twenty numbers at each carrier.
 *
 * @returns {AsyncGenerator<Overhead>}
 */
export async function* overheads() {
  const sandbox = new Sandbox();
  const { account, fetch, clock } = sandbox;
  const store = new MemoryStore();
  const atAql = new aql.Client({ account: account.aql, fetch, clock });
  const found = await atAql.checkNumbers({ pattern: "0113 312*", show: 20 });
  const { rows: users } = await atAql.assignNumbers({ items: found.map(({ number }) => number) });
  const atAculab = new aculab.Client({ account: account.aculab, fetch, clock });
  const { rows: numbers } = await atAculab.telPurchase({ country: "Germany", region: "Berlin", quantity: 20 });
  users.forEach(({ voipnumber: user }) => store.grant(TENANT, { carrier: "aql", user }));
  numbers.forEach((number) => store.grant(TENANT, { carrier: "aculab", number }));

  for (const call of [
    aql.checkNumbers({ pattern: "0113 312*", show: 20 }),
    aql.getUser({ user: users[0]?.voipnumber ?? "" }),
    aql.listUsers(),
    aculab.telListNumbers(),
  ]) {
    yield await overhead(call, sandbox, store);
  }
}

/**
 * @param {AnyCall} call
 * @param {Sandbox} sandbox
 * @param {MemoryStore} store
 * @returns {Promise<Overhead>}
 */
async function overhead(call, sandbox, store) {
  const { path, headers, body } = call.request();
  const request = () => new Request(ORIGIN + path, { method: "POST", headers: { ...headers, ...PAGE }, body });
  const fetch = await answering(call, sandbox);
  const proxy = proxyTo(fetch, sandbox);
  const relay = relayTo(fetch, sandbox, store);
  await verify(call.name, await proxy(request()), await relay(request()));
  const rounds = [];
  // A server that runs has compiled what it runs.
  await cpu(proxy, request, WARM_UP);
  await cpu(relay, request, WARM_UP);
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ proxy: await cpu(proxy, request), relay: await cpu(relay, request) });
  }
  return { name: call.name, ...medians(rounds) };
}

/**
 * A carrier that gives the sandbox's answer to that call whatever it is asked.
 *
 * @param {AnyCall} call
 * @param {Sandbox} sandbox
 * @returns {Promise<Fetch>}
 */
async function answering(call, { account, fetch }) {
  const request = call.request({ account: accountFor(call.name, account), gateway: undefined });
  const response = await fetch(request.url, request);
  const headers = Object.fromEntries(response.headers);
  const body = await response.arrayBuffer();
  return () => Promise.resolve(new Response(body, { status: 200, headers }));
}

/**
 * @param {string} name
 * @param {Sandbox["account"]} account
 * @returns {never}
 */
function accountFor(name, account) {
  return /** @type {never} */ (name.startsWith("tel_") ? account.aculab : account.aql);
}

/**
 * @param {Fetch} fetch
 * @param {Sandbox} sandbox
 * @returns {Handler}
 */
function proxyTo(fetch, { account: { aql, aculab } }) {
  const login = `Basic ${btoa(`${aculab.cloudId}/${aculab.username}:${aculab.accessKey}`)}`;
  return async (request) => {
    const form = new URLSearchParams(await request.text());
    const { pathname } = new URL(request.url);
    const headers = new Headers({ "content-type": "application/x-www-form-urlencoded" });
    if (pathname.startsWith("/tel_")) {
      headers.set("authorization", login);
    } else {
      form.set("username", aql.username);
      form.set("password", aql.password);
    }
    const init = { method: "POST", headers: Object.fromEntries(headers), body: form.toString() };
    const answer = await fetch(`https://carrier.example${pathname}`, /** @type {never} */ (init));
    return new Response(await answer.arrayBuffer(), { status: answer.status, headers: answer.headers });
  };
}

/**
 * @param {Fetch} fetch
 * @param {Sandbox} sandbox
 * @param {MemoryStore} store
 * @returns {Handler}
 */
function relayTo(fetch, { account }, store) {
  return relay({
    accounts: { aql: aql.account(account.aql), aculab: aculab.account(account.aculab) },
    policy: {
      check: () => ({ tenant: TENANT }),
      origins: [ORIGIN],
      hosts: [HOST],
      calls: ["check_numbers", "get_user", "list_users", "tel_list_numbers"],
      ownership: store,
    },
    fetch,
  });
}

/**
 * Both answer the same.
 *
 * @param {string} name
 * @param {Response} proxied
 * @param {Response} relayed
 */
async function verify(name, proxied, relayed) {
  if (relayed.status !== 200 || (await proxied.text()) !== (await relayed.text())) {
    throw new Error(`\`${name}\`: the proxy and the relay give different answers`);
  }
}

/**
 * The milliseconds of processor time of a call.
 *
 * @param {Handler} handler
 * @param {() => Request} request
 * @param {number} [calls]
 */
async function cpu(handler, request, calls = CALLS) {
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) {
    await (await handler(request())).arrayBuffer();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / calls;
}

/** @param {readonly { proxy: number, relay: number }[]} rounds */
function medians(rounds) {
  return { proxy: median(rounds.map(({ proxy }) => proxy)), relay: median(rounds.map(({ relay }) => relay)) };
}
