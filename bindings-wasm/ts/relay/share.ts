/**
 * What of an answer is passed on to whoever asked.
 *
 * @packageDocumentation
 */

import type { CallName } from "../callName.js";
import type { Asked } from "./asked.js";
import { isYes, type Policy } from "./policy.js";

/** Says of each element of the list that an answer is, or has, by its name whether it is passed on. */
type Judge = (name: string) => unknown;

/** The calls whose answers may hold what is another's, or nobody's. */
const JUDGES: Partial<Record<CallName, (asked: Asked, policy: Policy<never>) => Judge>> = {
  assign_numbers: (asked) => isOf(numbersToAssign(asked)),
  list_users: ({ tenant }, { ownership }) => {
    return (user) => ownership.owns(tenant, { carrier: "aql", user });
  },
  tel_delete_numbers: (asked) => isOf(new Set(numbersToDelete(asked))),
  tel_list_numbers: ({ tenant }, { ownership }) => {
    return (number) => ownership.owns(tenant, { carrier: "aculab", number });
  },
  tel_list_regulation_addresses: (_, { regulationAddress = [] }) => isOf(new Set(regulationAddress)),
};

function isOf(names: ReadonlySet<string>): Judge {
  return (name) => names.has(name);
}

/**
 * The positions of what is passed on, in the list that the answer is or has; `undefined` is everything. Of an answer that
 * was not understood, which has no names, nothing is.
 */
export async function shareOf(
  asked: Asked,
  names: readonly string[] = [],
  policy: Policy<never>,
): Promise<Uint32Array | undefined> {
  const judge = JUDGES[asked.name]?.(asked, policy);
  if (judge === undefined) {
    return undefined;
  }
  const verdicts = await Promise.all(names.map((name) => judge(name)));
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
