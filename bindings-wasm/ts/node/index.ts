/**
 * What a server needs beside the main entry: journals in files, accounts of the environment, handlers over `node:http`.
 *
 * @packageDocumentation
 */

export { accountFromEnv, type Environment, gatewayFromEnv } from "./environment.js";
export { FileJournal } from "./fileJournal.js";
export {
  type Handler,
  requestListener,
  type RequestListenerOptions,
  serve,
  type ServeOptions,
  type Server,
} from "./http.js";
