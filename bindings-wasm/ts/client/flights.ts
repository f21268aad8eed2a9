import type { Request } from "../http.js";
import type { Send } from "../workflow.js";
import type { Clock } from "./clock.js";
import type { Landing } from "./hooks.js";

/** A request that came to its end. */
interface Landed {
  readonly send: Send;
  readonly landing: Landing;
}

/**
 * Requests on their way.
 *
 * @internal
 */
export class Flights {
  readonly #exchange: (request: Request, limit: AbortController) => Promise<Landing>;
  readonly #clock: Clock | undefined;
  readonly #flying = new Map<Send, AbortController>();
  #landed: Landed[] = [];
  #wake: () => void = () => undefined;

  constructor(exchange: (request: Request, limit: AbortController) => Promise<Landing>, clock: Clock | undefined) {
    this.#exchange = exchange;
    this.#clock = clock;
  }

  /** Lets the request leave. */
  start(send: Send): void {
    const limit = new AbortController();
    this.#flying.set(send, limit);
    void this.#exchange(send.request, limit).then((landing) => {
      this.#flying.delete(send);
      this.#landed.push({ send, landing });
      this.#wake();
    });
  }

  /** Breaks off what is on its way. */
  giveUp(): void {
    for (const limit of this.#flying.values()) {
      limit.abort();
    }
  }

  /** Ends the wait that is under way. */
  wake(): void {
    this.#wake();
  }

  /** The requests that came to their end next; none after so many milliseconds or a `wake`. */
  async landed(ms: number | null): Promise<Landed[]> {
    if (this.#landed.length === 0) {
      await this.#pass(ms);
    }
    const landed = this.#landed;
    this.#landed = [];
    return landed;
  }

  async #pass(ms: number | null): Promise<void> {
    if (this.#clock !== undefined && ms !== null && this.#flying.size === 0) {
      await this.#clock.sleep(ms);
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      // By a clock of a test no time passes while an answer is waited for.
      if (this.#clock === undefined && ms !== null) {
        timer = setTimeout(resolve, ms);
      }
    });
    clearTimeout(timer);
  }
}
