/**
 * How the page reaches its server.
 *
 * @packageDocumentation
 */

/** A function like `fetch`. */
export type Fetch = typeof globalThis.fetch;

let send: Fetch = (input, init) => globalThis.fetch(input, init);

/** Lets everything that the page asks for go through `other`: where the server is a worker. */
export function reachBy(other: Fetch): void {
  send = other;
}

/** `fetch`, the way this page has to go. */
export const portalFetch: Fetch = (input, init) => send(input, init);
