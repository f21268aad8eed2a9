/**
 * What changes hands by a call.
 *
 * @packageDocumentation
 */

import type { aculab, aql } from "../slim.js";
import type { Asked } from "./asked.js";
import type { Owned } from "./ownership.js";
import type { Policy, PurchasedBy } from "./policy.js";
import type { Sent } from "./send.js";
import { numbersToAssign, numbersToDelete } from "./share.js";

/** Writes down what the tenant has now, and what no more, and hands what was bought to the portal. */
export async function book(asked: Asked, { outcome }: Sent, policy: Policy<never>): Promise<void> {
  if (outcome === null) {
    return;
  }
  // Of an answer that breaks off the beginning counts: those numbers are bought.
  const answer: unknown = "answer" in outcome ? outcome.answer : outcome.error.salvaged;
  if (answer === null) {
    return;
  }
  const { tenant, name } = asked;
  switch (name) {
    case "assign_numbers":
      await bought(
        { tenant, call: name, answer: answer as aql.Assigned },
        assigned(asked, answer as aql.Assigned),
        policy,
      );
      break;
    case "tel_purchase":
      await bought(
        { tenant, call: name, answer: answer as aculab.Purchased },
        purchased(answer as aculab.Purchased),
        policy,
      );
      break;
    case "tel_delete_numbers":
      for (const number of deleted(asked, answer as aculab.Deleted)) {
        await policy.ownership.revoke(tenant, { carrier: "aculab", number });
      }
      break;
    default:
    // The others only show, or configure what stays where it is.
  }
}

/** The portal gets what may be the only copy of passwords, even where ownership cannot be written down. */
async function bought(purchase: PurchasedBy, things: readonly Owned[], policy: Policy<never>): Promise<void> {
  try {
    for (const thing of things) {
      await policy.ownership.grant(purchase.tenant, thing);
    }
  } finally {
    await policy.onPurchase?.(purchase);
  }
}

/** What rows that nobody asked for name may be another's. */
function assigned(asked: Asked, { rows }: aql.Assigned): readonly Owned[] {
  const numbers = numbersToAssign(asked);
  const own = rows.filter(({ number }) => numbers.has(number.number));
  return own.flatMap(({ number, voipnumber }): Owned[] => [
    { carrier: "aql", number: number.number },
    { carrier: "aql", user: voipnumber },
  ]);
}

function purchased({ rows }: aculab.Purchased): readonly Owned[] {
  return rows.map((number) => ({ carrier: "aculab", number }));
}

function deleted(asked: Asked, { status, notDeleted }: aculab.Deleted): readonly string[] {
  const isClear = status === "OK" || (status === "PARTIAL" && notDeleted.length > 0);
  const kept = new Set(notDeleted.map(({ number }) => number));
  return isClear ? numbersToDelete(asked).filter((number) => !kept.has(number)) : [];
}
