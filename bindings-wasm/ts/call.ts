/**
 * What all calls have in common.
 *
 * @packageDocumentation
 */

import { plainAccount } from "./confidential.js";
import type { Failure, TransportError } from "./errors.js";
import { invalidInput } from "./errors.js";
import { frozen } from "./frozen.js";
import { bytes, flat, type RawRequest, type Received, Request, received } from "./http.js";
import { wasm } from "./wasm.js";

/** The options of a call that has none. */
export type NoOptions = Readonly<Record<string, never>>;

/** Who sends a request, and where to. */
export interface Signing<Account, Gateway> {
  /** Whose credentials go with it. */
  readonly account: Account;
  /** Where it goes; the carrier's own hosts if left out. */
  readonly gateway?: Gateway | undefined;
}

/**
 * One call of a carrier's API, with checked options: the request it becomes and the answer it understands. It sends
 * nothing.
 */
export class Call<Options extends object, Answer, Account extends object, Gateway> {
  /** @internal */
  static readonly name: string = "Call";

  /** The carrier's name of the call, in snake case. */
  readonly name: string;
  /** The options, a frozen copy. */
  readonly options: Options;

  /** The answer without the module's objects between, or `null` if it is unusual; for lists that may be long. */
  readonly #quick: (answer: Received) => Answer | null;

  /** @internal */
  constructor(name: string, options: Options, quick: (answer: Received) => Answer | null = () => null) {
    this.name = name;
    this.#quick = quick;
    this.options = frozen(options);
    wasm(({ check }) => check(name, this.options));
    Object.freeze(this);
  }

  /**
   * The request: with an account signed and ready to be sent to its gateway, without one unsigned, with neither host nor
   * secret.
   *
   * @throws TelwireError `invalid_input`
   */
  request(signing?: Signing<Account, Gateway>): Request {
    const { account, gateway } = signing ?? {};
    if (account !== undefined) {
      return new Request(wasm<RawRequest>(({ sign }) => sign(this.name, this.options, plainAccount(account), gateway)));
    }
    if (gateway !== undefined) {
      throw invalidInput("gateway", "conflict", "goes with an account: an unsigned request has no host");
    }
    return new Request(wasm<RawRequest>(({ request }) => request(this.name, this.options)));
  }

  /**
   * What the answer says.
   *
   * @throws TelwireError `refused`, `malformed`
   */
  parse(answer: Received): Answer {
    return this.#quick(answer) ?? this.#parse(answer);
  }

  /**
   * What the answer of `fetch` says.
   *
   * @throws TelwireError `refused`, `malformed`
   */
  async read(response: Response): Promise<Answer> {
    return this.parse(await received(response));
  }

  /**
   * The error that says that no answer came: `not_sent` if the request certainly never left, else `no_answer`. Its
   * `outcome` and `retryable` are what that means for this call. For drivers of your own.
   */
  failed(failure: Failure): TransportError {
    return wasm(({ failed }) => failed(this.name, this.options, failure));
  }

  #parse({ status, headers, body, complete = true }: Received): Answer {
    return wasm(({ parse }) => parse(this.name, this.options, status, flat(headers), bytes(body), complete));
  }
}
