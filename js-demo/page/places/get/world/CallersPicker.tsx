import type { Callers } from "../../../data/draft.js";
import { Checkbox } from "../../../ui/Checkbox.js";
import { Icon } from "../../../ui/Icon.js";

interface CallersPickerProps {
  readonly callers: Callers;
  readonly error?: string | undefined;
  readonly onChange: (callers: Callers) => void;
}

/** Who may call a toll-free number: the owner pays for their calls. */
export function CallersPicker({ callers, error, onChange }: CallersPickerProps) {
  return (
    <fieldset class="field">
      <legend class="field-label">Who may call it</legend>
      <div class="row row-wide">
        <Checkbox
          label="Landlines"
          checked={callers.allowLandline}
          onChange={(allowLandline) => onChange({ ...callers, allowLandline })}
        />
        <Checkbox
          label="Mobile phones"
          checked={callers.allowCellular}
          onChange={(allowCellular) => onChange({ ...callers, allowCellular })}
        />
        <Checkbox
          label="Payphones"
          checked={callers.allowPayphone}
          onChange={(allowPayphone) => onChange({ ...callers, allowPayphone })}
        />
      </div>
      <div class="field-hint">
        Calls cost you by the minute, more for each kind of caller; some prefixes do not admit mobile phones.
      </div>
      {error !== undefined && (
        <div class="field-error" role="alert">
          <Icon name="alert" />
          {error}
        </div>
      )}
    </fieldset>
  );
}
