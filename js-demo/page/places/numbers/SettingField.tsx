import { type Control, type Setting, timeOf } from "../../data/settings.js";
import { Checkbox } from "../../ui/Checkbox.js";
import { Select } from "../../ui/Select.js";
import { TextField } from "../../ui/TextField.js";

interface SettingFieldProps {
  readonly setting: Setting;
  /** As aql writes it; `""` where it is not set. */
  readonly value: string;
  /** What is wrong with it; `null` if nothing is. */
  readonly fault: string | null;
  /** Whether this portal lets its users change it. */
  readonly isAllowed: boolean;
  readonly onChange: (value: string) => void;
}

const INPUTS: Readonly<Record<Exclude<Control, "choice" | "switch">, "email" | "number" | "tel" | "text" | "time">> = {
  email: "email",
  number: "number",
  tel: "tel",
  text: "text",
  time: "time",
};

/** One setting, by the control that suits it. */
export function SettingField({ setting, value, fault, isAllowed, onChange }: SettingFieldProps) {
  const { control, label, help, choices = [] } = setting;
  const hint = isAllowed ? help : "Only the portal's owner changes this.";
  if (control === "switch") {
    const toggle = (isOn: boolean): void => onChange(isOn ? "1" : "0");
    return <Checkbox label={label} hint={hint} checked={value === "1"} disabled={!isAllowed} onChange={toggle} />;
  }
  if (control === "choice") {
    const unset = value === "" ? [{ value: "", text: "Not set" }] : [];
    const all = [...unset, ...choices.map(([value, text]) => ({ value, text }))];
    return (
      <Select
        label={label}
        hint={hint}
        error={fault}
        value={value}
        choices={all}
        disabled={!isAllowed}
        onChange={onChange}
      />
    );
  }
  return (
    <TextField
      label={label}
      hint={hint}
      error={fault}
      type={INPUTS[control]}
      narrow={control === "number"}
      value={value}
      disabled={!isAllowed}
      onInput={(input) => onChange(control === "time" ? timeOf(input) : input)}
    />
  );
}
