import type { ComponentChildren } from "preact";

/** What a colour means. */
export type Tone = "accent" | "bad" | "good" | "neutral" | "warn";

interface BadgeProps {
  readonly tone?: Tone | undefined;
  /** Something is going on. */
  readonly live?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** A status: a word, and a colour beside it. */
export function Badge({ tone = "neutral", live, children }: BadgeProps) {
  return <span class={`badge badge-${tone} ${live === true ? "badge-live" : ""}`}>{children}</span>;
}
