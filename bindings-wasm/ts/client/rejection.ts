/**
 * What the rejections of `fetch` mean. Browsers tell nothing; Node tells by the codes of causes.
 *
 * @packageDocumentation
 */

/** Node's codes for what fails before a connection carries anything. */
const NEVER_CONNECTED = ["EAI_AGAIN", "ECONNREFUSED", "ENOTFOUND", "UND_ERR_CONNECT_TIMEOUT"];

/** Node's codes for certificates that it does not trust. */
const NOT_TRUSTED =
  /^(?:CERT_|CRL_|DEPTH_ZERO_SELF_SIGNED_CERT$|ERR_TLS_CERT_ALTNAME_|HOSTNAME_MISMATCH$|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|SELF_SIGNED_CERT_IN_CHAIN$|UNABLE_TO_)/;

/**
 * Whether a request of the runtime's own `fetch` that failed so certainly never left.
 *
 * @internal
 */
export function neverLeft(error: unknown): boolean {
  const [innermost] = causes(error).reverse();
  const attempts = membersOf(innermost)["errors"];
  if (Array.isArray(attempts)) {
    // One for each address of the host, tried in turn.
    return attempts.length > 0 && attempts.every(neverLeft);
  }
  const code = codeOf(innermost);
  return NEVER_CONNECTED.includes(code) || NOT_TRUSTED.test(code);
}

/**
 * The code of what went wrong first, or its name.
 *
 * @internal
 */
export function codeOf(error: unknown): string {
  const [innermost] = causes(error).reverse();
  const { code, name } = membersOf(innermost);
  return typeof code === "string" ? code : typeof name === "string" ? name : typeof innermost;
}

/**
 * Whether it holds what the server sent: Node's parser of HTTP keeps that in `data`.
 *
 * @internal
 */
export function isQuotingAnswer(error: unknown): boolean {
  return causes(error).some((cause) => "data" in membersOf(cause));
}

/** The error, and those that caused it, the first of them last. */
function causes(error: unknown): unknown[] {
  const { cause } = membersOf(error);
  return cause === undefined || cause === error ? [error] : [error, ...causes(cause)];
}

function membersOf(error: unknown): Record<string, unknown> {
  return typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {};
}
