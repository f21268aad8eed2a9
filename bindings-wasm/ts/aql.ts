/**
 * aql: the number provisioning API, and the number control and credit API.
 *
 * @packageDocumentation
 */

export * from "./aql/account.js";
export * from "./aql/assignNumbers.js";
export * from "./aql/changeUser.js";
export * from "./aql/checkNumbers.js";
export * from "./aql/getUser.js";
export * from "./aql/listUsers.js";
export * from "./aql/number.js";
export * from "./aql/settings.js";
export { Client } from "./client/aql.js";
