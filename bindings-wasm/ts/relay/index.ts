/**
 * The relay: to a page it is a carrier's gateway, without credentials; the reseller's stay on the server.
 *
 * {@link relay} makes a web-standard handler. It takes unsigned requests of a page, asks a {@link Policy}, sends what that
 * permits with the account of the reseller, and passes on what of the answer belongs to the page's tenant.
 *
 * @example
 * ```ts
 * import { MemoryStore, relay } from "telwire/relay";
 *
 * const store = new MemoryStore();
 * export const POST = relay({
 *   accounts: { aql: { username, password } },
 *   policy: {
 *     check: (request) => sessionOf(request), // { tenant, token }, or null
 *     origins: ["https://portal.example"],
 *     hosts: ["portal.example"],
 *     calls: ["check_numbers", "list_users", "get_user"],
 *     ownership: store,
 *   },
 * });
 * ```
 *
 * This entry holds its wasm module and is ready when it is imported.
 *
 * @packageDocumentation
 */

import inlined from "relay.wasm?inline";

import "../index.js";
import { decoded } from "../inline.js";
import { start } from "./wasm.js";

export * from "./exports.js";

start(decoded(inlined));
