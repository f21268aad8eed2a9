/**
 * What a careful person would do with the calls, as state machines for drivers of your own.
 *
 * `aql.Client` and `aculab.Client` drive them for you. These classes are for whoever has a queue, a durable-execution
 * engine or an event loop: a workflow never sends anything. It says what it wants by `poll`, one output at a time, and is
 * told what happened. The program around it, the *driver*, owns the clock, the connection and the journal; this is one:
 *
 * ```ts
 * async function drive(work, now, wait, send, save) {
 *   for (;;) {
 *     const output = work.poll(now());
 *     switch (output.type) {
 *       case "save":
 *         if (await save(output.seq, output.checkpoint)) work.saved(now(), output.seq);
 *         else work.saveFailed(now(), output.seq, true);
 *         break;
 *       case "send":
 *         try {
 *           work.respond(now(), output.id, await send(output.request)); // such as `received(await fetch(…))`
 *         } catch (error) {
 *           work.fail(now(), output.id, error instanceof NotSent ? "not_sent" : "no_answer");
 *         }
 *         break;
 *       case "wait":
 *         await wait(output.ms);
 *         break;
 *       case "done":
 *         return output.report;
 *     }
 *   }
 * }
 * ```
 *
 * What a driver owes the workflow:
 *
 * - **After `save` nothing but `wait` comes** until the driver says `saved` or `saveFailed`. A save is durable before it is
 *   confirmed, and compare-and-set: the journal takes `seq` only if it holds `seq - 1`, and nothing if `seq` is 1. If it
 *   holds anything else, another driver has it: `conflict` is `true`. Orders and releases save; the others are written down
 *   by `checkpoint()` whenever you like.
 * - **Every `send` is answered once**, by `respond` or `fail`, at the latest after `request.timeout`. Several may be in
 *   flight. `not_sent` is said only where the request certainly never left. Requests are sent once: no retry, no redirect,
 *   and for a purchase a fresh connection. A body that broke off is an answer that is not `complete`.
 * - **`wait`** says for how long nothing happens by itself; what the workflow is told may end it sooner, and `null` lasts
 *   until then.
 * - **`stop`** ends it at the next safe point: at once, or when a purchase in flight is answered.
 * - **`done` is the end**, and stays it. An answer to a purchase that comes even later is taken all the same: poll again.
 *
 * Times are in milliseconds since 1970 by the host's clock; if it is set back, time stands still. The same inputs at the
 * same times give the same outputs; the `seed` of the {@link Setup} alone decides how long retries wait.
 *
 * A workflow goes on elsewhere by `resume(checkpoint)` of a new one with the same options and account; a foreign or damaged
 * checkpoint is refused with `invalid_input`. It holds no account's secret, but an order's holds the SIP passwords that
 * came: keep it as safe as them. Breaking the contract throws `misuse` and changes nothing. In a report, `stopped` is
 * `null`, `"by_caller"`, or the error that no waiting mends: `misuse` with the code `journal_in_use` means that another
 * driver has the journal, `journal_failed` that it could not be written: keep the report.
 *
 * Should the wasm module break down, which is a defect of telwire, the workflows in it are gone: make them anew and resume
 * them with what they saved last.
 *
 * @packageDocumentation
 */

export * from "./workflow/configure.js";
export * from "./workflow/inventory.js";
export type { Fate, Order, Resolution, Sent, Status, Why } from "./workflow/order.js";
export * from "./workflow/order/aculab.js";
export * from "./workflow/order/aql.js";
export * from "./workflow/output.js";
export * from "./workflow/release.js";
export * from "./workflow/retry.js";
export * from "./workflow/search.js";
export type * from "./workflow/setup.js";
export type { Stopped, Workflow } from "./workflow/workflow.js";
