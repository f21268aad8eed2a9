/**
 * What every entry of the sandbox exports.
 *
 * @packageDocumentation
 */

export { Clock } from "./clock.js";
export { type CallName, type Done, type Fault, type FaultKind, Faults } from "./faults.js";
export type { Owned, OwnedUser } from "./owned.js";
export { type Accounts, introduction, Sandbox, type SandboxOptions } from "./sandbox.js";
