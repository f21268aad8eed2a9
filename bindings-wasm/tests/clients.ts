/** Clients of a sandbox, in virtual time. */

import { aculab, aql, type ClientOptions } from "telwire";
import type { Sandbox } from "telwire/sandbox";

type Options = Partial<Omit<ClientOptions<never, string>, "account">>;

export const SLOTS = ["44-113-3120120", "44-113-3120121"];

export function aqlClient({ account, fetch, clock }: Sandbox, options: Options = {}): aql.Client {
  return new aql.Client({ account: account.aql, fetch, clock, ...options });
}

export function aculabClient({ account, fetch, clock }: Sandbox, options: Options = {}): aculab.Client {
  return new aculab.Client({ account: account.aculab, fetch, clock, ...options });
}

/** What the account at aql has in truth. */
export function numbersOwned(sandbox: Sandbox): string[] {
  return sandbox.owned.aql.map(({ number }) => number.number);
}

/** Passwords as they are. */
export function revealed(
  holders: readonly { readonly password: { reveal(): string } | null }[],
): (string | undefined)[] {
  return holders.map(({ password }) => password?.reveal());
}
