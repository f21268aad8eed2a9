import { useId } from "preact/hooks";

import type { UkLine } from "../../data/basket.js";
import { FIELDS, LABELS, type Remarks, remarksOn } from "../../data/customer.js";
import { useDesk } from "../../data/desk.js";
import { spelled } from "../../data/spelling.js";
import { isReady } from "../../data/telwire.js";
import { IconButton } from "../../ui/Button.js";
import { Icon } from "../../ui/Icon.js";

const SILENT: Remarks = { errors: {}, notes: {} };

/** A number and whom it is for. What aql cannot carry is said while it is typed. */
export function CustomerRow({ line: { number, customer } }: { readonly line: UkLine }) {
  const { basket } = useDesk();
  const id = useId();
  const { errors, notes } = isReady.value ? remarksOn(customer) : SILENT;
  return (
    <div class="customers-row" role="row">
      <span class="number" role="rowheader">
        {spelled(number)}
      </span>
      {FIELDS.map((field) => (
        <div key={field} class="customers-cell" role="cell">
          <input
            class="input"
            aria-label={`${LABELS[field]} for ${spelled(number)}`}
            placeholder={LABELS[field]}
            aria-invalid={errors[field] !== undefined}
            aria-describedby={`${id}-${field}`}
            autocomplete="off"
            spellcheck={false}
            inputMode={field === "email" ? "email" : "text"}
            value={customer[field]}
            onInput={(event) => basket.assign(new Map([[number, { ...customer, [field]: event.currentTarget.value }]]))}
          />
          <div id={`${id}-${field}`} aria-live="polite">
            {errors[field] !== undefined && (
              <div class="field-error">
                <Icon name="alert" />
                {errors[field]}
              </div>
            )}
            {notes[field] !== undefined && <div class="field-hint">{notes[field]}</div>}
          </div>
        </div>
      ))}
      <span role="cell" class="customers-drop">
        <IconButton label={`Take ${spelled(number)} out`} icon="close" onClick={() => basket.drop(number)} />
      </span>
    </div>
  );
}
