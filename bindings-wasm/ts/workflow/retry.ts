/**
 * One call, repeated until it is answered.
 *
 * @packageDocumentation
 */

import type { Call } from "../call.js";
import type { Setup } from "./setup.js";
import { begun, type Stopped, Workflow } from "./workflow.js";

/** What came of a call. */
export interface RetryReport<Answer> {
  /** What the call answers with; `null` if it was stopped. */
  readonly value: Answer | null;
  /** Why there is no answer; `null` if there is one. */
  readonly stopped: Stopped;
}

/**
 * One call that reads, or changes to the same again, repeated until it is answered or was tried often enough.
 *
 * What is repeated: a temporary refusal, HTTP 408, 425, 429 and 5xx, a lost answer, an answer that makes no sense. The
 * waits grow from one second to 30, at random; a `Retry-After` is honoured up to five minutes. The report is a
 * {@link RetryReport}; there are no items.
 */
export class Retry<Answer> extends Workflow<never, RetryReport<Answer>> {
  /** @internal */
  static override readonly name: string = "Retry";

  /**
   * The retries of `call`, such as `aql.getUser({ voipnumber: "612345" })`.
   *
   * @throws TelwireError `invalid_input`: a purchase or a release is never repeated
   */
  constructor(call: Call<object, Answer, never, never>, setup: Setup<object, unknown>) {
    super(begun(call.name, call.options, setup));
  }
}
