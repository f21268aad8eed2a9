/**
 * What a relay keeps, in a database that its processes share.
 *
 * @packageDocumentation
 */

import type { Journal } from "../../slim.js";
import { type Amount, type Ceiling, type Counters, passed } from "../counters.js";
import type { NewOrder, OrderStore, StoredEvent, StoredOrder } from "../orders/store.js";
import { keyOf, type Owned, type Ownership } from "../ownership.js";

/** A value of SQLite's as the library gives it. */
type Row = Readonly<Record<string, unknown>>;

/** What SQLite takes as a value. */
type Value = Uint8Array | number | string;

/** A statement that was prepared. */
export interface SqliteStatement {
  run(...values: Value[]): { readonly changes: bigint | number };
  get(...values: Value[]): unknown;
  all(...values: Value[]): unknown[];
}

/** An open database: that of `node:sqlite`, `better-sqlite3`, `bun:sqlite`, `libsql`, or another of that shape. */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
}

const SCHEMA = `
  create table if not exists telwire_orders (
    id text primary key,
    tenant text not null,
    key text not null,
    carrier text not null,
    options text not null,
    created integer not null,
    state text not null,
    driver text not null,
    leased_until integer not null,
    unique (tenant, key)
  );
  create index if not exists telwire_running on telwire_orders (state) where state = 'running';
  create table if not exists telwire_journals (
    order_id text primary key,
    seq integer not null,
    checkpoint blob not null
  );
  create table if not exists telwire_events (
    number integer primary key autoincrement,
    order_id text not null,
    event text not null
  );
  create index if not exists telwire_events_of on telwire_events (order_id, number);
  create table if not exists telwire_owned (
    thing text primary key,
    tenant text not null
  );
  create table if not exists telwire_used (
    tenant text not null,
    day text not null,
    numbers integer not null,
    spend integer not null,
    primary key (tenant, day)
  );
`;

/** How long a process waits for another one's write, in milliseconds. */
const PATIENCE = 5000;

/**
 * A store in a file of SQLite, for any number of processes of one machine.
 *
 * ```ts
 * import { DatabaseSync } from "node:sqlite";
 * const store = new SqliteStore(new DatabaseSync("/var/lib/portal/telwire.db"));
 * ```
 *
 * Its tables begin with `telwire_` and are made where they are missing. The file holds SIP passwords until their orders are
 * sealed: let nobody else read it.
 */
export class SqliteStore implements Counters, OrderStore, Ownership {
  readonly #database: SqliteDatabase;
  readonly #statements = new Map<string, SqliteStatement>();

  /** The store in an open database, which stays open, and is the caller's to close. */
  constructor(database: SqliteDatabase) {
    this.#database = database;
    // What is taken out of a journal is overwritten in the file, and what a save wrote outlives a power cut.
    database.exec(`pragma busy_timeout = ${PATIENCE}; pragma secure_delete = on; pragma synchronous = full`);
    this.#atOnce(() => database.exec(SCHEMA));
  }

  create({ id, tenant, key, carrier, options, created }: NewOrder): StoredOrder {
    this.#run(
      "insert into telwire_orders values (?, ?, ?, ?, ?, ?, 'running', '', 0) on conflict (tenant, key) do nothing",
      ...[id, tenant, key, carrier, options, created],
    );
    return this.find(tenant, key) as StoredOrder;
  }

  get(tenant: string, id: string): StoredOrder | null {
    return this.#order("tenant = ? and id = ?", tenant, id);
  }

  find(tenant: string, key: string): StoredOrder | null {
    return this.#order("tenant = ? and key = ?", tenant, key);
  }

  list(tenant: string): readonly StoredOrder[] {
    return this.#all("select * from telwire_orders where tenant = ? order by rowid desc", tenant).map(orderOf);
  }

  running(): readonly StoredOrder[] {
    return this.#all("select * from telwire_orders where state = 'running'").map(orderOf);
  }

  journal(id: string): Journal {
    return {
      name: `order ${id}`,
      load: () => this.#checkpoint(id),
      save: (seq, checkpoint) => this.#save(id, seq, checkpoint),
    };
  }

  claim(id: string, driver: string, until: number): boolean {
    const free = "driver = ? or leased_until <= ?";
    const claim = `update telwire_orders set driver = ?, leased_until = ? where id = ? and (${free})`;
    return this.#run(claim, driver, until, id, driver, Date.now()) === 1;
  }

  release(id: string, driver: string): void {
    this.#run("update telwire_orders set driver = '', leased_until = 0 where id = ? and driver = ?", id, driver);
  }

  record(id: string, event: string): number {
    const row = this.#get(
      "insert into telwire_events (order_id, event) values (?, ?) returning number",
      ...[id, event],
    );
    return Number(row?.["number"]);
  }

  events(id: string, after: number): readonly StoredEvent[] {
    const later = "select number, event from telwire_events where order_id = ? and number > ? order by number";
    return this.#all(later, id, after).map(({ number, event }) => ({ id: Number(number), event: event as string }));
  }

  end(id: string, state: Exclude<StoredOrder["state"], "running">, event: string): boolean {
    return this.#atOnce(() => {
      const end = "update telwire_orders set state = ? where id = ? and state = 'running'";
      const isFirst = this.#run(end, state, id) === 1;
      if (isFirst) {
        this.record(id, event);
      }
      return isFirst;
    });
  }

  owns(tenant: string, thing: Owned): boolean {
    return this.#get("select 1 from telwire_owned where thing = ? and tenant = ?", keyOf(thing), tenant) !== null;
  }

  grant(tenant: string, thing: Owned): void {
    this.#run("insert or replace into telwire_owned values (?, ?)", keyOf(thing), tenant);
  }

  revoke(tenant: string, thing: Owned): void {
    this.#run("delete from telwire_owned where thing = ? and tenant = ?", keyOf(thing), tenant);
  }

  take(tenant: string, day: string, amount: Amount, ceiling: Ceiling): keyof Amount | null {
    return this.#atOnce(() => {
      const tooMuch = passed(this.used(tenant, day), amount, ceiling);
      if (tooMuch === null) {
        this.#use(tenant, day, amount);
      }
      return tooMuch;
    });
  }

  giveBack(tenant: string, day: string, { numbers, spend }: Amount): void {
    this.#use(tenant, day, { numbers: -numbers, spend: -spend });
  }

  used(tenant: string, day: string): Amount {
    const row = this.#get("select numbers, spend from telwire_used where tenant = ? and day = ?", tenant, day);
    return { numbers: Number(row?.["numbers"] ?? 0), spend: Number(row?.["spend"] ?? 0) };
  }

  #checkpoint(id: string): Uint8Array | null {
    const row = this.#get("select checkpoint from telwire_journals where order_id = ?", id);
    return row === null ? null : new Uint8Array(row["checkpoint"] as ArrayBuffer | Uint8Array);
  }

  #save(id: string, seq: number, checkpoint: Uint8Array): boolean {
    if (seq === 1) {
      const first = "insert into telwire_journals values (?, 1, ?) on conflict (order_id) do nothing";
      return this.#run(first, id, blob(checkpoint)) === 1;
    }
    const next = "update telwire_journals set seq = ?, checkpoint = ? where order_id = ? and seq = ?";
    return this.#run(next, seq, blob(checkpoint), id, seq - 1) === 1;
  }

  #use(tenant: string, day: string, { numbers, spend }: Amount): void {
    const sum = "numbers = numbers + excluded.numbers, spend = spend + excluded.spend";
    const add = `insert into telwire_used values (?, ?, ?, ?) on conflict (tenant, day) do update set ${sum}`;
    this.#run(add, tenant, day, numbers, spend);
  }

  #order(where: string, ...values: Value[]): StoredOrder | null {
    const row = this.#get(`select * from telwire_orders where ${where}`, ...values);
    return row === null ? null : orderOf(row);
  }

  /** All of it or nothing, and no other process in between. */
  #atOnce<Result>(act: () => Result): Result {
    this.#database.exec("begin immediate");
    try {
      const result = act();
      this.#database.exec("commit");
      return result;
    } catch (error) {
      this.#database.exec("rollback");
      throw error;
    }
  }

  #run(sql: string, ...values: Value[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  #get(sql: string, ...values: Value[]): Row | null {
    return (this.#prepared(sql).get(...values) as Row | null | undefined) ?? null;
  }

  #all(sql: string, ...values: Value[]): Row[] {
    return this.#prepared(sql).all(...values) as Row[];
  }

  #prepared(sql: string): SqliteStatement {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function orderOf(row: Row): StoredOrder {
  const { leased_until: leasedUntil, created, id, tenant, key, carrier, options, state } = row;
  const texts = { id, tenant, key, carrier, options, state } as Omit<StoredOrder, "created" | "leasedUntil">;
  return { ...texts, created: Number(created), leasedUntil: Number(leasedUntil) };
}

/** Some libraries take no bytes but a `Buffer`. */
function blob(bytes: Uint8Array): Uint8Array {
  const { Buffer } = globalThis as { Buffer?: { from(bytes: Uint8Array): Uint8Array } };
  return Buffer?.from(bytes) ?? bytes;
}
