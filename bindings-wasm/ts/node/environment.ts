/**
 * Accounts and gateways by the variables of the environment, those of telwire's programs.
 *
 * @packageDocumentation
 */

import { readFileSync } from "node:fs";

import { aculab, aql, TelwireError } from "../index.js";
import { invalidInput } from "./errors.js";

/** Variables by their names; `process.env` is one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The account of `TELWIRE_AQL_USERNAME` and `TELWIRE_AQL_PASSWORD`. Each may be given as `…_FILE` too, the path of a
 * file that holds it.
 *
 * @throws TelwireError `invalid_input` that names the variable
 */
export function accountFromEnv(carrier: "aql", env?: Environment): aql.Account;
/**
 * The account of `TELWIRE_ACULAB_CLOUD_ID`, `TELWIRE_ACULAB_USERNAME` and `TELWIRE_ACULAB_ACCESS_KEY`. Each may be given
 * as `…_FILE` too, the path of a file that holds it.
 *
 * @throws TelwireError `invalid_input` that names the variable
 */
export function accountFromEnv(carrier: "aculab", env?: Environment): aculab.Account;
export function accountFromEnv(
  carrier: "aculab" | "aql",
  env: Environment = process.env,
): aculab.Account | aql.Account {
  const variables = new Variables(carrier, env);
  const username = variables.required("USERNAME");
  if (carrier === "aql") {
    const password = variables.required("PASSWORD");
    return variables.checked(() => aql.account({ username, password }));
  }
  const cloudId = variables.required("CLOUD_ID");
  const accessKey = variables.required("ACCESS_KEY");
  return variables.checked(() => aculab.account({ cloudId, username, accessKey }));
}

/**
 * The gateway of `TELWIRE_AQL_GATEWAY` or `TELWIRE_ACULAB_GATEWAY` (or `…_FILE`), one base URL; `undefined`, the
 * carrier's own, where it is not set.
 *
 * @throws TelwireError `invalid_input` that names the variable
 */
export function gatewayFromEnv(carrier: "aculab" | "aql", env: Environment = process.env): string | undefined {
  const variables = new Variables(carrier, env);
  const gateway = variables.optional("GATEWAY");
  if (gateway !== undefined) {
    variables.checked(() => CHECKED_BY[carrier](gateway));
  }
  return gateway;
}

/** Where nothing but the gateway can be wrong. */
const CHECKED_BY = {
  aculab: (gateway: string) =>
    aculab.telListNumbers().request({ account: { cloudId: "1-2-0", username: "nobody", accessKey: "none" }, gateway }),
  aql: (gateway: string) => aql.listUsers().request({ account: { username: "nobody", password: "none" }, gateway }),
};

/** The variables of a carrier. */
class Variables {
  readonly #prefix: string;
  readonly #env: Environment;

  constructor(carrier: "aculab" | "aql", env: Environment) {
    this.#prefix = `TELWIRE_${carrier.toUpperCase()}`;
    this.#env = env;
  }

  /** The value for a field of an account, which cannot do without it. */
  required(field: string): string {
    const value = this.optional(field);
    if (value === undefined) {
      const name = this.#name(field);
      const message = `must be set in the environment, or \`${name}_FILE\`, the path of a file that holds it`;
      throw invalidInput(name, "missing", message);
    }
    return value;
  }

  /** The value for a field, or what its file holds, without the line end. */
  optional(field: string): string | undefined {
    const name = this.#name(field);
    const value = this.#variable(name);
    const path = this.#variable(`${name}_FILE`);
    if (value !== undefined && path !== undefined) {
      throw invalidInput(name, "conflict", `and \`${name}_FILE\` are both set: one of them is stale`);
    }
    return path === undefined ? value : contentOf(`${name}_FILE`, path);
  }

  /** What `make` gives. Its error names the variable. */
  checked<Value>(make: () => Value): Value {
    try {
      return make();
    } catch (error) {
      if (!TelwireError.is(error) || error.kind !== "invalid_input") {
        throw error;
      }
      const field = `\`${error.field}\` `;
      throw invalidInput(this.#name(error.field), error.code, error.message.replace(field, ""));
    }
  }

  #name(field: string): string {
    return `${this.#prefix}_${field.toUpperCase()}`;
  }

  /** One that is empty is refused: a gateway whose variable lost its value must not become the carrier's own. */
  #variable(name: string): string | undefined {
    const value = this.#env[name];
    if (value === "") {
      throw invalidInput(name, "empty", "is set and empty: give it a value, or unset it");
    }
    return value;
  }
}

/** What the file holds, without the line end. */
function contentOf(name: string, path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/[\r\n]+$/, "");
  } catch (error) {
    // Without the system's words, which repeat the path: it may be the secret in the wrong place.
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw invalidInput(name, "wrong_format", `names a file that cannot be read: \`${code}\``);
  }
}
