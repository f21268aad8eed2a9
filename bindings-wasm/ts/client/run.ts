import { Aborted, type TelwireError } from "../errors.js";
import type { Item, Output, Save, Send, Stopped, Workflow } from "../workflow.js";
import { Flights } from "./flights.js";
import { isAnswer, type Hooks, type Landing } from "./hooks.js";
import { nameOf, type Plan } from "./plan.js";
import type { Route } from "./route.js";

/** What a run has of its client. */
export interface Host {
  readonly hooks: Hooks;
  readonly flights: Flights;
  readonly route: Route;
  readonly now: () => number;
}

/** A report, which says why the workflow ended early. */
interface Ended {
  readonly stopped: Stopped;
}

/**
 * One run of a workflow: does what it wants, up to `done`.
 *
 * What a function of the caller's throws is kept: the workflow stops at its next safe point, everything is saved, and only
 * then {@link Run.result} throws it.
 *
 * @internal
 */
export class Run<Piece, Report extends Ended> {
  /** @internal */
  static readonly name: string = "Run";

  readonly #workflow: Workflow<Piece, Report>;
  readonly #plan: Plan<Piece, Report>;
  readonly #host: Host;
  #then: (() => void) | undefined;
  #report: Report | null = null;
  #stoppedBy: { readonly reason: unknown } | null = null;
  #isStopping = false;
  #noAnswer: unknown;
  #notSaved: unknown;

  constructor(workflow: Workflow<Piece, Report>, plan: Plan<Piece, Report>, host: Host) {
    this.#workflow = workflow;
    this.#plan = plan;
    this.#host = host;
    this.#then = plan.then;
  }

  /** Does what the workflow wants up to its end, and hands out the pieces on the way. */
  async *items(): AsyncGenerator<Item<Piece>, void, undefined> {
    const { signal } = this.#plan;
    const wake = (): void => this.#host.flights.wake();
    signal?.addEventListener("abort", wake);
    try {
      for (let output = this.#next(); output !== null; output = this.#next()) {
        if (output.type === "item") {
          yield output;
        } else {
          await this.#act(output);
        }
      }
    } finally {
      signal?.removeEventListener("abort", wake);
      this.#host.flights.giveUp();
      this.#workflow.free();
    }
  }

  /** Does what the workflow wants up to its end, and tells the caller of the pieces. */
  async finish(): Promise<void> {
    for await (const { index, item } of this.items()) {
      await this.#tell(() => this.#plan.onItem?.(index, item));
    }
  }

  /** The report, once the workflow is done. Throws what stopped it. */
  result(): Report {
    if (this.#stoppedBy !== null) {
      throw this.#stoppedBy.reason;
    }
    const report = this.#report as Report;
    if (report.stopped === "by_caller") {
      throw this.#aborted(report);
    }
    this.#explain(report.stopped);
    return report;
  }

  /** What to do now; `null` after the end. */
  #next(): Output<Piece, Report> | null {
    this.#stopIfAsked();
    const output = this.#workflow.poll(this.#host.now());
    if (output.type !== "done") {
      return output;
    }
    if (this.#then === undefined) {
      this.#report = output.report;
      return null;
    }
    const then = this.#then;
    this.#then = undefined;
    then();
    return this.#next();
  }

  #stopIfAsked(): void {
    const isAsked = this.#stoppedBy !== null || this.#plan.signal?.aborted === true;
    if (isAsked && !this.#isStopping) {
      this.#isStopping = true;
      this.#workflow.stop(this.#host.now());
    }
  }

  async #act(output: Exclude<Output<Piece, Report>, Item<Piece>>): Promise<void> {
    switch (output.type) {
      case "progress":
        await this.#tell(() => this.#plan.onProgress?.(output));
        break;
      case "save":
        await this.#save(output);
        break;
      case "send":
        await this.#send(output);
        break;
      case "wait":
        for (const { send, landing } of await this.#host.flights.landed(output.ms)) {
          await this.#landed(send, landing);
        }
    }
  }

  async #send(send: Send): Promise<void> {
    let { request } = send;
    const prepare = async (): Promise<void> => {
      request = await this.#host.route.outbound(request);
      await this.#host.hooks.sending(request);
    };
    if (await this.#tell(prepare)) {
      this.#host.flights.start({ ...send, request });
    } else {
      this.#workflow.fail(this.#host.now(), send.id, "not_sent");
    }
  }

  async #landed({ id, request }: Send, landing: Landing): Promise<void> {
    const { result } = landing;
    const refusal = isAnswer(result) ? this.#host.route.refusal(request, result) : null;
    if (refusal !== null) {
      this.#refused(refusal);
      this.#workflow.fail(this.#host.now(), id, "not_sent");
    } else if (isAnswer(result)) {
      this.#workflow.respond(this.#host.now(), id, result);
    } else {
      this.#noAnswer = result;
      this.#workflow.fail(this.#host.now(), id, result.code);
    }
    // Afterwards: whatever a hook does, the workflow has the answer.
    await this.#host.hooks.landed(request, landing);
  }

  /** What may pass is for the workflow to try again; what will not stops it. */
  #refused(refusal: TelwireError): void {
    if (refusal.retryable) {
      this.#noAnswer = refusal;
    } else {
      this.#stoppedBy ??= { reason: refusal };
    }
  }

  async #save({ seq, checkpoint }: Save): Promise<void> {
    const isSaved = await this.#isSaved(seq, checkpoint);
    if (isSaved === true) {
      this.#workflow.saved(this.#host.now(), seq);
    } else {
      this.#workflow.saveFailed(this.#host.now(), seq, isSaved === false);
    }
  }

  /** Whether the journal holds the save now; `false` if it holds another, `null` if it could not be written. */
  async #isSaved(seq: number, checkpoint: Uint8Array): Promise<boolean | null> {
    const { journal } = this.#plan;
    try {
      return journal === undefined || checked(await journal.save(seq, checkpoint));
    } catch (error) {
      this.#notSaved = error;
      return null;
    }
  }

  /** Calls a function of the caller's, and says whether it returned. */
  async #tell(call: () => unknown): Promise<boolean> {
    try {
      await call();
      return true;
    } catch (reason) {
      this.#stoppedBy ??= { reason };
      return false;
    }
  }

  /** Puts what the host knows beside what the workflow says. */
  #explain(stopped: TelwireError | null): void {
    if (stopped !== null) {
      const value = stopped.kind === "transport" ? this.#noAnswer : this.#notSaved;
      Object.defineProperty(stopped, "cause", { value, configurable: true, writable: true });
    }
  }

  #aborted(report: Report): Aborted {
    const { journal = null, signal } = this.#plan;
    const where = journal === null ? "it has no journal" : `its journal is ${nameOf(journal)}`;
    return new Aborted(`aborted before it was done; ${where}`, "unknown", signal?.reason, report, journal);
  }
}

function checked(said: unknown): boolean {
  if (typeof said !== "boolean") {
    throw new TypeError(`\`save\` of a journal gives \`true\` or \`false\`, not \`${typeof said}\``);
  }
  return said;
}
