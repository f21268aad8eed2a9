/** What is measured: one task, and each contender's way to do it. */

import { aculab, aql } from "telwire";

import * as answers from "./answers.js";
import * as byHand from "./byHand.js";

/**
 * @typedef {(answer: Uint8Array) => unknown} Task
 *
 * @typedef {object} Case
 * @property {string} name
 * @property {number} size how many numbers there are in the answer
 * @property {Uint8Array} answer
 * @property {Task} byHand
 * @property {Task} telwire
 * @property {number} [target] how many times as fast as by hand telwire has to be
 */

const checkNumbers = aql.checkNumbers({ pattern: "44-113-3*" });
const telListNumbers = aculab.telListNumbers();

/** @param {Uint8Array} body */
const search = (body) => checkNumbers.parse({ status: 200, body });
/** @param {Uint8Array} body */
const listing = (body) => telListNumbers.parse({ status: 200, body });

const SEARCH = { byHand: byHand.numbers, telwire: search };
const SEARCH_READ = { byHand: thenRead(byHand.numbers, lookIntoNumber), telwire: thenRead(search, lookIntoNumber) };
const LISTING = { byHand: byHand.listing, telwire: listing };
const LISTING_READ = { byHand: thenRead(byHand.listing, lookIntoOwned), telwire: thenRead(listing, lookIntoOwned) };

/**
 * Answers to a search and listings of an account: with one number, as many as is usual, and many.
 *
 * @type {readonly Case[]}
 */
export const CASES = [
  { name: "search", size: 1, answer: answers.search(1), ...SEARCH, target: 1 },
  { name: "search", size: 100, answer: answers.search(100), ...SEARCH, target: 2.2 },
  { name: "  with fields read", size: 100, answer: answers.search(100), ...SEARCH_READ },
  { name: "listing", size: 1, answer: answers.listing(1), ...LISTING, target: 1 },
  { name: "listing", size: 1000, answer: answers.listing(1000), ...LISTING, target: 3.5 },
  { name: "  with fields read", size: 1000, answer: answers.listing(1000), ...LISTING_READ },
  { name: "listing", size: 100_000, answer: answers.listing(100_000), ...LISTING },
  { name: "  with an escape", size: 1, answer: answers.listingWithEscape(1), ...LISTING, target: 1 },
  { name: "  with an escape", size: 1000, answer: answers.listingWithEscape(1000), ...LISTING, target: 3.5 },
  { name: "  with an escape", size: 100_000, answer: answers.listingWithEscape(100_000), ...LISTING },
  { name: "  a fifth escaped", size: 1000, answer: answers.listingWithEscapes(1000), ...LISTING },
];

/**
 * The task, and a look into every field of what it gives.
 *
 * @template Value
 * @param {(answer: Uint8Array) => readonly Value[]} task
 * @param {(value: Value) => number} look
 * @returns {Task}
 */
function thenRead(task, look) {
  return (answer) => task(answer).reduce((sum, value) => sum + look(value), 0);
}

/** @param {aql.AqlNumber} number */
function lookIntoNumber({ number, country, areaCode, subscriber, e164 }) {
  return last(number) + last(country) + last(areaCode) + last(subscriber) + last(e164);
}

/** @param {aculab.OwnedNumber} owned */
function lookIntoOwned({ number, country, state, region, price, purchased, didType, other }) {
  const texts = last(number) + last(country) + last(region) + last(didType) + other.length;
  return texts + last(state ?? "") + last(price ?? "") + last(purchased ?? "");
}

/** @param {string} text */
function last(text) {
  return text.charCodeAt(text.length - 1);
}
