import type { ComponentChildren } from "preact";

interface CheckboxProps {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

/** Yes or no. */
export function Checkbox({ label, hint, checked, onChange, disabled }: CheckboxProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="check-text">
        <span>{label}</span>
        {hint !== undefined && <span class="field-hint">{hint}</span>}
      </span>
    </label>
  );
}
