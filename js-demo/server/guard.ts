/** What browsers are told about every answer: nothing of another site's runs here, and nobody frames it. */

import type { Handler } from "./http.js";

const HEADERS = {
  "content-security-policy":
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

export function guarded(handler: Handler): Handler {
  return async (request) => {
    const response = await handler(request);
    for (const [name, value] of Object.entries(HEADERS)) {
      response.headers.set(name, value);
    }
    return response;
  };
}
