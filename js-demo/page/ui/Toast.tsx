import { signal } from "@preact/signals";

/** How long a toast stays: long enough to be read. */
const SHOWN = 4000;

const message = signal<string | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says what has happened, for some seconds or until the next. Nothing that must not be missed goes here. */
export function toast(text: string): void {
  clearTimeout(timer);
  message.value = text;
  timer = setTimeout(() => (message.value = null), SHOWN);
}

/** Where toasts appear: once, in the shell. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {message.value !== null && <div class="toast">{message.value}</div>}
    </div>
  );
}
