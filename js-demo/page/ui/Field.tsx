import type { ComponentChildren, VNode } from "preact";
import { useId } from "preact/hooks";

import { Icon } from "./Icon.js";

/** What stands around every control. */
export interface Labelled {
  readonly label: ComponentChildren;
  /** What to put there, or why. */
  readonly hint?: ComponentChildren;
  /** What is wrong with what is there. */
  readonly error?: string | null | undefined;
  readonly optional?: boolean | undefined;
}

/** What a control needs to belong to its label, hint and error. */
export interface ControlAttributes {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean;
}

interface FieldProps extends Labelled {
  readonly children: (control: ControlAttributes) => VNode;
}

/** A control with its label above, and its hint and its error below. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const id = useId();
  const isWrong = error !== null && error !== undefined;
  const described = [hint !== undefined && `${id}-hint`, isWrong && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
        {optional === true && <span class="field-optional"> (optional)</span>}
      </label>
      {children({ id, "aria-describedby": described || undefined, "aria-invalid": isWrong })}
      {hint !== undefined && (
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <div class="field-error" id={`${id}-error`} aria-live="polite" hidden={!isWrong}>
        <Icon name="alert" />
        <span>{error}</span>
      </div>
    </div>
  );
}
