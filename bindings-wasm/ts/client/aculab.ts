/**
 * The client of Aculab Cloud.
 *
 * @packageDocumentation
 */

import { Account, account, type AccountLike, type Gateway } from "../aculab/account.js";
import { type Deleted, telDeleteNumbers, type TelDeleteNumbersOptions } from "../aculab/telDeleteNumbers.js";
import { telGetSupportedCountries, type TelGetSupportedCountriesOptions } from "../aculab/telGetSupportedCountries.js";
import { telGetSupportedRegions, type TelGetSupportedRegionsOptions } from "../aculab/telGetSupportedRegions.js";
import { telGetSupportedStates, type TelGetSupportedStatesOptions } from "../aculab/telGetSupportedStates.js";
import { type OwnedNumber, telListNumbers, type TelListNumbersOptions } from "../aculab/telListNumbers.js";
import { type RegulationAddress, telListRegulationAddresses } from "../aculab/telListRegulationAddresses.js";
import { type Purchased, telPurchase, type TelPurchaseOptions } from "../aculab/telPurchase.js";
import { type MimickedPurchase, telPurchaseDevelopment } from "../aculab/telPurchaseDevelopment.js";
import { misuse } from "../errors.js";
import type { RawRequest, Request } from "../http.js";
import type { ListedOrder } from "../orderWire.js";
import {
  AculabInventory,
  AculabOrder,
  type AculabOrderItem,
  type AculabOrderOptions,
  type AculabOrderReport,
  type AculabSetup,
  Release,
  type ReleaseItem,
  type ReleaseOptions,
  type ReleaseReport,
} from "../workflow.js";
import { type ClientOptions, Driver } from "./driver.js";
import { type Inventory, taken } from "./inventory.js";
import { type Bare, type PageOptions, relayed } from "./relay.js";
import { Link } from "./relay/link.js";
import { inRelay, type Keyed, RelayedOrders } from "./relay/orders.js";
import { dryRun, type Resolved, resolving } from "./order.js";
import { type Journaled, journaled, loading, resuming, type Stoppable, type Watching } from "./plan.js";

/**
 * A client of Aculab Cloud: each call, and each workflow.
 *
 * ```ts
 * const client = new aculab.Client({ account: { cloudId, username, accessKey } });
 * const options = { country: "Germany", region: "Berlin", quantity: 2 };
 * const report = await client.order(options, { journal: new FileJournal("order") });
 * ```
 */
export class Client {
  /** @internal */
  static readonly name: string = "Client";

  readonly #driver: Driver<Account, Gateway>;
  /** The orders that run in the relay, where there is one. */
  readonly #relayed: RelayedOrders<AculabOrderItem, AculabOrderReport> | null;

  /**
   * Sends nothing yet. `timeout` and `maxRetries` are for what reads: purchases and deletions are sent once, and waited
   * for 120 seconds. With `relay` it has no account: its requests go there unsigned, and orders run there.
   *
   * @throws TelwireError `invalid_input`
   */
  constructor(options: ClientOptions<AccountLike, Gateway> | PageOptions) {
    const check = (setup: AculabSetup): AculabInventory => new AculabInventory(setup);
    if ("relay" in options) {
      const { route, rest } = relayed(options, bare);
      this.#driver = new Driver({ ...rest, account: account(NOBODY) }, check, route);
      this.#relayed = new RelayedOrders("aculab", new Link(route, rest));
    } else {
      const checked = options.account instanceof Account ? options.account : account(options.account);
      this.#driver = new Driver({ ...options, account: checked }, check);
      this.#relayed = null;
    }
  }

  /**
   * Buys numbers, as {@link telPurchase} says. Sent once: after an error whose `outcome` is `unknown` find out what was
   * done before sending it again, or let {@link Client.order} do that.
   *
   * @throws TelwireError of any kind
   */
  async telPurchase(options: TelPurchaseOptions, stoppable?: Stoppable): Promise<Purchased> {
    return this.#driver.once(telPurchase(options), stoppable);
  }

  /**
   * Mimics a purchase, as {@link telPurchaseDevelopment} says. Repeated as often as `maxRetries` says, where that may
   * help.
   *
   * @throws TelwireError of any kind
   */
  async telPurchaseDevelopment(options: TelPurchaseOptions, stoppable?: Stoppable): Promise<MimickedPurchase> {
    return this.#driver.repeated(telPurchaseDevelopment(options), stoppable);
  }

  /**
   * Asks for the numbers of the account, as {@link telListNumbers} says. Repeated as often as `maxRetries` says, where
   * that may help.
   *
   * @throws TelwireError of any kind
   */
  async telListNumbers(options?: TelListNumbersOptions, stoppable?: Stoppable): Promise<readonly OwnedNumber[]> {
    return this.#driver.repeated(telListNumbers(options), stoppable);
  }

  /**
   * Deletes numbers, as {@link telDeleteNumbers} says. Sent once: after an error whose `outcome` is `unknown` find out
   * what was done before sending it again, or let {@link Client.release} do that.
   *
   * @throws TelwireError of any kind
   */
  async telDeleteNumbers(options: TelDeleteNumbersOptions, stoppable?: Stoppable): Promise<Deleted> {
    return this.#driver.once(telDeleteNumbers(options), stoppable);
  }

  /**
   * Asks for countries, as {@link telGetSupportedCountries} says. Repeated as often as `maxRetries` says, where that may
   * help.
   *
   * @throws TelwireError of any kind
   */
  async telGetSupportedCountries(
    options?: TelGetSupportedCountriesOptions,
    stoppable?: Stoppable,
  ): Promise<readonly string[]> {
    return this.#driver.repeated(telGetSupportedCountries(options), stoppable);
  }

  /**
   * Asks for states, as {@link telGetSupportedStates} says. Repeated as often as `maxRetries` says, where that may help.
   *
   * @throws TelwireError of any kind
   */
  async telGetSupportedStates(
    options: TelGetSupportedStatesOptions,
    stoppable?: Stoppable,
  ): Promise<readonly string[]> {
    return this.#driver.repeated(telGetSupportedStates(options), stoppable);
  }

  /**
   * Asks for regions, as {@link telGetSupportedRegions} says. Repeated as often as `maxRetries` says, where that may
   * help.
   *
   * @throws TelwireError of any kind
   */
  async telGetSupportedRegions(
    options: TelGetSupportedRegionsOptions,
    stoppable?: Stoppable,
  ): Promise<readonly string[]> {
    return this.#driver.repeated(telGetSupportedRegions(options), stoppable);
  }

  /**
   * Asks for addresses, as {@link telListRegulationAddresses} says. Repeated as often as `maxRetries` says, where that may
   * help.
   *
   * @throws TelwireError of any kind
   */
  async telListRegulationAddresses(stoppable?: Stoppable): Promise<readonly RegulationAddress[]> {
    return this.#driver.repeated(telListRegulationAddresses(), stoppable);
  }

  /**
   * Buys numbers in a region, never twice, whatever happens to the answers.
   *
   * The order is written to the journal before anything is bought, and the same call with the same journal goes on with it
   * after a crash, an abort or an error. The report says what became of every number, also where an error stopped the
   * order: see `stopped`.
   *
   * With a relay the order runs there, journal included, and goes on whatever becomes of the page: give a `key` in place of
   * the journal.
   *
   * @throws TelwireError `invalid_input`, also if the journal is of another order; `misuse`, `journal_in_use`; `aborted`
   */
  async order(
    options: AculabOrderOptions,
    keeping: Journaled<AculabOrderItem> | Keyed<AculabOrderItem>,
  ): Promise<AculabOrderReport> {
    const order = new AculabOrder(options, this.#driver.setup());
    if (this.#relayed !== null) {
      order.free();
      return this.#relayed.order(options, keeping as Keyed<AculabOrderItem>);
    }
    const plan = journaled(keeping as Journaled<AculabOrderItem>);
    return this.#driver.report({ ...plan, begin: resuming(order) });
  }

  /**
   * Follows an order that runs in the relay to its end: after a reload, or on another device.
   *
   * @param id - what `onPlaced` of {@link Client.order} said
   * @throws TelwireError `refused`; `aborted`; `transport` if the relay does not answer, though the order goes on there;
   *   `misuse`, `unsupported`, of a client without a relay
   */
  async attach(id: string, watching: Watching<AculabOrderItem> = {}): Promise<AculabOrderReport> {
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
  async resumeOrder(journal: Journaled<AculabOrderItem>): Promise<AculabOrderReport> {
    this.#checkJournal("resumeOrder");
    return this.#driver.report({ ...journaled(journal), begin: loading((checkpoint) => this.#load(checkpoint)) });
  }

  /**
   * Tells the order in the journal what became of a purchase that it could not find out, and goes on with it. After
   * `not_bought` it is bought again: look at the account, and for the confirmation e-mail, first.
   *
   * @throws TelwireError `misuse`: `not_open` if nothing about it is unknown, `journal_in_use`; `invalid_input`; `aborted`
   */
  async resolveOrder(resolved: Resolved<AculabOrderItem>): Promise<AculabOrderReport> {
    this.#checkJournal("resolveOrder");
    const load = (checkpoint: Uint8Array): AculabOrder => this.#load(checkpoint);
    return this.#driver.report(resolving(resolved, load, this.#driver.now));
  }

  /**
   * The first requests of an {@link Client.order}, unsigned, without sending any: the listing and the purchase.
   *
   * @throws TelwireError `invalid_input`
   */
  dryRunOrder(options: AculabOrderOptions): readonly Request[] {
    return dryRun(new AculabOrder(options, this.#driver.setup()));
  }

  /**
   * Everything that the account has: each number with its place, price and date. The report has their price in a month,
   * and says in `stopped` whether an error ended the listing early.
   *
   * @throws TelwireError `aborted`
   */
  async inventory(watching: Watching<OwnedNumber> = {}): Promise<Inventory<OwnedNumber>> {
    return taken(watching, (keeping) =>
      this.#driver.report({ ...keeping, begin: resuming(new AculabInventory(this.#driver.setup())) }),
    );
  }

  /**
   * Gives numbers back, for good, and says of each whether it is gone. A service that `basedOn` made for a number is not
   * documented to be removed with it.
   *
   * @throws TelwireError `invalid_input`, also if the journal is of another release; `misuse`, `journal_in_use`; `aborted`
   */
  async release(options: ReleaseOptions, journal: Journaled<ReleaseItem>): Promise<ReleaseReport> {
    const release = new Release(options, this.#driver.setup());
    return this.#driver.report({ ...journaled(journal), begin: resuming(release) });
  }

  /** Refuses what needs the journal, where that is in the relay. */
  #checkJournal(name: string): void {
    if (this.#relayed !== null) {
      throw misuse("unsupported", `\`${name}\` needs the journal, which is in the relay: \`attach\` follows the order`);
    }
  }

  #load(checkpoint: Uint8Array): AculabOrder {
    return AculabOrder.load(checkpoint, this.#driver.setup());
  }
}

/** Whose account a page has: workflows want one. */
const NOBODY = { cloudId: "0-0-0", username: "page", accessKey: "page" };

function bare({ headers, body }: RawRequest): Bare {
  return { headers: headers.filter(([name]) => name !== "Authorization"), body };
}
