import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "./Icon.js";

interface EmptyStateProps {
  readonly title: ComponentChildren;
  /** What to do next. */
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly icon?: IconName | undefined;
}

/** Nothing is here yet, and what to do about it. */
export function EmptyState({ title, children, actions, icon = "empty" }: EmptyStateProps) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{children}</p>
      {actions !== undefined && <div class="row">{actions}</div>}
    </div>
  );
}
