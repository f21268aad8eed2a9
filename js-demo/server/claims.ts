/** Numbers that the account has though no answer said so: the answer to their purchase was lost. */

import type { workflow } from "telwire";
import type { Owned, Ownership, PurchasedBy } from "telwire/relay";

import { isLost } from "../shared/lost.js";

/** What an order bought. */
export type OrderedBy = Extract<PurchasedBy, { call: "orders" }>;
type AqlItem = workflow.AqlOrderItem;

/**
 * Gives the tenant what an order of theirs lost the answer for, unless somebody of the portal's has it. Only where nobody
 * else buys on the account: elsewhere it may be anybody's.
 */
export async function claimLost(
  { tenant, answer }: OrderedBy,
  ownership: Ownership,
  users: readonly string[],
): Promise<void> {
  if (!("strays" in answer)) {
    return;
  }
  for (const item of answer.items.filter((item) => isLost(item, answer))) {
    for (const thing of thingsOf(item)) {
      if (!(await isOwned(thing, ownership, users))) {
        await ownership.grant(tenant, thing);
      }
    }
  }
}

function thingsOf({ number, voipnumber }: AqlItem): readonly Owned[] {
  return number === null || voipnumber === null
    ? []
    : [
        { carrier: "aql", number: number.number },
        { carrier: "aql", user: voipnumber },
      ];
}

async function isOwned(thing: Owned, ownership: Ownership, users: readonly string[]): Promise<boolean> {
  const verdicts = await Promise.all(users.map(async (user) => ownership.owns(user, thing)));
  return verdicts.includes(true);
}
