import { Field, type Labelled } from "./Field.js";

interface TextFieldProps extends Labelled {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onBlur?: (() => void) | undefined;
  readonly type?: "date" | "email" | "number" | "password" | "search" | "tel" | "text" | "time" | undefined;
  readonly placeholder?: string | undefined;
  readonly autocomplete?: string | undefined;
  readonly name?: string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly disabled?: boolean | undefined;
  readonly required?: boolean | undefined;
  /** The id of a `datalist`. */
  readonly list?: string | undefined;
  readonly narrow?: boolean | undefined;
}

/** A line of text. */
export function TextField({ label, hint, error, optional, onInput, narrow, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <input
          {...input}
          {...control}
          class={`input ${narrow === true ? "input-narrow" : ""}`}
          spellcheck={false}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
