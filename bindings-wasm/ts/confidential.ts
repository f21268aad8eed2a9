/**
 * Objects that hold a secret: whatever prints, copies or serialises them does not get it.
 *
 * What they hold is in a `WeakMap`, as consoles show private fields.
 *
 * @packageDocumentation
 */

const held = new WeakMap<object, unknown>();

/** What Node prints an object by. */
const inspect = Symbol.for("nodejs.util.inspect.custom");

/**
 * The base of what holds a secret.
 *
 * @internal
 */
export abstract class Confidential<Content> {
  /**
   * Refuses: `JSON.stringify` would store a placeholder in the place of a secret.
   *
   * @throws TelwireError `misuse`, `confidential`
   */
  // A function among an object's own properties: `structuredClone` then refuses it, instead of making an empty copy.
  readonly toJSON: () => never;

  protected constructor(content: Content, refuse: () => never) {
    held.set(this, content);
    this.toJSON = refuse;
  }

  /** How it prints: without its secret. */
  abstract toString(): string;

  /** @internal */
  [inspect](): string {
    return this.toString();
  }
}

/**
 * What `confidential` holds.
 *
 * @internal
 */
export function contentOf<Content>(confidential: Confidential<unknown>): Content {
  return held.get(confidential) as Content;
}

/**
 * An account as the module takes it.
 *
 * @internal
 */
export function plainAccount(account: object): object {
  return account instanceof Confidential ? contentOf<object>(account) : account;
}
