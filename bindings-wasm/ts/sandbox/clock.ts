/**
 * Time in a sandbox.
 *
 * @packageDocumentation
 */

/** Whoever waits, and until when. */
interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** The runtime's own, even where a test replaces it later. */
const { setTimeout } = globalThis;

/**
 * A virtual clock, in whose time nobody really waits: it stands still while a request is answered, and otherwise jumps to
 * the moment for which somebody sleeps, the earliest first. Clients take it as `clock`.
 */
export class Clock {
  /** @internal */
  static readonly name: string = "Clock";

  #now: number;
  #runningSince: number | null = null;
  #requests = 0;
  #isAboutToJump = false;
  readonly #sleepers = new Set<Sleeper>();

  /** A clock that stands at `now`, in milliseconds since 1970. */
  constructor(now: number) {
    this.#now = now;
  }

  /** The time, in milliseconds since 1970. */
  now(): number {
    return this.#now + this.#run();
  }

  /**
   * Lets so many milliseconds pass. Those who sleep at once sleep side by side.
   *
   * @param signal - wakes the sleeper early: the promise is rejected with its reason
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const sleeper = { at: this.now() + milliseconds, wake };
      const sleepers = this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", stop);
      this.#jumpSoon();

      function wake(): void {
        signal?.removeEventListener("abort", stop);
        resolve();
      }
      function stop(): void {
        sleepers.delete(sleeper);
        reject(signal?.reason as Error);
      }
    });
  }

  /** Lets so many milliseconds pass at once, whoever sleeps or is answered meanwhile. */
  advance(milliseconds: number): void {
    this.#jump(this.now() + milliseconds);
  }

  /** From now on it goes with real time, too: whoever speaks HTTP to a sandbox waits for real. */
  run(): void {
    this.#runningSince ??= performance.now();
  }

  /**
   * Stands still until that is answered.
   *
   * @internal
   */
  async during<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    this.#requests += 1;
    try {
      return await request();
    } finally {
      this.#requests -= 1;
      this.#jumpSoon();
    }
  }

  #run(): number {
    return this.#runningSince === null ? 0 : Math.round(performance.now() - this.#runningSince);
  }

  /** Jumps when everybody who was woken or answered has had a turn. */
  #jumpSoon(): void {
    if (this.#isAboutToJump || this.#sleepers.size === 0) {
      return;
    }
    this.#isAboutToJump = true;
    setTimeout(() => {
      this.#isAboutToJump = false;
      if (this.#requests === 0 && this.#sleepers.size > 0) {
        this.#jump(Math.min(...[...this.#sleepers].map(({ at }) => at)));
      }
    }, 0);
  }

  #jump(now: number): void {
    this.#now += Math.max(0, now - this.now());
    for (const sleeper of this.#sleepers) {
      if (sleeper.at <= this.now()) {
        this.#sleepers.delete(sleeper);
        sleeper.wake();
      }
    }
    this.#jumpSoon();
  }
}
