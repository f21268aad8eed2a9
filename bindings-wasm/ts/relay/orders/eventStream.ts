/**
 * What happens to an order, as server-sent events.
 *
 * @packageDocumentation
 */

import { read } from "./log.js";
import type { StoredEvent } from "./store.js";

/** How long nothing is said: proxies between here and the page end what they believe to be dead. */
const SILENCE = 15_000;

/** How long it waits until it looks again, as other processes give no notice. */
const INTERVAL = 500;

/** What a stream is made of. */
export interface Source {
  /** The events after the one of that number. */
  readonly events: (after: number) => Promise<readonly StoredEvent[]>;
  /** Called each time that there was none: whether any may still come. */
  readonly isOpen: () => Promise<boolean>;
  /** Lets so many milliseconds pass, or fewer where there is news. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The number of the event that the page saw last. */
  readonly after: number;
}

const encoder = new TextEncoder();

/** The events up to the end of the order. Several processes may add some: so the store is asked again and again. */
export function eventStream({ events, isOpen, pause, after }: Source): ReadableStream<Uint8Array> {
  const gone = new AbortController();
  let last = after;
  let saidAt = performance.now();

  async function pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    while (!gone.signal.aborted) {
      const news = await events(last);
      if (news.length > 0) {
        say(controller, news.map(lineOf).join(""));
        last = news[news.length - 1]?.id ?? last;
        if (news.some((event) => read(event).type === "end")) {
          controller.close();
        }
        return;
      }
      if (performance.now() - saidAt > SILENCE) {
        say(controller, ": still at it\n\n");
        return;
      }
      if (!(await isOpen())) {
        controller.close();
        return;
      }
      await pause(INTERVAL, gone.signal);
    }
  }

  function say(controller: ReadableStreamDefaultController<Uint8Array>, text: string): void {
    controller.enqueue(encoder.encode(text));
    saidAt = performance.now();
  }

  return new ReadableStream({ pull, cancel: () => gone.abort() });
}

function lineOf({ id, event }: StoredEvent): string {
  return `id: ${id}\ndata: ${event}\n\n`;
}

/** Waits for so long, for the event of that name, or for the signal, whichever comes first. */
export async function newsOf(target: EventTarget, name: string, ms: number, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  await new Promise<void>((resolve) => {
    const done = (): void => resolve();
    target.addEventListener(name, done, { signal: over.signal });
    signal.addEventListener("abort", done, { signal: over.signal });
    const timer = setTimeout(done, ms);
    over.signal.addEventListener("abort", () => clearTimeout(timer));
  });
  over.abort();
}
