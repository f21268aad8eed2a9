/**
 * What every entry of the relay exports.
 *
 * @packageDocumentation
 */

export type { CallName } from "../callName.js";
export type { Amount, Ceiling, Counters } from "./counters.js";
export type { OnBehalf, RelayHooks } from "./hooks.js";
export type { Limits, Purchase } from "./limits.js";
export type { Owned, Ownership } from "./ownership.js";
export type { ChangeUserRules, Policy, PurchasedBy, Refused, Session, SettingChange } from "./policy.js";
export type { NewOrder, OrderStore, StoredEvent, StoredOrder } from "./orders.js";
export type { RefusalCode } from "./refusal.js";
export { type Relay, relay, type RelayOptions } from "./relay.js";
export type { Accounts, Gateways } from "./signers.js";
export { MemoryStore } from "./stores/memory.js";
export { type SqliteDatabase, type SqliteStatement, SqliteStore } from "./stores/sqlite.js";
