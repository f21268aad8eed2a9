/** What the relay of this portal is made of: who may do what, and who hears of it. */

import type { Policy, RelayHooks, RelayOptions } from "telwire/relay";

import type { Audit } from "./audit.js";
import { claimLost } from "./claims.js";
import type { Config } from "./config.js";
import type { Sessions } from "./session.js";
import { rulesOf } from "./settings.js";
import type { Wire } from "./wire.js";
import type { World } from "./world.js";

/** What the places of the page ask for. All purchases are orders; a rehearsal buys nothing. */
const CALLS: Policy["calls"] = [
  "change_user",
  "check_numbers",
  "get_user",
  "list_users",
  "orders",
  "tel_delete_numbers",
  "tel_get_supported_countries",
  "tel_get_supported_regions",
  "tel_get_supported_states",
  "tel_list_numbers",
  "tel_list_regulation_addresses",
  "tel_purchase_development",
];

/** For how many milliseconds an order is a server's that says no more that it is alive. */
const LEASE = 3000;

export interface RelayParts {
  readonly config: Config;
  readonly world: World;
  readonly sessions: Sessions;
  readonly origins: readonly string[];
  /** Everybody who may sign in. */
  readonly users: readonly string[];
  readonly audit: Audit;
  /** `null`: nobody watches. */
  readonly wire: Wire | null;
}

export function relayOptions(parts: RelayParts): RelayOptions {
  const { config, world, audit, wire } = parts;
  const { accounts, gateway, store, fetch, clock } = world;
  const { numbersPerDay, spendPerDay } = config.limits;
  return {
    accounts,
    gateway,
    policy: policyOf(parts),
    journal: store,
    lease: LEASE,
    limits: {
      counters: store,
      numbersPerDay: numbersPerDay ?? undefined,
      spendPerDay: spendPerDay ?? undefined,
      monthlyPrice: ({ carrier }) => config.prices[carrier],
    },
    fetch,
    clock,
    onResponse: (...exchange: Parameters<NonNullable<RelayHooks["onResponse"]>>) => {
      wire?.answered(...exchange);
      audit.answered(...exchange);
    },
  };
}

function policyOf({ config, world, sessions, origins, audit, users }: RelayParts): Policy {
  return {
    check: (request) => {
      const session = sessions.of(request);
      return session && { tenant: session.user, token: session.token };
    },
    origins,
    hosts: origins.map((origin) => new URL(origin).host),
    calls: CALLS,
    ownership: world.store,
    changeUser: rulesOf(config),
    basedOn: config.basedOn,
    regulationAddress: config.regulationAddresses,
    // The page shows them once, and says when they are saved.
    passwords: "once",
    onPurchase: async (purchased) => {
      if (purchased.call === "orders") {
        audit.purchased(purchased);
        await (config.exclusiveAccounts ? claimLost(purchased, world.store, users) : null);
      }
    },
    onRefusal: audit.refused,
  };
}
