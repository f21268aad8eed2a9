import type { ComponentChildren } from "preact";

import { Icon, type IconName } from "./Icon.js";

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: (() => void) | undefined;
  /** How much it stands out: one `primary` on a screen. */
  readonly kind?: "danger" | "plain" | "primary" | "quiet" | undefined;
  readonly icon?: IconName | undefined;
  readonly size?: "normal" | "small" | undefined;
  /** Cannot be pressed now, but stays focusable, so that it can say why with `describedBy`. */
  readonly disabled?: boolean | undefined;
  /** What it does is under way. */
  readonly busy?: boolean | undefined;
  readonly type?: "button" | "submit" | undefined;
  /** For a button whose visible text does not say enough by itself. */
  readonly label?: string | undefined;
  /** The id of what says why it cannot be pressed. */
  readonly describedBy?: string | undefined;
  /** The id of the form that it submits, where it stands outside. */
  readonly form?: string | undefined;
}

/** Something to press. */
export function Button({ children, onClick, kind = "plain", icon, size, disabled, busy, type, ...rest }: ButtonProps) {
  const off = disabled === true || busy === true;
  const press = (event: Event): void => {
    if (off) {
      event.preventDefault();
    } else {
      onClick?.();
    }
  };
  return (
    <button
      type={type ?? "button"}
      class={`button button-${kind} ${size === "small" ? "button-small" : ""}`}
      aria-disabled={off}
      aria-busy={busy === true}
      aria-label={rest.label}
      aria-describedby={rest.describedBy}
      form={rest.form}
      onClick={press}
    >
      {busy === true ? <span class="spinner" /> : icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps {
  /** What it does, in words. */
  readonly label: string;
  readonly icon: IconName;
  readonly onClick: () => void;
}

/** A button that is a picture alone. */
export function IconButton({ label, icon, onClick }: IconButtonProps) {
  return (
    <button type="button" class="button button-quiet button-icon" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
