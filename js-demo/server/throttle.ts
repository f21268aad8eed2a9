/** Slows down whoever guesses passwords. */

/** How many times a user's password may be wrong within the window. */
const FAILURES = 10;

const WINDOW = 600_000;

export class Throttle {
  readonly #failures = new Map<string, readonly number[]>();

  isTooMany(user: string): boolean {
    return this.#recent(user).length >= FAILURES;
  }

  failed(user: string): void {
    this.#failures.set(user, [...this.#recent(user), Date.now()]);
  }

  #recent(user: string): readonly number[] {
    return (this.#failures.get(user) ?? []).filter((moment) => moment > Date.now() - WINDOW);
  }
}
