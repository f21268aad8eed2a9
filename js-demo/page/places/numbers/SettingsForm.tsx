import { GROUPS } from "../../data/settings.js";
import { SettingField } from "./SettingField.js";
import type { Configuring } from "./useConfiguring.js";

interface SettingsFormProps {
  /** For the button that stands outside. */
  readonly id: string;
  readonly configuring: Configuring;
  /** The settings that this portal lets its users change. */
  readonly allowed: readonly string[];
}

/** The settings of a number, in groups. */
export function SettingsForm({ id, configuring, allowed }: SettingsFormProps) {
  const { draft, faults, set, review } = configuring;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    review();
  };
  return (
    <form id={id} class="stack stack-wide" noValidate onSubmit={submit}>
      {GROUPS.map(({ title, settings }) => (
        <fieldset key={title} class="settings">
          <legend>{title}</legend>
          {settings.map((setting) => (
            <SettingField
              key={setting.name}
              setting={setting}
              value={draft[setting.name]}
              fault={faults[setting.name] ?? null}
              isAllowed={allowed.includes(setting.name)}
              onChange={(value) => set(setting.name, value)}
            />
          ))}
        </fieldset>
      ))}
    </form>
  );
}
