/**
 * `voipapi.php`, `action=getuser`.
 *
 * @packageDocumentation
 */

import { Call } from "../call.js";
import type { AccountLike, Gateway } from "./account.js";
import type { Settings } from "./settings.js";

/** The VoIP user of a call: a number, which is checked, or the name that an answer gave. */
export type UserOptions =
  | {
      /** 6 digits that begin with 6 or 7. */
      readonly voipnumber: string;
    }
  | {
      /** As {@link listUsers} or an assign named it. */
      readonly user: string;
    };

/** How a VoIP user is configured. Every item may be missing. */
export interface User {
  /** The VoIP user. */
  readonly voipnumber: string | null;
  /** The telephone number of the user without separators, such as `441133120120`. */
  readonly pstnnumber: string | null;
  /** The credit left on the number, exactly as it came; its unit is not documented. */
  readonly credit: string | null;
  /** What {@link changeUser} can change. */
  readonly settings: Settings;
  /** Items that are not documented, stand there twice or cannot be read: pairs of name and value, as they came. */
  readonly other: readonly (readonly [name: string, value: string])[];
}

/** Asks how a VoIP user is configured. */
export type GetUser = Call<UserOptions, User, AccountLike, Gateway>;

/**
 * Asks how a VoIP user is configured (number control and credit API, "action:getuser").
 *
 * @throws TelwireError `invalid_input`
 */
export function getUser(options: UserOptions): GetUser {
  return new Call("get_user", options);
}
