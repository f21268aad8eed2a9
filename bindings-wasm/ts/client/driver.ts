/**
 * What the clients of all carriers have in common.
 *
 * @packageDocumentation
 */

import type { Call } from "../call.js";
import { Aborted, invalidInput, TelwireError } from "../errors.js";
import type { Unlock } from "../journal.js";
import { type Behaviour, Retry, type Setup, type Stopped, type Workflow } from "../workflow.js";
import type { Clock } from "./clock.js";
import { Flights } from "./flights.js";
import { type HookOptions, Hooks, isAnswer, type Landing } from "./hooks.js";
import type { Plan, Stoppable } from "./plan.js";
import { type Route, STRAIGHT } from "./route.js";
import { Run } from "./run.js";
import { type Fetch, Transport } from "./transport.js";

/** What a client is made of. */
export interface ClientOptions<Account, Gateway> extends HookOptions, Omit<Behaviour, "seed"> {
  /** Whose credentials go with the requests. */
  readonly account: Account;
  /** Where they go: one base URL does; the carrier's own hosts if left out. */
  readonly gateway?: Gateway | null | undefined;
  /**
   * What sends them: a function like `fetch`, which is what is taken if left out. Where it throws `NotSent` the request
   * certainly never left; whatever else it throws may have happened afterwards.
   */
  readonly fetch?: Fetch | undefined;
  /** The time, in tests. */
  readonly clock?: Clock | undefined;
}

const OPTIONS = [
  "account",
  "clock",
  "fetch",
  "gateway",
  "maxInFlight",
  "maxRetries",
  "onRequest",
  "onResponse",
  "timeout",
];

/** A report as far as all of them are alike. */
interface Ended {
  readonly stopped: Stopped;
}

/**
 * Sends what calls and workflows of one account want.
 *
 * @internal
 */
export class Driver<Account extends object, Gateway> {
  readonly #options: ClientOptions<Account, Gateway>;
  readonly #hooks: Hooks;
  readonly #transport: Transport;
  readonly #route: Route;

  /**
   * @param check - makes a workflow of the carrier: it refuses an account, a gateway or a limit that cannot be
   * @param route - which way requests take
   * @throws TelwireError `invalid_input`
   */
  constructor(
    options: ClientOptions<Account, Gateway>,
    check: (setup: Setup<Account, Gateway>) => Workflow<unknown, unknown>,
    route: Route = STRAIGHT,
  ) {
    checkNames(options);
    this.#route = route;
    this.#options = options;
    this.#hooks = new Hooks(options);
    this.#transport = new Transport(options.fetch);
    check(this.setup()).free();
  }

  /** For a new workflow: its waits are not those of any other. */
  setup(): Setup<Account, Gateway> {
    const { account, gateway, maxInFlight, maxRetries, timeout } = this.#options;
    const [seed] = crypto.getRandomValues(new Uint32Array(1));
    return { account, gateway, maxInFlight, maxRetries, timeout, seed };
  }

  /** The time, in milliseconds since 1970. */
  readonly now = (): number => this.#options.clock?.now() ?? Date.now();

  /** The answer to a call that may be repeated. */
  async repeated<Answer>(call: Call<object, Answer, never, never>, { signal }: Stoppable = {}): Promise<Answer> {
    const report = completed(await this.report({ begin: () => new Retry(call, this.setup()), signal }));
    return report.value as Answer;
  }

  /** The answer to a call that is sent once. */
  async once<Answer>(call: Call<object, Answer, Account, Gateway>, { signal }: Stoppable = {}): Promise<Answer> {
    const { account, gateway } = this.#options;
    const request = await this.#route.outbound(call.request({ account, gateway: gateway ?? undefined }));
    await this.#hooks.sending(request);
    if (signal?.aborted === true) {
      throw new Aborted(`aborted before \`${call.name}\` was sent`, "not_sent", signal.reason, null, null);
    }
    const limit = new AbortController();
    const abort = (): void => limit.abort();
    signal?.addEventListener("abort", abort);
    const landing = await this.#transport.exchange(request, limit);
    signal?.removeEventListener("abort", abort);
    await this.#hooks.landed(request, landing);
    const refusal = isAnswer(landing.result) ? this.#route.refusal(request, landing.result) : null;
    if (refusal !== null) {
      throw refusal;
    }
    return concluded(call, landing, limit.signal.aborted ? signal : undefined);
  }

  /** The report of a workflow. Its journal is locked meanwhile. */
  async report<Piece, Report extends Ended>(plan: Plan<Piece, Report>): Promise<Report> {
    const unlock: Unlock | undefined = await plan.journal?.lock?.();
    try {
      const run = this.#run(plan, (await plan.journal?.load()) ?? null);
      await run.finish();
      return run.result();
    } finally {
      await unlock?.();
    }
  }

  /** What a workflow finds, while somebody asks for more. Throws what stopped it. */
  async *pieces<Piece>(plan: Plan<readonly Piece[], Ended>): AsyncGenerator<Piece, void, undefined> {
    const run = this.#run(plan, null);
    for await (const { item } of run.items()) {
      yield* item;
    }
    completed(run.result());
  }

  #run<Piece, Report extends Ended>(plan: Plan<Piece, Report>, checkpoint: Uint8Array | null): Run<Piece, Report> {
    const exchange = this.#transport.exchange.bind(this.#transport);
    const flights = new Flights(exchange, this.#options.clock);
    return new Run(plan.begin(checkpoint), plan, { hooks: this.#hooks, flights, route: this.#route, now: this.now });
  }
}

function checkNames(options: object): void {
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw invalidInput(unknown, "unknown_field", "is not an option of a client");
  }
}

/** The report of what has nothing to tell if it ended early: throws why it did. */
function completed<Report extends Ended>(report: Report): Report {
  if (TelwireError.is(report.stopped)) {
    throw report.stopped;
  }
  return report;
}

/** The answer. Throws why there is none; `aborted` if the caller did not wait for it. */
function concluded<Answer>(
  call: Call<object, Answer, never, never>,
  { result }: Landing,
  aborted: AbortSignal | undefined,
): Answer {
  if (isAnswer(result)) {
    return call.parse(result);
  }
  if (aborted?.aborted === true) {
    const message = `aborted while \`${call.name}\` was on its way; it may have been done, find out before sending it again`;
    throw new Aborted(message, "unknown", aborted.reason, null, null);
  }
  throw Object.defineProperty(call.failed(result.code), "cause", { value: result, configurable: true, writable: true });
}
