/**
 * Server-sent events, as far as a relay sends them.
 *
 * @packageDocumentation
 */

/** An event, and its number. */
export interface Sent {
  readonly id: string;
  readonly data: string;
}

const FIELD = /^(id|data): (.*)$/gm;

/** The events of a body, as they come. Ends where it does; what broke off is left out. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Sent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      yield* blocks.map(eventOf).filter(({ data }) => data !== "");
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** What says nothing, such as a sign of life, is an event without data. */
function eventOf(block: string): Sent {
  const fields = [...block.matchAll(FIELD)].map(([, name = "", value = ""]) => [name, value] as const);
  return { id: "", data: "", ...Object.fromEntries(fields) };
}
