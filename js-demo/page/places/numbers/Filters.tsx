import type { Signal } from "@preact/signals";

import { type Feature, type Filter, NO_FILTER, typesOf } from "../../data/filter.js";
import type { Owned } from "../../data/owned.js";
import { Button } from "../../ui/Button.js";
import { Select } from "../../ui/Select.js";
import { TextField } from "../../ui/TextField.js";

interface FiltersProps {
  readonly filter: Signal<Filter>;
  readonly all: readonly Owned[];
  /** How many numbers are shown. */
  readonly count: number;
}

const CARRIERS = [
  { value: "", text: "Both" },
  { value: "aql", text: "aql" },
  { value: "aculab", text: "Aculab Cloud" },
] as const;

const FEATURES: readonly { readonly value: Feature | ""; readonly text: string }[] = [
  { value: "", text: "Any" },
  { value: "forwardactive", text: "Forwarding on" },
  { value: "voicemailon", text: "Voicemail on" },
  { value: "faxenabled", text: "Fax on" },
  { value: "callrecord", text: "Recording on" },
  { value: "failed", text: "Could not be read" },
];

/** What narrows the list of numbers. */
export function Filters({ filter, all, count }: FiltersProps) {
  const set = (part: Partial<Filter>): void => void (filter.value = { ...filter.value, ...part });
  const { text, carrier, type, feature } = filter.value;
  const types = [{ value: "", text: "Any" }, ...typesOf(all).map((value) => ({ value, text: value }))];
  const isNarrowed = count < all.length;
  return (
    <form class="filters" role="search" aria-label="Numbers" onSubmit={(event) => event.preventDefault()}>
      <TextField
        label="Search"
        type="search"
        placeholder="Number, place, user or e-mail"
        value={text}
        onInput={(text) => set({ text })}
      />
      <Select label="Carrier" value={carrier} choices={CARRIERS} onChange={(carrier) => set({ carrier })} />
      <Select label="Type" value={type} choices={types} onChange={(type) => set({ type })} />
      <Select label="Set up" value={feature} choices={FEATURES} onChange={(feature) => set({ feature })} />
      <div class="filters-count small muted" aria-live="polite">
        {isNarrowed ? `${count} of ${all.length} shown` : `${all.length} in all`}
        {isNarrowed && (
          <Button kind="quiet" size="small" onClick={() => (filter.value = NO_FILTER)}>
            Show all
          </Button>
        )}
      </div>
    </form>
  );
}
