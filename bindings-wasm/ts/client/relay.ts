/**
 * The way through a relay: pages hold no credentials.
 *
 * @packageDocumentation
 */

import { contentOf } from "../confidential.js";
import { invalidInput, type Refused, TelwireError } from "../errors.js";
import { bytes, type RawRequest, type Received, Request } from "../http.js";
import { REFUSAL_HEADER, RELAY_HEADER, TOKEN_HEADER } from "../orderWire.js";
import { Body } from "../secret.js";
import type { Behaviour } from "../workflow.js";
import type { Clock } from "./clock.js";
import type { HookOptions } from "./hooks.js";
import type { Route } from "./route.js";
import type { Fetch } from "./transport.js";

/** What a client is made of that reaches the carrier through a relay, as those of pages do. */
export interface PageOptions extends HookOptions, Omit<Behaviour, "seed"> {
  /** Where the relay is mounted, such as `/api/telwire`. */
  readonly relay: URL | string;
  /** The token of the session, for everything that does more than read; asked for each time if it is a function. */
  readonly token?: string | (() => Promise<string> | string) | undefined;
  /** What sends the requests: a function like `fetch`, which is what is taken if left out. */
  readonly fetch?: Fetch | undefined;
  /** The time, in tests. */
  readonly clock?: Clock | undefined;
}

const OPTIONS = ["clock", "fetch", "maxInFlight", "maxRetries", "onRequest", "onResponse", "relay", "timeout", "token"];

/** What a client with a relay has of its options. */
interface Relayed {
  /** Where the requests go. */
  readonly route: RelayRoute;
  /** What is not about the relay. */
  readonly rest: Omit<PageOptions, "relay" | "token">;
}

/**
 * The parts of the options.
 *
 * @throws TelwireError `invalid_input`
 * @internal
 */
export function relayed(options: PageOptions, bare: (request: RawRequest) => Bare): Relayed {
  checkNames(options);
  const { relay, token, ...rest } = options;
  return { route: new RelayRoute(relay, token, bare), rest };
}

/** The relay waits as long as that for the carrier, and must have the time to say what came of it. */
const PATIENCE = 10_000;

/** What of a signed request is not its account's. */
export type Bare = Pick<RawRequest, "body" | "headers">;

/**
 * To the relay, without credentials.
 *
 * Workflows sign what they send. A page's sign with an account that is nobody's, and `bare` takes that off again.
 *
 * @internal
 */
export class RelayRoute implements Route {
  /** Its address, without a slash at the end. */
  readonly base: string;

  readonly #token: PageOptions["token"];
  readonly #bare: (request: RawRequest) => Bare;

  /** @throws TelwireError `invalid_input` */
  constructor(relay: PageOptions["relay"], token: PageOptions["token"], bare: (request: RawRequest) => Bare) {
    this.base = addressOf(relay);
    this.#token = token;
    this.#bare = bare;
  }

  async outbound(request: Request): Promise<Request> {
    const raw = contentOf<RawRequest>(request);
    const { headers, body } = this.#bare(raw);
    const url = this.base + raw.path;
    const own = Object.entries(await this.headers(raw.effect === "read"));
    const text = `${raw.method} ${url}\n\n${body}`;
    const timeout = raw.timeout + PATIENCE;
    return new Request({ ...raw, url, headers: [...headers, ...own], body, text, timeout });
  }

  refusal({ call }: Request, answer: Received): Refused | null {
    return refusalOf(answer, call);
  }

  /** What the relay wants beside what the carrier does. */
  async headers(isReading: boolean): Promise<Record<string, string>> {
    const token = isReading || this.#token === undefined ? null : await tokenOf(this.#token);
    return { [RELAY_HEADER]: "1", ...(token !== null && { [TOKEN_HEADER]: token }) };
  }
}

/**
 * The error, if the relay answered in the carrier's place. It sent nothing then.
 *
 * @internal
 */
export function refusalOf({ status, headers, body }: Received, call: string): Refused | null {
  const code = new Headers(headers as HeadersInit | undefined).get(REFUSAL_HEADER);
  if (code === null) {
    return null;
  }
  const retryable = code === "carrier_unreachable";
  const details = { kind: "refused", code, outcome: "not_sent", retryable, call, status } as const;
  const message = `the relay refuses \`${call}\`: ${sentenceOf(body) ?? code}`;
  return new TelwireError(message, { ...details, body: new Body(bytes(body)) }) as Refused;
}

function sentenceOf(body: Received["body"]): string | null {
  try {
    const { message } = JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body)) as Error;
    return message;
  } catch {
    return null;
  }
}

async function tokenOf(token: string | (() => Promise<string> | string)): Promise<string> {
  return typeof token === "string" ? token : token();
}

function addressOf(relay: URL | string): string {
  const { location } = globalThis as { location?: Location };
  try {
    return new URL(relay, location?.href).href.replace(/\/$/, "");
  } catch {
    throw invalidInput("relay", "wrong_format", "must be where the relay is mounted; outside of pages a whole URL");
  }
}

function checkNames(options: object): void {
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw invalidInput(unknown, "unknown_field", "is not an option of a client with a relay");
  }
}
