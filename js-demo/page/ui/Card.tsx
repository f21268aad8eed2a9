import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

interface CardProps {
  readonly title?: ComponentChildren;
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
  /** Without space around what it holds, as for a table. */
  readonly flush?: boolean | undefined;
}

/** A surface with a heading. */
export function Card({ title, aside, children, flush }: CardProps) {
  const id = useId();
  return (
    <section class={flush === true ? "card card-flush" : "card"} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <div class="card-head">
          <h2 id={id}>{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
