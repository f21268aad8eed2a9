import { useState } from "preact/hooks";
import type { aql } from "telwire/slim";

import { AREAS } from "../../../data/areas.js";
import { errorIn, type NumberSearch } from "../../../data/search.js";
import { isReady } from "../../../data/telwire.js";
import { Button } from "../../../ui/Button.js";
import { type Choice, Select } from "../../../ui/Select.js";
import { TextField } from "../../../ui/TextField.js";

const ANY_AREA: Choice = { value: "", text: "Another area, by pattern" };
const AREA_CHOICES: readonly Choice[] = [
  ...AREAS.map(({ name, code }) => ({ value: code, text: `${name} · 0${code}` })),
  ANY_AREA,
];

const SMS_CHOICES: readonly Choice<aql.SmsEnabled>[] = [
  { value: "yes", text: "With SMS" },
  { value: "no", text: "Without SMS" },
  { value: "ignore", text: "With or without SMS" },
];

const LEEDS = "113";

/** An area or a pattern, and whether numbers must have SMS. What cannot be searched for is said while it is typed. */
export function SearchForm({ search }: { readonly search: NumberSearch }) {
  const [areaCode, setAreaCode] = useState(LEEDS);
  const [digits, setDigits] = useState("");
  const [smsEnabled, setSmsEnabled] = useState<aql.SmsEnabled>("yes");
  const [isSent, setSent] = useState(false);

  const wanted = { areaCode, digits, smsEnabled };
  const isUntouched = areaCode === "" && digits === "" && !isSent;
  const error = isReady.value && !isUntouched ? errorIn(wanted) : null;
  const submit = (event: Event): void => {
    event.preventDefault();
    setSent(true);
    if (error === null) {
      void search.begin(wanted);
    }
  };
  const isPattern = areaCode === "";
  return (
    <form class="search-form" onSubmit={submit} noValidate>
      <Select label="Area" value={areaCode} choices={AREA_CHOICES} onChange={setAreaCode} />
      <TextField
        label={isPattern ? "Pattern" : "Begins with"}
        optional={!isPattern}
        hint={isPattern ? "Such as 01273 55*; * stands for any digits" : "Digits after the area code; * for any"}
        placeholder={isPattern ? "01273 *" : "312"}
        value={digits}
        onInput={setDigits}
        error={error}
        autocomplete="off"
      />
      <Select label="SMS" value={smsEnabled} choices={SMS_CHOICES} onChange={setSmsEnabled} />
      <div class="search-form-act">
        <Button type="submit" kind="primary" icon="search" busy={search.isLoading.value}>
          Search
        </Button>
      </div>
    </form>
  );
}
