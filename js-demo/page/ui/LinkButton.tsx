import type { ComponentChildren } from "preact";
import { Link } from "wouter-preact";

import { Icon, type IconName } from "./Icon.js";

interface LinkButtonProps {
  /** The route. */
  readonly to: string;
  readonly children: ComponentChildren;
  readonly kind?: "plain" | "primary" | "quiet" | undefined;
  readonly icon?: IconName | undefined;
}

/** A link to another place that looks like a button. */
export function LinkButton({ to, children, kind = "plain", icon }: LinkButtonProps) {
  return (
    <Link href={to} class={`button button-${kind}`}>
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </Link>
  );
}
