/**
 * `voipapi.php`, `action=listusers`.
 *
 * @packageDocumentation
 */

import { Call, type NoOptions } from "../call.js";
import type { AccountLike, Gateway } from "./account.js";

/** Asks for all VoIP users of the account. */
export type ListUsers = Call<NoOptions, readonly string[], AccountLike, Gateway>;

/**
 * Asks for all VoIP users of the account (number control and credit API, "action:listusers").
 *
 * The answer is their names, in the order of the wire. An account without users answers with nothing.
 */
export function listUsers(options: NoOptions = {}): ListUsers {
  return new Call("list_users", options);
}
