import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";

/** Whose pages these are: the second half of their titles. */
export const site = signal("");

interface PageHeadProps {
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
}

/** The head of a place: its name, which is the page's title too, and what it is for. */
export function PageHead({ title, children, actions }: PageHeadProps) {
  const name = site.value;
  useEffect(() => {
    document.title = name === "" ? title : `${title} · ${name}`;
  }, [title, name]);
  return (
    <div class="page-head">
      <div>
        <h1>{title}</h1>
        {children !== undefined && <p>{children}</p>}
      </div>
      {actions !== undefined && <div class="row">{actions}</div>}
    </div>
  );
}
