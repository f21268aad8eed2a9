/**
 * Aculab Cloud: inbound telephone numbers.
 *
 * @packageDocumentation
 */

export * from "./aculab/account.js";
export * from "./aculab/didType.js";
export * from "./aculab/telDeleteNumbers.js";
export * from "./aculab/telGetSupportedCountries.js";
export * from "./aculab/telGetSupportedRegions.js";
export * from "./aculab/telGetSupportedStates.js";
export * from "./aculab/telListNumbers.js";
export * from "./aculab/telListRegulationAddresses.js";
export * from "./aculab/telPurchase.js";
export * from "./aculab/telPurchaseDevelopment.js";
export { Client } from "./client/aculab.js";
