import { useState } from "preact/hooks";

import { useDesk } from "../../../data/desk.js";
import { type Draft, type DraftErrors, EMPTY_DRAFT, errorsIn, optionsOf } from "../../../data/draft.js";
import { counted } from "../../../data/spelling.js";
import { Button } from "../../../ui/Button.js";
import { Card } from "../../../ui/Card.js";
import { Checkbox } from "../../../ui/Checkbox.js";
import { toast } from "../../../ui/Toast.js";
import { AddressPicker } from "./AddressPicker.js";
import { Amount } from "./Amount.js";
import { CallersPicker } from "./CallersPicker.js";
import { PlacePicker } from "./PlacePicker.js";
import { Rehearsal } from "./Rehearsal.js";

/** Numbers at Aculab Cloud: of which type, where, and how many. */
export function WorldForm() {
  const { basket, clients } = useDesk();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [errors, setErrors] = useState<DraftErrors>({});
  const [isDevelopment, setDevelopment] = useState(false);
  const [rehearsed, setRehearsed] = useState<Draft | null>(null);

  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors({});
    setRehearsed(null);
  };
  const submit = async (): Promise<void> => {
    const found = errorsIn(draft, await clients());
    setErrors(found);
    if (Object.keys(found).length > 0) {
      return;
    }
    if (isDevelopment) {
      setRehearsed({ ...draft });
    } else {
      basket.add(optionsOf(draft));
      toast(`${counted(Number(draft.quantity), "number")} put into the basket`);
      change({ region: "", quantity: "1" });
    }
  };
  return (
    <div class="stack">
      <Card title="Choose where">
        <form
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <PlacePicker draft={draft} errors={errors} onChange={change} />
          {draft.didType === "tollfree" && (
            <CallersPicker
              callers={draft.callers}
              error={errors["did_type"]}
              onChange={(callers) => change({ callers })}
            />
          )}
          {draft.country !== "" && (
            <AddressPicker
              country={draft.country}
              value={draft.regulationAddress}
              onChange={(regulationAddress) => change({ regulationAddress })}
            />
          )}
          <Amount draft={draft} errors={errors} onChange={change} />
          <Checkbox
            label="Development: rehearse the purchase"
            hint="Aculab Cloud answers as if it sold the numbers; nothing is bought and nothing is charged."
            checked={isDevelopment}
            onChange={setDevelopment}
          />
          <div class="row">
            <Button type="submit" kind="primary" icon={isDevelopment ? "lab" : "add"}>
              {isDevelopment ? "Rehearse" : "Add to the basket"}
            </Button>
          </div>
        </form>
      </Card>
      {rehearsed !== null && <Rehearsal draft={rehearsed} />}
    </div>
  );
}
