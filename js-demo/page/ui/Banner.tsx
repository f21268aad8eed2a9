import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "./Icon.js";

interface BannerProps {
  readonly tone?: "bad" | "good" | "info" | "warn" | undefined;
  readonly title?: ComponentChildren;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
}

const ICONS: Record<NonNullable<BannerProps["tone"]>, IconName> = {
  bad: "alert",
  good: "check",
  info: "info",
  warn: "alert",
};

/** Something to know before going on. A bad one is read out at once. */
export function Banner({ tone = "info", title, children, actions }: BannerProps) {
  return (
    <div class={`banner banner-${tone}`} role={tone === "bad" ? "alert" : undefined}>
      <Icon name={ICONS[tone]} />
      <div class="banner-body">
        {title !== undefined && <div class="banner-title">{title}</div>}
        {children !== undefined && <div>{children}</div>}
        {actions !== undefined && <div class="row banner-actions">{actions}</div>}
      </div>
    </div>
  );
}
