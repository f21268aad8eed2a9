import { signal } from "@preact/signals";

/** How long a toast stays: long enough to be read. */
const SHOWN = 5000;

interface Message {
  readonly id: number;
  readonly text: string;
}

const messages = signal<readonly Message[]>([]);
let latest = 0;

/** Says what has happened, for some seconds. Nothing that must not be missed goes here. */
export function toast(text: string): void {
  const id = ++latest;
  messages.value = [...messages.value, { id, text }];
  setTimeout(() => (messages.value = messages.value.filter((message) => message.id !== id)), SHOWN);
}

/** Where toasts appear: once, in the shell. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {messages.value.map(({ id, text }) => (
        <div key={id} class="toast">
          {text}
        </div>
      ))}
    </div>
  );
}
