/** Answers of the carriers, of any size, the same in every run. */

const PLACES = [
  { country: "United Kingdom", region: "Milton Keynes" },
  { country: "United Kingdom", region: "London" },
  { country: "Germany", region: "Berlin" },
  { country: "USA", state: "California", region: "Los Angeles" },
  { country: "Canada", state: "Alberta", region: "Calgary" },
];
const PRICES = ["1.00", "3.00", "4.50", "12.00"];
const TYPES = ["geographic", "mobile", "national", "tollfree"];

const encoder = new TextEncoder();

/**
 * aql's answer with so many numbers (number provisioning API, "Querying available numbers").
 *
 * @param {number} size
 */
export function search(size) {
  const numbers = Array.from({ length: size }, (_, index) => `44-113-${3_000_000 + index}`);
  return encoder.encode(`AQVOIP_OK\n${numbers.join("_")}\n`);
}

/**
 * Aculab's list of so many numbers (Managing Inbound Telephone Numbers, "Tel List Numbers").
 *
 * @param {number} size
 */
export function listing(size) {
  return encoder.encode(JSON.stringify(entries(size)));
}

/**
 * The same list, with the region of its last entry escaped as Aculab's document escapes it.
 *
 * @param {number} size
 */
export function listingWithEscape(size) {
  const text = JSON.stringify(entries(size));
  const last = text.lastIndexOf('"region":"');
  return encoder.encode(text.slice(0, last) + text.slice(last).replace(/"region":"[^"]*"/, ESCAPED));
}

/**
 * The same list, with every region in Germany escaped: a fifth of them.
 *
 * @param {number} size
 */
export function listingWithEscapes(size) {
  return encoder.encode(JSON.stringify(entries(size)).replaceAll('"region":"Berlin"', ESCAPED));
}

const ESCAPED = String.raw`"region":"M\u00f6nchengladbach"`;

/** @param {number} size */
function entries(size) {
  /** @type {Record<string, object>} */
  const entries = {};
  for (let index = 0; index < size; index += 1) {
    entries[`44${1_900_000_000 + index}`] = owned(index);
  }
  return entries;
}

/**
 * An entry of the list; `state` is there only where countries have states.
 *
 * @param {number} index
 */
function owned(index) {
  const { country, state, region } = pick(PLACES, index);
  const purchased = new Date(Date.UTC(2011, 8, 14 + ((index * 37) % 5000))).toISOString().slice(0, 10);
  return { country, price: pick(PRICES, index), region, purchased, did_type: pick(TYPES, index * 3), state };
}

/**
 * One of the values, each as often as the others.
 *
 * @template Value
 * @param {readonly Value[]} values
 * @param {number} index
 */
function pick(values, index) {
  return /** @type {Value} */ (values[index % values.length]);
}
