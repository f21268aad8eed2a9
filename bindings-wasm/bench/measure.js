/** Measures one case, in whichever runtime this is imported. */

/** @import { Case, Task } from "./cases.js" */

const ROUNDS = 25;
const FEWEST_ROUNDS = 5;
/** Milliseconds after which a case gets no more rounds than the fewest. */
const PATIENCE = 4000;
/** How often a contender runs in a round. */
const RUNS = 3;
/** Milliseconds; what is quicker is repeated within the run. */
const SHORTEST_RUN = 5;

/**
 * @typedef {object} Result
 * @property {number} byHand microseconds of the task by hand
 * @property {number} telwire microseconds of telwire's way
 * @property {number} ratio how many times as fast as by hand telwire is
 */

/**
 * The contenders take turns in each round, so that what else the machine does slows all of them. Each counts as its
 * quickest run of the round, and the result is the median over the rounds.
 *
 * @param {Case} case_
 * @returns {Result}
 */
export function measured({ answer, byHand, telwire, ...case_ }) {
  verify(case_.name, byHand(answer), telwire(answer));
  const contenders = [byHand, telwire].map((task) => ({ task, repeats: repeatsOf(task, answer) }));
  /** @type {Result[]} */
  const rounds = [];
  const end = performance.now() + PATIENCE;
  while (rounds.length < FEWEST_ROUNDS || (rounds.length < ROUNDS && performance.now() < end)) {
    const [hand = 0, own = 0] = contenders.map(({ task, repeats }) => quickest(task, answer, repeats));
    rounds.push({ byHand: hand, telwire: own, ratio: hand / own });
  }
  return {
    byHand: median(rounds.map((round) => round.byHand)),
    telwire: median(rounds.map((round) => round.telwire)),
    ratio: median(rounds.map((round) => round.ratio)),
  };
}

/**
 * All contenders understand the same.
 *
 * @param {string} name
 * @param {unknown} byHand
 * @param {unknown} telwire
 */
function verify(name, byHand, telwire) {
  if (JSON.stringify(byHand) !== JSON.stringify(telwire)) {
    throw new Error(`\`${name.trim()}\`: by hand and telwire give different results`);
  }
}

/**
 * How often the task is to be done for a run to be long enough to be timed.
 *
 * @param {Task} task
 * @param {Uint8Array} answer
 */
function repeatsOf(task, answer) {
  let repeats = 1;
  while (microseconds(task, answer, repeats) * repeats < SHORTEST_RUN * 1000) {
    repeats *= 2;
  }
  return repeats;
}

/**
 * The microseconds of the quickest of a few runs.
 *
 * @param {Task} task
 * @param {Uint8Array} answer
 * @param {number} repeats
 */
function quickest(task, answer, repeats) {
  return Math.min(...Array.from({ length: RUNS }, () => microseconds(task, answer, repeats)));
}

/** What the tasks give goes here, or the runtime might leave out what nobody looks at. */
export let result = /** @type {unknown} */ (undefined);

/**
 * What the task takes once, beginning without the garbage of others.
 *
 * @param {Task} task
 * @param {Uint8Array} answer
 * @param {number} repeats
 */
function microseconds(task, answer, repeats) {
  result = undefined;
  globalThis.gc?.();
  const start = performance.now();
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    result = task(answer);
  }
  return ((performance.now() - start) * 1000) / repeats;
}

/**
 * The one in the middle.
 *
 * @param {readonly number[]} values
 */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return /** @type {number} */ (sorted[sorted.length >> 1]);
}
