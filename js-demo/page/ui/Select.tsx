import { Field, type Labelled } from "./Field.js";

/** One of several. */
export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly text: string;
}

interface SelectProps<Value extends string> extends Labelled {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean | undefined;
  readonly name?: string | undefined;
}

/** One of a few choices. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hint, error, optional, value, choices, onChange, disabled, name } = props;
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <select
          {...control}
          class="input"
          name={name}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.value as Value)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} selected={choice.value === value}>
              {choice.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
