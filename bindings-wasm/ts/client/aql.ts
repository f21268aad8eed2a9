/**
 * The client of aql.
 *
 * @packageDocumentation
 */

import { Account, account, type AccountLike, type Gateway } from "../aql/account.js";
import { type Assigned, assignNumbers, type AssignNumbersOptions } from "../aql/assignNumbers.js";
import { type Changed, changeUser, type ChangeUserOptions } from "../aql/changeUser.js";
import { checkNumbers, type CheckNumbersOptions } from "../aql/checkNumbers.js";
import { getUser, type User, type UserOptions } from "../aql/getUser.js";
import { listUsers } from "../aql/listUsers.js";
import type { AqlNumber } from "../aql/number.js";
import { misuse, TelwireError } from "../errors.js";
import type { RawRequest, Request } from "../http.js";
import type { ListedOrder } from "../orderWire.js";
import {
  AqlInventory,
  AqlOrder,
  type AqlOrderItem,
  type AqlOrderOptions,
  type AqlOrderReport,
  type AqlSetup,
  type AqlUser,
  Configure,
  type ConfigureReport,
  Search,
  type SearchOptions,
} from "../workflow.js";
import { type ClientOptions, Driver } from "./driver.js";
import { type Inventory, taken } from "./inventory.js";
import { type Bare, type PageOptions, relayed } from "./relay.js";
import { Link } from "./relay/link.js";
import { inRelay, type Keyed, RelayedOrders } from "./relay/orders.js";
import { dryRun, type Resolved, resolving } from "./order.js";
import { type Journaled, journaled, loading, resuming, type Stoppable, watched, type Watching } from "./plan.js";

/**
 * A client of aql: each call, and each workflow.
 *
 * ```ts
 * const client = new aql.Client({ account: { username, password } });
 * for await (const number of client.search({ pattern: "0113 312*" })) …
 * const report = await client.order({ slots: 2, pool: "0113 312*" }, { journal: new FileJournal("order") });
 * ```
 */
export class Client {
  /** @internal */
  static readonly name: string = "Client";

  readonly #driver: Driver<Account, Gateway>;
  /** The orders that run in the relay, where there is one. */
  readonly #relayed: RelayedOrders<AqlOrderItem, AqlOrderReport> | null;

  /**
   * Sends nothing yet. `timeout` and `maxRetries` are for what reads or changes: purchases are sent once, and waited for
   * 120 seconds. With `relay` it has no account: its requests go there unsigned, and orders run there.
   *
   * @throws TelwireError `invalid_input`
   */
  constructor(options: ClientOptions<AccountLike, Gateway> | PageOptions) {
    const check = (setup: AqlSetup): AqlInventory => new AqlInventory(setup);
    if ("relay" in options) {
      const { route, rest } = relayed(options, bare);
      this.#driver = new Driver({ ...rest, account: account(NOBODY) }, check, route);
      this.#relayed = new RelayedOrders("aql", new Link(route, rest));
    } else {
      const checked = options.account instanceof Account ? options.account : account(options.account);
      this.#driver = new Driver({ ...options, account: checked }, check);
      this.#relayed = null;
    }
  }

  /**
   * Asks for available numbers, as {@link checkNumbers} says. Repeated as often as `maxRetries` says, where that may help.
   *
   * @throws TelwireError of any kind
   */
  async checkNumbers(options: CheckNumbersOptions, stoppable?: Stoppable): Promise<readonly AqlNumber[]> {
    return this.#driver.repeated(checkNumbers(options), stoppable);
  }

  /**
   * Buys numbers, as {@link assignNumbers} says. Sent once: after an error whose `outcome` is `unknown` find out what was
   * done before sending it again, or let {@link Client.order} do that.
   *
   * @throws TelwireError of any kind
   */
  async assignNumbers(options: AssignNumbersOptions, stoppable?: Stoppable): Promise<Assigned> {
    return this.#driver.once(assignNumbers(options), stoppable);
  }

  /**
   * Asks how a VoIP user is configured, as {@link getUser} says. Repeated as often as `maxRetries` says, where that may
   * help.
   *
   * @throws TelwireError of any kind
   */
  async getUser(options: UserOptions, stoppable?: Stoppable): Promise<User> {
    return this.#driver.repeated(getUser(options), stoppable);
  }

  /**
   * Changes a VoIP user, as {@link changeUser} says. Repeated as often as `maxRetries` says, where that may help.
   *
   * @throws TelwireError of any kind
   */
  async changeUser(options: ChangeUserOptions, stoppable?: Stoppable): Promise<Changed> {
    return this.#driver.repeated(changeUser(options), stoppable);
  }

  /**
   * Asks for all VoIP users, as {@link listUsers} says. Repeated as often as `maxRetries` says, where that may help.
   *
   * @throws TelwireError of any kind
   */
  async listUsers(stoppable?: Stoppable): Promise<readonly string[]> {
    return this.#driver.repeated(listUsers(), stoppable);
  }

  /**
   * All numbers that match a pattern (`0113 312*`), as they come, without repeats. Leave the loop when you have enough.
   *
   * @throws TelwireError `invalid_input` at once, any other after the numbers that came
   */
  search(options: SearchOptions, watching: Watching<readonly AqlNumber[]> = {}): AsyncGenerator<AqlNumber, void> {
    return this.#driver.pieces({ ...watched(watching), begin: resuming(new Search(options, this.#driver.setup())) });
  }

  /**
   * Buys a number for each of the slots, never twice, whatever happens to the answers.
   *
   * The order is written to the journal before anything is bought, and the same call with the same journal goes on with it
   * after a crash, an abort or an error. The report says what became of every slot, also where an error stopped the order:
   * see `stopped`.
   *
   * @throws TelwireError `invalid_input`, also if the journal is of another order; `misuse`, `journal_in_use`; `aborted`
   */
  async order(
    options: AqlOrderOptions,
    keeping: Journaled<AqlOrderItem> | Keyed<AqlOrderItem>,
  ): Promise<AqlOrderReport> {
    const order = new AqlOrder(options, this.#driver.setup());
    if (this.#relayed !== null) {
      order.free();
      return this.#relayed.order(options, keeping as Keyed<AqlOrderItem>);
    }
    const plan = journaled(keeping as Journaled<AqlOrderItem>);
    return this.#driver.report({ ...plan, begin: resuming(order) });
  }

  /**
   * Follows an order that runs in the relay to its end: after a reload, or on another device.
   *
   * @param id - what `onPlaced` of {@link Client.order} said
   * @throws TelwireError `refused`; `aborted`; `transport` if the relay does not answer, though the order goes on there;
   *   `misuse`, `unsupported`, of a client without a relay
   */
  async attach(id: string, watching: Watching<AqlOrderItem> = {}): Promise<AqlOrderReport> {
    return inRelay(this.#relayed, "attach").attach(id, watching);
  }

  /**
   * The orders that the tenant placed in the relay at this carrier, the latest first: those at work and those that are over.
   *
   * @throws TelwireError `refused`; `transport` if the relay does not answer; `misuse`, `unsupported`, of a client without
   *   a relay
   */
  async orders(): Promise<readonly ListedOrder[]> {
    return inRelay(this.#relayed, "orders").list();
  }

  /**
   * Goes on with the order in the journal, whichever it is, as {@link Client.order} would.
   *
   * @throws TelwireError `invalid_input` if there is none, or one of another account or gateway; `misuse`,
   *   `journal_in_use`; `aborted`
   */
  async resumeOrder(journal: Journaled<AqlOrderItem>): Promise<AqlOrderReport> {
    this.#checkJournal("resumeOrder");
    return this.#driver.report({ ...journaled(journal), begin: loading((checkpoint) => this.#load(checkpoint)) });
  }

  /**
   * Tells the order in the journal what became of a purchase that it could not find out, and goes on with it. After
   * `not_bought` its numbers are bought again: look at the account first.
   *
   * @throws TelwireError `misuse`: `not_open` if nothing about it is unknown, `journal_in_use`; `invalid_input`; `aborted`
   */
  async resolveOrder(resolved: Resolved<AqlOrderItem>): Promise<AqlOrderReport> {
    this.#checkJournal("resolveOrder");
    const load = (checkpoint: Uint8Array): AqlOrder => this.#load(checkpoint);
    return this.#driver.report(resolving(resolved, load, this.#driver.now));
  }

  /**
   * Takes the SIP passwords out of the journal of an order that is done, once they are where they belong. Sends nothing.
   *
   * @throws TelwireError `misuse`: `not_finished` if there is still something to do, `journal_in_use`; `invalid_input`
   */
  async sealOrder({ journal }: Pick<Journaled<never>, "journal">): Promise<AqlOrderReport> {
    this.#checkJournal("sealOrder");
    let order: AqlOrder | undefined;
    const begin = loading((checkpoint) => {
      order = this.#load(checkpoint);
      order.stop(this.#driver.now());
      return order;
    });
    return this.#driver.report({ ...journaled({ journal }), begin, then: () => order?.seal() });
  }

  /**
   * The first requests of an {@link Client.order}, unsigned, without sending any: the search for numbers that are not
   * chosen yet, the rechecks, and where all are chosen the first purchase.
   *
   * @throws TelwireError `invalid_input`
   */
  dryRunOrder(options: AqlOrderOptions): readonly Request[] {
    return dryRun(new AqlOrder(options, this.#driver.setup()));
  }

  /**
   * Everything that the account has: each VoIP user with its settings, number and credit.
   *
   * A user that cannot be read has its error in place of its settings and hides no other. The report says in `stopped`
   * whether an error ended the listing early.
   *
   * @throws TelwireError `aborted`
   */
  async inventory(watching: Watching<AqlUser> = {}): Promise<Inventory<AqlUser>> {
    return taken(watching, (keeping) =>
      this.#driver.report({ ...keeping, begin: resuming(new AqlInventory(this.#driver.setup())) }),
    );
  }

  /**
   * Changes settings of a VoIP user, and reads back what they are then. The report names in `differences` what is not as
   * it was wanted.
   *
   * @throws TelwireError `invalid_input`, `aborted`
   */
  async configure(options: ChangeUserOptions, watching: Watching<never> = {}): Promise<ConfigureReport> {
    return this.#driver.report({ ...watched(watching), begin: resuming(new Configure(options, this.#driver.setup())) });
  }

  /**
   * aql documents no way to give numbers back.
   *
   * @throws TelwireError `invalid_input`, `unsupported`, that says so
   */
  // eslint-disable-next-line @typescript-eslint/require-await -- as the other client's
  async release(): Promise<never> {
    const details = { kind: "invalid_input", code: "unsupported", outcome: "not_sent", retryable: false } as const;
    const message = "`release` is not documented by aql: ask your account manager there";
    throw new TelwireError(message, { ...details, field: "release" });
  }

  /** Refuses what needs the journal, where that is in the relay. */
  #checkJournal(name: string): void {
    if (this.#relayed !== null) {
      throw misuse("unsupported", `\`${name}\` needs the journal, which is in the relay: \`attach\` follows the order`);
    }
  }

  #load(checkpoint: Uint8Array): AqlOrder {
    return AqlOrder.load(checkpoint, this.#driver.setup());
  }
}

/** Whose account a page has: workflows want one. */
const NOBODY = { username: "page", password: "page" };

/** What it adds to a form. */
const SIGNATURE = "&username=page&password=page";

function bare({ headers, body }: RawRequest): Bare {
  return { headers, body: body.endsWith(SIGNATURE) ? body.slice(0, -SIGNATURE.length) : body };
}
