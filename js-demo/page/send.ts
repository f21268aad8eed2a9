/**
 * How the page reaches its portal: everything that asks for `/api` takes this. The static build puts `static/send.ts` in its
 * place, where the portal is a worker.
 */

/** The runtime's own, so that clients know its errors. */
export const send: typeof fetch = globalThis.fetch;
