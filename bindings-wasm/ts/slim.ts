/**
 * All of telwire, without the wasm module: {@link init} it first, from `telwire/telwire.wasm`.
 *
 * @packageDocumentation
 */

export * as aculab from "./aculab.js";
export { type Answer, requireComplete } from "./answer.js";
export * as aql from "./aql.js";
export type { Call, NoOptions, Signing } from "./call.js";
export {
  type Answered,
  type ClientOptions,
  type Clock,
  type Fetch,
  type HookOptions,
  type Inventory,
  type Journaled,
  type Keyed,
  type ListedOrder,
  type OrderState,
  type PageOptions,
  type Resolved,
  send,
  type SendOptions,
  type Stoppable,
  type Watching,
} from "./client.js";
export { plainAccount } from "./confidential.js";
export {
  Aborted,
  type AnyTelwireError,
  type Failure,
  type InvalidInput,
  type Kind,
  type Malformed,
  type Misuse,
  NoAnswer,
  NotSent,
  type Outcome,
  type Refused,
  TelwireError,
  type TransportError,
} from "./errors.js";
export { type Arrived, type Effect, type HeadersLike, received, type Received, Request } from "./http.js";
export { IndexedDbJournal, type Journal, journalInUse, MemoryJournal, type Unlock } from "./journal.js";
export { Body, SipPassword } from "./secret.js";
export { type Plain, toObject } from "./toObject.js";
export * as workflow from "./workflow.js";
export { init, initSync, type WasmSource } from "./wasm.js";
