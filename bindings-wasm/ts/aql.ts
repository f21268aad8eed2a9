/**
 * aql: the number provisioning API, and the number control and credit API.
 *
 * @packageDocumentation
 */

export * from "./aql/account.js";
export * from "./aql/checkNumbers.js";
export * from "./aql/number.js";
