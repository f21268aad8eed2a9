/** A portal in this process: its relay over a sandbox, its pages, and everything that leaves for a carrier. */

import { type Call, type Fetch, type PageOptions, type Received, received } from "telwire";
import { MemoryStore, type Policy, type Refused, relay, type Relay, type RelayOptions } from "telwire/relay";
import { Sandbox, type SandboxOptions } from "telwire/sandbox";

export const HOST = "portal.example";
export const ORIGIN = "https://portal.example";
export const MOUNT = `${ORIGIN}/api/telwire`;

/** All calls. */
export const CALLS = [
  "assign_numbers",
  "change_user",
  "check_numbers",
  "get_user",
  "list_users",
  "tel_delete_numbers",
  "tel_get_supported_countries",
  "tel_get_supported_regions",
  "tel_get_supported_states",
  "tel_list_numbers",
  "tel_list_regulation_addresses",
  "tel_purchase",
  "tel_purchase_development",
] as const;

/** A call of either carrier, whatever it answers. */
export type AnyCall<Answer = unknown> = Call<object, Answer, never, never>;

/** A request that left for a carrier. */
export interface Left {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

/** What a page sends instead of what it should. */
export interface Oddity {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: BodyInit;
}

export class Portal {
  readonly sandbox: Sandbox;
  readonly store = new MemoryStore();
  readonly left: Left[] = [];
  readonly refusals: Refused[] = [];
  readonly relay: Relay;
  /** When it began, in milliseconds since 1970. */
  readonly begun: number;

  constructor(policy: Partial<Policy> = {}, options: Partial<RelayOptions> = {}, world: SandboxOptions = {}) {
    this.sandbox = new Sandbox(world);
    this.begun = this.sandbox.clock.now();
    this.relay = relay({
      accounts: this.sandbox.account,
      policy: {
        check: ({ headers }) => sessionOf(headers.get("cookie")),
        origins: [ORIGIN],
        hosts: [HOST],
        calls: CALLS,
        ownership: this.store,
        passwords: "once",
        onRefusal: (refusal) => this.refusals.push(refusal),
        ...policy,
      },
      fetch: (url, init) => {
        this.left.push({ url, headers: new Headers(init.headers), body: init.body as string });
        return this.sandbox.fetch(url, init);
      },
      clock: this.sandbox.clock,
      journal: this.store,
      ...options,
    });
  }

  /** What a page of the tenant's sends for the call. */
  request(tenant: string, call: AnyCall, oddity: Oddity = {}): Request {
    const { path, headers, body } = call.request();
    const own = { "telwire-relay": "1", "telwire-token": tokenOf(tenant) };
    const sent = new Headers({ ...headers, ...own, ...browserHeaders(tenant) });
    for (const [name, value] of Object.entries(oddity.headers ?? {})) {
      if (value === null) {
        sent.delete(name);
      } else {
        sent.set(name, value);
      }
    }
    const method = oddity.method ?? "POST";
    const init = { method, headers: sent, body: method === "GET" ? null : (oddity.body ?? body), duplex: "half" };
    return new Request(MOUNT + (oddity.path ?? path), init);
  }

  /** What sends for a page of the tenant's, in the place of `fetch`. */
  fetch(tenant: string): Fetch {
    return (url, init) => {
      const headers = new Headers(init.headers);
      for (const [name, value] of Object.entries(browserHeaders(tenant))) {
        headers.set(name, value);
      }
      return this.relay(new Request(url, { ...init, headers }));
    };
  }

  /** What a page of the tenant's makes its clients of. */
  page(tenant: string): PageOptions & { readonly fetch: Fetch } {
    return { relay: MOUNT, token: tokenOf(tenant), fetch: this.fetch(tenant), clock: this.sandbox.clock };
  }

  /** What the relay answers to it. */
  async respond(tenant: string, call: AnyCall, oddity?: Oddity): Promise<Response> {
    return this.relay(this.request(tenant, call, oddity));
  }

  /** What the page's call says of the answer. */
  async answer<Answer>(tenant: string, call: AnyCall<Answer>): Promise<Answer> {
    return call.parse(await this.answered(tenant, call));
  }

  /** The answer as it came. */
  async answered(tenant: string, call: AnyCall): Promise<Received> {
    return received(await this.respond(tenant, call));
  }
}

function sessionOf(cookie: string | null): { tenant: string; token: string } | null {
  const [, tenant] = /^session=(.+)$/.exec(cookie ?? "") ?? [];
  return tenant === undefined ? null : { tenant, token: tokenOf(tenant) };
}

/** The token of the session that the tenant has. */
export function tokenOf(tenant: string): string {
  return `token of ${tenant}`;
}

/** What a browser adds by itself. */
function browserHeaders(tenant: string): Record<string, string> {
  return { cookie: `session=${tenant}`, host: HOST, origin: ORIGIN };
}
