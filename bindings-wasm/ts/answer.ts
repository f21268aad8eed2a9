/**
 * Answers that say what was bought, and what does not fit the request.
 *
 * @packageDocumentation
 */

import { misuse } from "./errors.js";
import { callOf } from "./revive.js";
import { wasm } from "./wasm.js";

/** What a purchase bought, or its rehearsal would have. */
export interface Answer<Row, Problem extends { readonly message: string }> {
  /** Everything that arrived, in its order. */
  readonly rows: readonly Row[];
  /** What does not fit the request. Empty means: checked and complete. */
  readonly problems: readonly Problem[];
}

/**
 * The rows of an answer to a purchase, if they are exactly what was asked for.
 *
 * @throws TelwireError `malformed`, `problems`: its `salvaged` is the answer; `misuse`, `no_answer_of_telwire`
 */
export function requireComplete<Row>(answer: Answer<Row, { readonly message: string }>): readonly Row[] {
  const [problem] = answer.problems;
  if (problem === undefined) {
    return answer.rows;
  }
  const call = callOf(answer);
  if (call === null) {
    throw misuse("no_answer_of_telwire", "takes what a call answered, not a copy of it");
  }
  throw Object.assign(
    wasm<Error>(({ with_problems }) => with_problems(call, problem.message)),
    { salvaged: answer },
  );
}
