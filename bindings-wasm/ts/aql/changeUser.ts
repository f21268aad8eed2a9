/**
 * `voipapi.php`, `action=changeuser`.
 *
 * @packageDocumentation
 */

import { Call } from "../call.js";
import type { AccountLike, Gateway } from "./account.js";
import type { UserOptions } from "./getUser.js";
import type { SettingsToMake } from "./settings.js";

/** The options of {@link changeUser}: the user, and at least one setting. */
export type ChangeUserOptions = UserOptions & SettingsToMake;

/** The change was accepted. */
export interface Changed {
  /** The id behind `OK:`, if there is one. What it means is not documented. */
  readonly id: string | null;
}

/** Changes some of a VoIP user's items. */
export type ChangeUser = Call<ChangeUserOptions, Changed, AccountLike, Gateway>;

/**
 * Changes some of a VoIP user's items and leaves the others alone (number control and credit API, "action:changeuser").
 *
 * Whether several items change together or one by one is not documented: after an error, read back with
 * {@link getUser}.
 *
 * @throws TelwireError `invalid_input`
 */
export function changeUser(options: ChangeUserOptions): ChangeUser {
  return new Call("change_user", options);
}
