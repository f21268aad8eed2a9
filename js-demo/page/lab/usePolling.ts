import { useEffect } from "preact/hooks";

/** Does something now, and again so many milliseconds after it was done, while it is shown and the page can be seen. */
export function usePolling(act: (signal: AbortSignal) => Promise<unknown>, ms: number): void {
  useEffect(() => {
    const over = new AbortController();
    void again(act, ms, over.signal);
    return () => over.abort();
  }, [act, ms]);
}

async function again(act: (signal: AbortSignal) => Promise<unknown>, ms: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (!document.hidden) {
      // What fails once is asked for again soon enough.
      await act(signal).catch(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
}
