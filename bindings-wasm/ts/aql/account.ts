/**
 * Who buys at aql, and where.
 *
 * @packageDocumentation
 */

import { Confidential } from "../confidential.js";
import { misuse } from "../errors.js";
import { frozen } from "../frozen.js";
import { wasm } from "../wasm.js";

/** Username and password of a service. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** The credentials of a reseller at aql: those of the provisioning service. */
export interface Credentials extends Login {
  /** Those of the control service, where they are others. */
  readonly control?: Login | null | undefined;
}

/** Where aql's services are: one base URL for both, or one for each. Plain `http` is for this machine alone. */
export type Gateway = string | { readonly provisioning: string; readonly control: string };

/** The account of a reseller, checked. It prints without its passwords, and they go nowhere but into signed requests. */
export class Account extends Confidential<Credentials> {
  /** @internal */
  static override readonly name: string = "Account";

  /** The username at the provisioning service. */
  readonly username: string;

  /** @internal */
  constructor(credentials: Credentials) {
    super(credentials, refuseAccount);
    this.username = credentials.username;
    Object.freeze(this);
  }

  /** The username, and a placeholder for the password. */
  override toString(): string {
    return `Account { username: '${this.username}', password: '[secret]' }`;
  }
}

/** An account as it may be given. */
export type AccountLike = Account | Credentials;

/**
 * The account of these credentials, for whoever keeps them: it prints without its passwords.
 *
 * @throws TelwireError `invalid_input`
 */
export function account(credentials: Credentials): Account {
  const copy = frozen(credentials);
  wasm(({ check_aql_account }) => check_aql_account(copy));
  return new Account(copy);
}

function refuseAccount(): never {
  throw misuse("confidential", "an account is not serialised, as it holds a password: store the username");
}
