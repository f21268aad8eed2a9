import type { Resource } from "../../../data/resource.js";
import { Select } from "../../../ui/Select.js";

interface ListSelectProps {
  readonly label: string;
  /** The carrier's list. */
  readonly list: Resource<readonly string[]>;
  readonly value: string;
  /** Something else has to be chosen first. */
  readonly isEarly?: boolean | undefined;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** One of a list of the carrier's, which takes a moment to come. */
export function ListSelect({ label, list, value, isEarly, error, onChange }: ListSelectProps) {
  const names = isEarly === true ? null : list.value.value;
  const prompt = promptOf(names, isEarly === true);
  const choices = [...(names ?? [])].sort((one, other) => one.localeCompare(other));
  return (
    <Select
      label={label}
      value={value}
      error={error}
      disabled={names === null || names.length === 0}
      choices={[{ value: "", text: prompt }, ...choices.map((name) => ({ value: name, text: name }))]}
      onChange={onChange}
    />
  );
}

function promptOf(names: readonly string[] | null, isEarly: boolean): string {
  if (isEarly) {
    return "Choose the place first";
  }
  if (names === null) {
    return "Loading …";
  }
  return names.length === 0 ? "None to be had" : "Choose …";
}
