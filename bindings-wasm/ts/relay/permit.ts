/**
 * Whether a tenant may do what a call asks for.
 *
 * @packageDocumentation
 */

import type { Asked } from "./asked.js";
import type { Owned } from "./ownership.js";
import { type ChangeUserRules, isYes, type Policy } from "./policy.js";
import { Refusal } from "./refusal.js";
import type { Options } from "./wasm.js";

/**
 * Refuses a call for what is another's, or for values that the policy does not permit.
 *
 * @throws Refusal
 */
export async function permit(asked: Asked, policy: Policy<never>): Promise<void> {
  const { tenant, name } = asked;
  switch (name) {
    case "get_user":
      await checkOwned(tenant, userOf(asked.options), policy);
      break;
    case "change_user":
      await checkOwned(tenant, userOf(asked.options), policy);
      await checkSettings(tenant, asked.options, policy.changeUser ?? {});
      break;
    case "tel_delete_numbers":
      for (const number of asked.options["numbers"] as readonly string[]) {
        await checkOwned(tenant, { carrier: "aculab", number }, policy);
      }
      break;
    case "tel_purchase":
    case "tel_purchase_development":
      checkPurchase(asked.options, policy);
      break;
    default:
    // The others ask for nothing that is anybody's; of what they list the rest stays behind.
  }
}

/**
 * Refuses a purchase at Aculab Cloud, by a call or an order, with names that the policy does not permit.
 *
 * @throws Refusal
 */
export function checkPurchase(options: Options, policy: Policy<never>): void {
  checkListed("based_on", options["basedOn"], policy.basedOn);
  checkListed("regulation_address", options["regulationAddress"], policy.regulationAddress);
}

function userOf({ user }: Options): Owned {
  return { carrier: "aql", user: user as string };
}

async function checkOwned(tenant: string, thing: Owned, { ownership }: Policy<never>): Promise<void> {
  if (!isYes(await ownership.owns(tenant, thing))) {
    throw new Refusal("not_owned", `${"user" in thing ? "the user" : "a number"} is not one of the tenant's`);
  }
}

async function checkSettings(tenant: string, { user, ...settings }: Options, rules: ChangeUserRules): Promise<void> {
  for (const [name, value] of Object.entries(settings) as [keyof ChangeUserRules, string][]) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) {
      throw new Refusal("field_not_allowed", `tenants do not change \`${name}\``);
    }
    if (!isYes(await rule(value, { tenant, user: user as string }))) {
      throw new Refusal("value_not_allowed", `\`${name}\` may not have that value`);
    }
  }
}

function checkListed(field: string, value: unknown, permitted: readonly string[] = []): void {
  const isGiven = value !== undefined && value !== null;
  if (isGiven && !permitted.includes(value as string)) {
    throw new Refusal("value_not_allowed", `\`${field}\` may not have that value`);
  }
}
