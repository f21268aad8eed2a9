/** The carriers, by the accounts of the environment. */

import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import Database from "libsql";
import { aculab, aql } from "telwire";
import { accountFromEnv, type Environment, gatewayFromEnv } from "telwire/node";
import { type SqliteDatabase, SqliteStore } from "telwire/relay";

import { SqliteRecords } from "./sqliteRecords.js";
import type { World } from "./world.js";

/** Whether the environment names an account. */
export function namesAccounts(env: Environment): boolean {
  return names(env, "AQL") || names(env, "ACULAB");
}

/**
 * The world of those accounts; what it keeps is in that folder.
 *
 * @throws TelwireError that names the variable
 */
export function liveWorld(env: Environment, folder: string): World {
  const aqlAccount = names(env, "AQL") ? accountFromEnv("aql", env) : undefined;
  const aculabAccount = names(env, "ACULAB") ? accountFromEnv("aculab", env) : undefined;
  const gateway = { aql: gatewayFromEnv("aql", env), aculab: gatewayFromEnv("aculab", env) };
  const database = open(folder);
  return {
    test: null,
    accounts: { aql: aqlAccount, aculab: aculabAccount },
    gateway,
    hosts: {
      aql: aqlAccount === undefined ? null : hostOf(PROBES.aql.request({ account: aqlAccount, gateway: gateway.aql })),
      aculab:
        aculabAccount === undefined
          ? null
          : hostOf(PROBES.aculab.request({ account: aculabAccount, gateway: gateway.aculab })),
    },
    store: new SqliteStore(database),
    records: new SqliteRecords(database),
    fetch: undefined,
    clock: undefined,
  };
}

/** Requests that are never sent: each says where its carrier is. */
const PROBES = {
  aql: aql.checkNumbers({ country: "44", areaCode: "113", subCode: "*" }),
  aculab: aculab.telGetSupportedCountries(),
};

function hostOf({ url }: { readonly url: string }): string {
  return new URL(url).host;
}

function names(env: Environment, carrier: "ACULAB" | "AQL"): boolean {
  return Object.keys(env).some((name) => name.startsWith(`TELWIRE_${carrier}_`));
}

/** The file holds SIP passwords until they are where they belong: it is nobody else's to read. */
function open(folder: string): SqliteDatabase {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "portal.db");
  const database = new Database(file);
  chmodSync(file, 0o600);
  return database;
}
