import type { ComponentChildren } from "preact";

import { Icon } from "./Icon.js";

interface DisclosureProps {
  readonly summary: ComponentChildren;
  readonly children: ComponentChildren;
}

/** More, for those who want it. */
export function Disclosure({ summary, children }: DisclosureProps) {
  return (
    <details class="disclosure">
      <summary>
        <Icon name="chevron" />
        {summary}
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
