/**
 * What a request goes through.
 *
 * @packageDocumentation
 */

import type { CallName } from "../callName.js";
import { TOKEN_HEADER } from "../orderWire.js";
import { Asked } from "./asked.js";
import { book } from "./book.js";
import { bodyOf, checkEnvelope, checkForm } from "./envelope.js";
import { boughtNothing, type Purchase, purchaseOf, type Quota } from "./limits.js";
import { type Backing, isReading, type NewOrder, type Orders, type Route, routeOf } from "./orders.js";
import { checkPurchase, permit } from "./permit.js";
import type { Policy, Session } from "./policy.js";
import { Refusal } from "./refusal.js";
import { clientsOf, secretOf, type Send, type Sending, sendingOf, type Sent } from "./send.js";
import { shareOf } from "./share.js";
import type { Accounts } from "./signers.js";
import { decode, namesIn, type ReceivedCall } from "./wasm.js";

/** What a visit has of its relay. */
export interface Host {
  readonly accounts: () => Promise<Accounts>;
  readonly orders: Orders | null;
  readonly quota: Quota | null;
  readonly sending: (tenant: string) => Sending;
  readonly now: () => number;
}

const ANYONE: Session = { tenant: "anyone" };

/** One request of a page, from its checks to its answer. */
export class Visit<Env> {
  readonly #request: Request;
  readonly #env: Env;
  readonly #policy: Policy<Env>;
  readonly #host: Host;
  #tenant: string | null = null;
  #call: CallName | "orders" | null = null;

  constructor(request: Request, env: Env, policy: Policy<Env>, host: Host) {
    this.#request = request;
    this.#env = env;
    this.#policy = policy;
    this.#host = host;
  }

  /** The answer. Fails only where a function of the portal's does. */
  async response(): Promise<Response> {
    try {
      return await this.#answer();
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      this.#tell(error);
      return error.response();
    }
  }

  /** Goes on with the orders of a tenant, whoever asks for it. */
  async resume(tenant: string): Promise<void> {
    await this.#host.orders?.resume(await this.#backing(tenant), (order) => order.tenant === tenant);
  }

  async #answer(): Promise<Response> {
    checkEnvelope(this.#request, this.#policy);
    const session = await this.#session();
    const path = new URL(this.#request.url).pathname;
    const route = routeOf(this.#request.method, path);
    if (route !== null) {
      return this.#ordered(route, session);
    }
    checkForm(this.#request);
    const received = decode(path, await bodyOf(this.#request));
    try {
      return await this.#relayed(received, session);
    } finally {
      received.free();
    }
  }

  async #session(): Promise<Session> {
    const { check } = this.#policy;
    const session = check === "anyone" ? ANYONE : await check(this.#request, this.#env);
    if (!isSomebody(session)) {
      throw new Refusal("no_session", "the request is nobody's");
    }
    this.#tenant = session.tenant;
    return session;
  }

  async #relayed(received: ReceivedCall, session: Session): Promise<Response> {
    const asked = new Asked(session.tenant, received);
    this.#checkCall(asked.name, received.reads(), session);
    await permit(asked, this.#policy);
    const send = sendingOf(asked, await this.#host.accounts(), this.#host.sending(session.tenant));
    const sent = await this.#sent(asked, send);
    await book(asked, sent, this.#policy);
    return this.#passedOn(asked, sent);
  }

  /** Whether the tenant may call that at all; what does more than read needs the token. */
  #checkCall(name: CallName | "orders", reads: boolean, session: Session): void {
    this.#call = name;
    if (!this.#policy.calls.includes(name)) {
      throw new Refusal("call_not_allowed", `tenants do not call \`${name}\``);
    }
    if (!reads) {
      this.#checkToken(session);
    }
  }

  /** Whoever only has the session's cookie, as another site's page may, has no token. */
  #checkToken({ token = "" }: Session): void {
    const isWaived = this.#policy.check === "anyone";
    if (!isWaived && (token === "" || !isSame(this.#request.headers.get(TOKEN_HEADER) ?? "", token))) {
      throw new Refusal("wrong_token", `the header \`${TOKEN_HEADER}\` does not hold the token of the session`);
    }
  }

  /** Sends it; a purchase is counted before, and taken back where it certainly bought nothing. */
  async #sent(asked: Asked, send: Send): Promise<Sent> {
    const { quota, now } = this.#host;
    const purchase = purchaseOf(asked);
    if (purchase === null || quota === null) {
      return send();
    }
    const then = now();
    await quota.count(purchase, then);
    const sent = await send();
    if (boughtNothing(purchase, sent)) {
      await quota.giveBack(purchase, then);
    }
    return sent;
  }

  async #passedOn(asked: Asked, { request, raw, hasLeft }: Sent): Promise<Response> {
    if (raw === null) {
      return unanswered(hasLeft);
    }
    const answer = asked.call.parse(raw.status, raw.body, raw.complete, this.#host.now());
    try {
      const names = namesIn(answer);
      const share = await shareOf(asked, names, this.#policy);
      const { status, headers, body } = answer.shared(share, this.#policy.passwords !== "once");
      const isQuoting = names === undefined && isIn(body, secretOf(request));
      return isQuoting ? responseOf(BAD_GATEWAY, [], new Uint8Array()) : responseOf(status, headers, body);
    } finally {
      answer.free();
    }
  }

  async #ordered(route: Route, session: Session): Promise<Response> {
    this.#checkCall("orders", isReading(route), session);
    const { orders } = this.#host;
    if (orders === null) {
      throw new Refusal("call_not_allowed", "the relay has no journal for orders");
    }
    const { tenant } = session;
    const body = await bodyOf(this.#request);
    const backing = await this.#backing(tenant);
    await orders.resume(backing, (order) => order.tenant === tenant);
    const { passwords = "withheld" } = this.#policy;
    const admit = async (order: NewOrder, numbers: number): Promise<void> => this.#admit(order, numbers);
    return orders.answer(route, this.#request, { ...backing, tenant, passwords, body, admit });
  }

  async #admit(order: NewOrder, numbers: number): Promise<void> {
    const purchase = purchaseBy(order, numbers);
    checkPurchase(purchase.options, this.#policy);
    await this.#host.quota?.count(purchase, order.created);
  }

  /** What the orders of the tenant need, also when nobody asks for them. */
  async #backing(tenant: string): Promise<Backing> {
    const { accounts, quota, sending } = this.#host;
    const { ownership, onPurchase } = this.#policy;
    return {
      clients: clientsOf(await accounts(), sending(tenant)),
      grant: ownership.grant.bind(ownership),
      owns: ownership.owns.bind(ownership),
      onReport: ({ id }, answer) => onPurchase?.({ tenant, call: "orders", id, answer }),
      onEnd: (order, notBought) => quota?.giveBack(purchaseBy(order, notBought), order.created),
    };
  }

  /** Tells the portal; whatever it does with it, the page gets its answer. */
  #tell({ code, message }: Refusal): void {
    try {
      this.#policy.onRefusal?.({ code, message, tenant: this.#tenant, call: this.#call });
    } catch (error) {
      console.error("telwire: `onRefusal` threw", error);
    }
  }
}

/** Functions without types may give anything: a tenant without a name would own what nobody does. */
function isSomebody(session: Partial<Session> | null | undefined): session is Session {
  return typeof session?.tenant === "string" && session.tenant !== "";
}

/** So many numbers of an order. */
function purchaseBy({ tenant, carrier, options }: NewOrder, numbers: number): Purchase {
  return { tenant, carrier, numbers, options: JSON.parse(options) as Purchase["options"] };
}

/** What stands before a server says where that answers nothing that can be passed on. */
const BAD_GATEWAY = 502;

/** And where it does not answer. */
const GATEWAY_TIMEOUT = 504;

/** Whether the carrier's own words repeat the secret: who words errors so is not documented not to. */
function isIn(words: Uint8Array, secret: string | null): boolean {
  return secret !== null && new TextDecoder().decode(words).includes(secret);
}

function unanswered(hasLeft: boolean): Response {
  if (!hasLeft) {
    throw new Refusal("carrier_unreachable", "the carrier cannot be reached, nothing was sent");
  }
  return responseOf(GATEWAY_TIMEOUT, [], new Uint8Array());
}

function responseOf(status: number, headers: [string, string][], body: Uint8Array<ArrayBuffer>): Response {
  // Of what was bought a page believes only what is announced to its end.
  const length = ["content-length", String(body.length)] as [string, string];
  return new Response(body, { status, headers: [...headers, length, ["cache-control", "no-store"]] });
}

/** Whether the texts are the same, in a time that does not tell where they differ. */
function isSame(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let index = 0; index < expected.length; index += 1) {
    difference |= given.charCodeAt(index) ^ expected.charCodeAt(index);
  }
  return difference === 0;
}
