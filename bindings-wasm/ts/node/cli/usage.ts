/**
 * Command lines that make no sense.
 *
 * @packageDocumentation
 */

/** A command line that makes no sense; `message` is what is printed. */
export class UsageError extends Error {
  /** An error of `program`, after what it would have taken. */
  constructor(usage: string, program: string, problem: string) {
    super(`${usage}\n${program}: error: ${problem}\n`);
  }
}
