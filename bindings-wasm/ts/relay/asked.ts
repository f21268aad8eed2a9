/**
 * What a tenant asks for.
 *
 * @packageDocumentation
 */

import type { CallName } from "../callName.js";
import type { Options, ReceivedCall } from "./wasm.js";

/** A call that a tenant asks for. */
export class Asked {
  /** The customer of the portal. */
  readonly tenant: string;
  /** What is asked for. */
  readonly name: CallName;
  /** The call in the module. */
  readonly call: ReceivedCall;
  #options: Options | undefined;

  /** The call as it was received. */
  constructor(tenant: string, call: ReceivedCall) {
    this.tenant = tenant;
    this.name = call.name();
    this.call = call;
  }

  /** The options. They are read when somebody looks at them: most calls are permitted by their names alone. */
  get options(): Options {
    return (this.#options ??= this.call.options());
  }
}
