/**
 * What was really sold.
 *
 * @packageDocumentation
 */

import type { OwnedNumber } from "../aculab/telListNumbers.js";
import type { AqlNumber } from "../aql/number.js";
import type { Settings } from "../aql/settings.js";
import { frozen } from "../frozen.js";
import { SipPassword } from "../slim.js";
import type { World } from "./wasm.js";

/** A number that the demo account at aql has in truth, whatever the answers said. */
export interface OwnedUser {
  /** The number. */
  readonly number: AqlNumber;
  /** The VoIP user that it was given. */
  readonly voipnumber: string;
  /** The password that the answer to the assign held, if it arrived. */
  readonly password: SipPassword;
  /** The first name, as the assign said. */
  readonly firstName: string;
  /** The last name, as the assign said. */
  readonly lastName: string;
  /** The e-mail address, as the assign said. */
  readonly email: string;
  /** How it is configured. */
  readonly settings: Settings;
  /** Whether somebody else bought it on the same account: the fault `rival_on_account`. */
  readonly byRival: boolean;
}

/** What the demo accounts have in truth, in the order of purchase. */
export interface Owned {
  /** At aql. */
  readonly aql: readonly OwnedUser[];
  /** At Aculab Cloud. */
  readonly aculab: readonly OwnedNumber[];
}

type RawUser = Omit<OwnedUser, "number" | "password"> & { readonly number: string; readonly password: string };
type RawNumber = Omit<OwnedNumber, "didType"> & { readonly did_type: string };

/** What the accounts have. */
export function ownedIn(world: World): Owned {
  return frozen({
    aql: (world.owned_aql() as RawUser[]).map(userOf),
    aculab: (world.owned_aculab() as RawNumber[]).map(({ did_type: didType, ...owned }) => ({ ...owned, didType })),
  });
}

function userOf({ number, password, ...user }: RawUser): OwnedUser {
  return { number: numberOf(number), password: new SipPassword(password), ...user };
}

function numberOf(number: string): AqlNumber {
  const [country = "", areaCode = "", subscriber = ""] = number.split("-");
  return { number, country, areaCode, subscriber, e164: country + areaCode + subscriber };
}
