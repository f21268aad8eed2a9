/**
 * What a server needs beside the main entry: journals in files, accounts of the environment.
 *
 * @packageDocumentation
 */

export { accountFromEnv, type Environment, gatewayFromEnv } from "./environment.js";
export { FileJournal } from "./fileJournal.js";
