/**
 * Who buys at Aculab Cloud, and where.
 *
 * @packageDocumentation
 */

import { Confidential } from "../confidential.js";
import { misuse } from "../errors.js";
import { frozen } from "../frozen.js";
import { wasm } from "../wasm.js";

/** The credentials of a user of a cloud account. */
export interface Credentials {
  /** The cloud ID, digits and dashes such as `1-2-0`. */
  readonly cloudId: string;
  /** The username, without the cloud ID. */
  readonly username: string;
  /** The API access key. */
  readonly accessKey: string;
}

/** Where Aculab Cloud is: one base URL. Plain `http` is for this machine alone. */
export type Gateway = string;

/** A cloud account, checked. It prints without its access key, which goes nowhere but into signed requests. */
export class Account extends Confidential<Credentials> {
  /** @internal */
  static override readonly name: string = "Account";

  /** The cloud ID. */
  readonly cloudId: string;
  /** The username, without the cloud ID. */
  readonly username: string;

  /** @internal */
  constructor(credentials: Credentials) {
    super(credentials, refuseAccount);
    this.cloudId = credentials.cloudId;
    this.username = credentials.username;
    Object.freeze(this);
  }

  /** Cloud ID and username, and a placeholder for the access key. */
  override toString(): string {
    return `Account { cloudId: '${this.cloudId}', username: '${this.username}', accessKey: '[secret]' }`;
  }
}

/** An account as it may be given. */
export type AccountLike = Account | Credentials;

/**
 * The account of these credentials, for whoever keeps them: it prints without its access key.
 *
 * @throws TelwireError `invalid_input`
 */
export function account(credentials: Credentials): Account {
  const copy = frozen(credentials);
  wasm(({ check_aculab_account }) => check_aculab_account(copy));
  return new Account(copy);
}

function refuseAccount(): never {
  throw misuse("confidential", "an account is not serialised, as it holds an access key: store the username");
}
