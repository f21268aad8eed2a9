/**
 * What of an answer is passed on to whoever asked.
 *
 * @packageDocumentation
 */

import type { CallName } from "../callName.js";
import type { aculab, aql } from "../slim.js";
import type { Asked } from "./permit.js";
import { isYes, type Policy } from "./policy.js";
import type { Sent } from "./send.js";

/** Says of each element of the list that an answer is, or has, whether it is passed on. */
type Judge = (answer: never, asked: Asked, policy: Policy<never>) => readonly unknown[];

/** The calls whose answers may hold what is another's, or nobody's. */
const JUDGES: Partial<Record<CallName, Judge>> = {
  assign_numbers: ({ rows }: aql.Assigned, asked) => {
    const numbers = numbersToAssign(asked);
    return rows.map(({ number }) => numbers.has(number.number));
  },
  list_users: (users: readonly string[], { tenant }, { ownership }) =>
    users.map((user) => ownership.owns(tenant, { carrier: "aql", user })),
  tel_delete_numbers: ({ notDeleted }: aculab.Deleted, asked) => {
    const numbers = new Set(numbersToDelete(asked));
    return notDeleted.map(({ number }) => numbers.has(number));
  },
  tel_list_numbers: (numbers: readonly aculab.OwnedNumber[], { tenant }, { ownership }) =>
    numbers.map(({ number }) => ownership.owns(tenant, { carrier: "aculab", number })),
  tel_list_regulation_addresses: (addresses: readonly aculab.RegulationAddress[], _, { regulationAddress = [] }) =>
    addresses.map(({ name }) => regulationAddress.includes(name)),
};

/**
 * The positions of what is passed on, in the list that the answer is or has; `undefined` is everything. Of an answer that
 * was not understood nothing is.
 */
export async function shareOf(asked: Asked, { result }: Sent, policy: Policy<never>): Promise<Uint32Array | undefined> {
  const judge = JUDGES[asked.name];
  if (judge === undefined) {
    return undefined;
  }
  const verdicts = "answer" in result ? await Promise.all(judge(result.answer as never, asked, policy)) : [];
  return Uint32Array.from(verdicts.flatMap((isShared, position) => (isYes(isShared) ? [position] : [])));
}

/** The numbers that an `assign_numbers` asks for. */
export function numbersToAssign({ options }: Asked): ReadonlySet<string> {
  const items = options["items"] as readonly { readonly number: string }[];
  return new Set(items.map(({ number }) => number));
}

/** The numbers that a `tel_delete_numbers` asks for. */
export function numbersToDelete({ options }: Asked): readonly string[] {
  return options["numbers"] as readonly string[];
}
