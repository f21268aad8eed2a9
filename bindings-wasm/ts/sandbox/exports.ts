/**
 * What every entry of the sandbox exports.
 *
 * @packageDocumentation
 */

export type { CallName } from "../callName.js";
export { Clock } from "./clock.js";
export { type Done, type Fault, type FaultKind, Faults } from "./faults.js";
export type { Owned, OwnedUser } from "./owned.js";
export { type Accounts, introduction, Sandbox, type SandboxOptions } from "./sandbox.js";
