import { TelwireError } from "../index.js";

// Of the class that the main entry exports: this entry holds none of its own.

/** @internal */
export function misuse(code: string, message: string): TelwireError {
  return new TelwireError(message, { kind: "misuse", code, outcome: "not_sent", retryable: false });
}

/** @internal */
export function invalidInput(field: string, code: string, message: string): TelwireError {
  const details = { kind: "invalid_input", code, outcome: "not_sent", retryable: false, field } as const;
  return new TelwireError(`\`${field}\` ${message}`, details);
}
