/**
 * The clients of both carriers, through the relay.
 *
 * @packageDocumentation
 */

import { aculab, aql, type PageOptions } from "telwire/slim";

import { portalFetch } from "./reach.js";
import { ready } from "./telwire.js";

/** A client for each carrier. They hold no credentials: the relay does. */
export interface Clients {
  readonly aql: aql.Client;
  readonly aculab: aculab.Client;
}

/** Says the clients of that session, once telwire is loaded. */
export function clientsOf(token: string): () => Promise<Clients> {
  let clients: Clients | null = null;
  return async () => {
    await ready();
    clients ??= made({ relay: "api/telwire", token, fetch: portalFetch });
    return clients;
  };
}

function made(options: PageOptions): Clients {
  return { aql: new aql.Client(options), aculab: new aculab.Client(options) };
}
