/**
 * What all workflows have in common.
 *
 * @packageDocumentation
 */

/// <reference lib="esnext.disposable" preserve="true" />

import { plainAccount } from "../confidential.js";
import { type Failure, misuse, type TelwireError } from "../errors.js";
import { frozen } from "../frozen.js";
import { bytes, flat, type Received } from "../http.js";
import { type Exports, type Machine, wasm } from "../wasm.js";
import type { Output } from "./output.js";
import type { Setup } from "./setup.js";

/** Why a workflow ended early: the caller asked for it, or the error; `null` if it came to its end. */
export type Stopped = "by_caller" | TelwireError | null;

/**
 * What every workflow can do: see the manual in {@link workflow}. Times are in milliseconds since 1970, by the host's
 * clock.
 *
 * A workflow lives in the wasm module. It is freed by {@link Workflow.free}, by `using`, or some time after nobody holds
 * it any more.
 */
export class Workflow<Piece, Report> implements Disposable {
  #machine: Machine | null;

  /** @internal */
  constructor(machine: Machine) {
    this.#machine = machine;
  }

  /**
   * What the workflow wants now, by the host's clock. If that runs backwards, time stands still.
   *
   * @throws TelwireError `invalid_input`
   */
  poll(now: number): Output<Piece, Report> {
    return this.use((machine) => machine.poll(now));
  }

  /**
   * The request `id` was answered, whole or not. What `fetch` gives is such an answer after `await received(response)`.
   *
   * @throws TelwireError `misuse`, `unknown_request`: it was not sent
   */
  respond(now: number, id: string, { status, headers, body, complete = true }: Received): void {
    this.use((machine) => machine.respond(now, id, status, flat(headers), bytes(body), complete));
  }

  /**
   * The request `id` got no answer: `not_sent` if it certainly never left, else `no_answer`.
   *
   * @throws TelwireError `misuse`, `unknown_request`: it was not sent
   */
  fail(now: number, id: string, failure: Failure): void {
    this.use((machine) => machine.fail(now, id, failure));
  }

  /**
   * The save `seq` is in the journal, durably.
   *
   * @throws TelwireError `misuse`, `unexpected_saved`: it was not asked for
   */
  saved(now: number, seq: number): void {
    this.use((machine) => machine.saved(now, seq));
  }

  /**
   * The save `seq` is not in the journal.
   *
   * @param conflict - whether that holds something else than the save before: another driver is at it
   * @throws TelwireError `misuse`, `unexpected_saved`: it was not asked for
   */
  saveFailed(now: number, seq: number, conflict: boolean): void {
    this.use((machine) => machine.save_failed(now, seq, conflict));
  }

  /** Stop at the next safe point: nothing new is bought, what is in flight is waited for. */
  stop(now: number): void {
    this.use((machine) => machine.stop(now));
  }

  /**
   * The state as bytes, to go on elsewhere by {@link Workflow.resume}. That of an order holds the SIP passwords that came:
   * keep it as safe as them.
   */
  checkpoint(): Uint8Array {
    return this.use((machine) => machine.checkpoint());
  }

  /**
   * Goes on with a checkpoint of the same workflow for the same account; what was in flight counts as unanswered.
   *
   * @throws TelwireError `invalid_input`: `foreign`, `damaged`, `wrong_format`, `out_of_range` (of another version); then
   * nothing has changed
   */
  resume(checkpoint: Uint8Array): void {
    this.use((machine) => machine.resume(checkpoint));
  }

  /** Gives back the memory of the workflow, which is of no use afterwards. Doing it again does nothing. */
  free(): void {
    this.#machine?.free();
    this.#machine = null;
  }

  /** The same as {@link Workflow.free}, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }

  /** @internal */
  protected use<Answer>(act: (machine: Machine) => unknown): Answer {
    const machine = this.#machine;
    if (machine === null) {
      throw misuse("freed", "this workflow was freed: make another, and resume it with a checkpoint");
    }
    return wasm(() => act(machine));
  }
}

/**
 * The workflow of that name, in the module; of a call's name, its retries.
 *
 * @internal
 */
export function begun(name: string, options: object, setup: Setup<object, unknown>): Machine {
  return machine(setup, ({ Workflow }, given) => new Workflow(name, frozen(options), given));
}

/**
 * The order of that name that the checkpoint is of, in the module.
 *
 * @internal
 */
export function loaded(name: string, checkpoint: Uint8Array, setup: Setup<object, unknown>): Machine {
  return machine(setup, ({ Workflow }, given) => Workflow.load(name, checkpoint, given));
}

function machine(setup: Setup<object, unknown>, make: (exports: Exports, setup: object) => Machine): Machine {
  const given = { ...frozen(setup), account: plainAccount(setup.account) };
  return wasm((exports) => make(exports, given));
}
