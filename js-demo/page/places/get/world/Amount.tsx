import type { Draft, DraftErrors } from "../../../data/draft.js";
import { Checkbox } from "../../../ui/Checkbox.js";
import { TextField } from "../../../ui/TextField.js";

interface AmountProps {
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** How many, and at what price at most. */
export function Amount({ draft, errors, onChange }: AmountProps) {
  return (
    <div class="columns">
      <TextField
        label="How many"
        type="number"
        min={1}
        value={draft.quantity}
        error={errors["quantity"]}
        onInput={(quantity) => onChange({ quantity })}
      />
      <TextField
        label="Price limit"
        optional
        hint="In US dollars a month. Buys one after the other, and stops at the first that costs more."
        value={draft.priceLimit}
        error={errors["priceLimit"]}
        onInput={(priceLimit) => onChange({ priceLimit })}
      />
      <Checkbox
        label="Fewer are fine"
        hint="If not all are to be had, buy those that are."
        checked={draft.allowPartial}
        onChange={(allowPartial) => onChange({ allowPartial })}
      />
    </div>
  );
}
