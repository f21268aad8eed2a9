/** What a careful engineer writes without telwire: the same checks of what comes in, the same objects out. */

/** @import { aculab, aql } from "telwire" */

const decoder = new TextDecoder();

const NUMBER = /^([1-9]\d{0,2})-(\d{1,6})-(\d{1,10})$/;

/**
 * aql's answer to a search: a line that says OK, and one of numbers with `_` between.
 *
 * @param {Uint8Array} body
 * @returns {aql.AqlNumber[]}
 */
export function numbers(body) {
  const [status, line = ""] = decoder.decode(body).split(/\r?\n/);
  if (status !== "AQVOIP_OK") {
    throw new Error(`aql refuses: ${status}`);
  }
  return line.split("_").map(aqlNumber);
}

/**
 * @param {string} text
 * @returns {aql.AqlNumber}
 */
function aqlNumber(text) {
  const match = NUMBER.exec(text);
  if (match === null) {
    throw new Error(`\`${text}\` is no number`);
  }
  const [number, country, areaCode, subscriber] = /** @type {[string, string, string, string]} */ (
    /** @type {unknown} */ (match)
  );
  return { number, country, areaCode, subscriber, e164: country + areaCode + subscriber };
}

const DIGITS = /^\d{1,32}$/;
const PRICE = /^\d{1,9}(?:\.\d{1,9})?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

/**
 * Aculab's list of an account's numbers: an object of objects.
 *
 * @param {Uint8Array} body
 * @returns {aculab.OwnedNumber[]}
 */
export function listing(body) {
  /** @type {unknown} */
  const json = JSON.parse(decoder.decode(body));
  const entries = /** @type {Record<string, Record<string, unknown>>} */ (json);
  return Object.entries(entries).map(([number, entry]) => ownedNumber(number, entry));
}

/**
 * @param {string} number
 * @param {Record<string, unknown>} entry
 * @returns {aculab.OwnedNumber}
 */
function ownedNumber(number, { country, state = null, region, price, purchased, did_type: didType }) {
  if (
    !DIGITS.test(number) ||
    typeof country !== "string" ||
    (state !== null && typeof state !== "string") ||
    typeof region !== "string" ||
    typeof price !== "string" ||
    !PRICE.test(price) ||
    typeof purchased !== "string" ||
    !DATE.test(purchased) ||
    typeof didType !== "string"
  ) {
    throw new Error(`the entry of \`${number}\` is none`);
  }
  return { number, country, state, region, price, purchased, didType, other: [] };
}
