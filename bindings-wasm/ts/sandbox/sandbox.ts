/**
 * Both carriers with a demo account each, in virtual time.
 *
 * @packageDocumentation
 */

import type * as aculab from "../aculab/account.js";
import type * as aql from "../aql/account.js";
import { frozen } from "../frozen.js";
import { NoAnswer, NotSent } from "../slim.js";
import { answerOf } from "./answer.js";
import { Clock } from "./clock.js";
import { type Fault, Faults } from "./faults.js";
import { type Owned, ownedIn } from "./owned.js";
import { type Reply, wasm, type World } from "./wasm.js";

const BEGINNING = Date.UTC(2026, 10, 22, 9);

/** What a {@link Sandbox} begins with. */
export interface SandboxOptions {
  /** Decides VoIP users and passwords: from 0 to 4294967295; 1 if left out. */
  readonly seed?: number | undefined;
  /** What goes wrong, planned from the beginning. */
  readonly faults?: Iterable<Fault> | undefined;
  /** The time there, in milliseconds since 1970 where it is a number; 22 November 2026 if left out. */
  readonly now?: Date | number | undefined;
  /**
   * What aql has in stock instead of the demo's nine million numbers: ranges (`44-113-3120000..44-113-3120999`) or single
   * numbers.
   */
  readonly numbers?: Iterable<string> | undefined;
  /** The same of those that a search hides unless it says `smsEnabled`. */
  readonly withoutSms?: Iterable<string> | undefined;
}

/** The demo accounts. They are no secrets. */
export interface Accounts {
  /** At aql. */
  readonly aql: aql.Credentials;
  /** At Aculab Cloud. */
  readonly aculab: aculab.Credentials;
}

/**
 * Both carriers with a demo account each. The same seed and the same requests give the same answers.
 *
 * Nothing waits: time is {@link Sandbox.clock}, and passes when somebody sleeps or an answer is lost.
 */
export class Sandbox {
  /** @internal */
  static readonly name: string = "Sandbox";

  /** The time here. Clients take it as `clock`. */
  readonly clock: Clock;

  /** What goes wrong from now on. Nothing, unless it is added. */
  readonly faults: Faults;

  readonly #world: World;

  /**
   * A world of its own, where nothing is bought yet.
   *
   * @throws TelwireError `invalid_input`
   */
  constructor({ seed, faults = [], now = BEGINNING, numbers, withoutSms }: SandboxOptions = {}) {
    const options = { seed, numbers: numbers && [...numbers], withoutSms: withoutSms && [...withoutSms] };
    this.#world = wasm(({ World }) => new World(options));
    this.clock = new Clock(Number(now));
    this.faults = new Faults(this.#world);
    for (const fault of faults) {
      this.faults.add(fault);
    }
  }

  /** The demo accounts. */
  get account(): Accounts {
    const known = this.environment("");
    return frozen({
      aql: { username: known["TELWIRE_AQL_USERNAME"] ?? "", password: known["TELWIRE_AQL_PASSWORD"] ?? "" },
      aculab: {
        cloudId: known["TELWIRE_ACULAB_CLOUD_ID"] ?? "",
        username: known["TELWIRE_ACULAB_USERNAME"] ?? "",
        accessKey: known["TELWIRE_ACULAB_ACCESS_KEY"] ?? "",
      },
    });
  }

  /** What the accounts have in truth, whatever the answers and listings say, in the order of purchase. */
  get owned(): Owned {
    this.#world.advance(this.clock.now());
    return ownedIn(this.#world);
  }

  /** Lets so many milliseconds pass: what was to be done later, and is due, is done. */
  advance(milliseconds: number): void {
    this.clock.advance(milliseconds);
    this.#world.advance(this.clock.now());
  }

  /** The variables that point a program to the demo accounts, where this is served at the base URL `url`. */
  environment(url: string): Record<string, string> {
    return Object.fromEntries(wasm(({ environment }) => environment(url)));
  }

  /**
   * Answers a signed request, wherever it is for, as `fetch` would: give it to a client, or call it in the place of
   * `fetch`.
   *
   * An answer that never comes takes as much virtual time as telwire waits for it: 120 seconds where giving up leaves unknown
   * what was done, else 30. Who gives up meanwhile has sent the request.
   *
   * @throws NotSent, NoAnswer where a fault says so; what the signal of the request gives as its reason
   */
  readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const reply = await this.clock.during(() => this.#handle(request));
    request.signal.throwIfAborted();
    switch (reply.type) {
      case "answer":
        return answerOf(reply);
      case "no_answer":
        return this.#silence(reply.timeout, request.signal);
      case "not_sent":
        throw new NotSent("the connection was refused");
    }
  };

  /**
   * Answers requests as a server, for `serve` of `telwire/node` or any other that knows web-standard handlers. Where no
   * answer is to come it gives `Response.error()`.
   *
   * From the first request on, {@link Sandbox.clock} goes with real time, too.
   */
  readonly handler = async (request: Request): Promise<Response> => {
    this.clock.run();
    const reply = await this.#handle(request);
    return reply.type === "answer" ? answerOf(reply) : Response.error();
  };

  async #handle(request: Request): Promise<Reply> {
    const { method, url, headers } = request;
    const body = new Uint8Array(await request.arrayBuffer());
    return this.#world.handle(method, url, [...headers].flat(), body, this.clock.now());
  }

  async #silence(timeout: number, signal: AbortSignal): Promise<never> {
    await this.clock.sleep(timeout, signal);
    throw new NoAnswer(`no answer came within ${timeout / 1000} seconds`);
  }
}

/** What a program says that serves a sandbox at the base URL `url`: where it is, and the demo accounts. */
export function introduction(url: string): string {
  return wasm(({ introduction }) => introduction(url));
}
