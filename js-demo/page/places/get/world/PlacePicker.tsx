import type { aculab } from "telwire/slim";

import { useDesk } from "../../../data/desk.js";
import type { Draft, DraftErrors } from "../../../data/draft.js";
import { useResource } from "../../../data/useResource.js";
import { FailureBanner } from "../../../ui/FailureBanner.js";
import { type Choice, Select } from "../../../ui/Select.js";
import { ListSelect } from "./ListSelect.js";

const TYPE_CHOICES: readonly Choice<aculab.DidType>[] = [
  { value: "geographic", text: "Geographic" },
  { value: "national", text: "National" },
  { value: "mobile", text: "Mobile" },
  { value: "tollfree", text: "Toll-free" },
];

interface PlacePickerProps {
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** Type, country, state where there are any, region: each is asked for when the one before is chosen. */
export function PlacePicker({ draft, errors, onChange }: PlacePickerProps) {
  const { clients } = useDesk();
  const { didType, country, state, region } = draft;
  const countries = useResource(async () => (await clients()).aculab.telGetSupportedCountries({ didType }), [didType]);
  const states = useResource(
    // Prefixes of other types hold for the whole country.
    async () =>
      country === "" || didType !== "geographic" ? [] : (await clients()).aculab.telGetSupportedStates({ country }),
    [country, didType],
  );
  const hasStates = (states.value.value?.length ?? 0) > 0;
  const isPlaced = country !== "" && states.value.value !== null && (!hasStates || state !== "");
  const regions = useResource(
    async () =>
      isPlaced
        ? (await clients()).aculab.telGetSupportedRegions({ country, didType, state: state === "" ? null : state })
        : [],
    [isPlaced, country, state, didType],
  );
  const failed = [countries, states, regions].find(({ failure }) => failure.value !== null);
  const failure = failed?.failure.value ?? null;
  return (
    <>
      <div class="columns">
        <Select
          label="Type"
          value={didType}
          choices={TYPE_CHOICES}
          onChange={(type) => onChange({ didType: type, country: "", state: "", region: "" })}
        />
        <ListSelect
          label="Country"
          list={countries}
          value={country}
          error={errors["country"]}
          onChange={(name) => onChange({ country: name, state: "", region: "", regulationAddress: "" })}
        />
        {hasStates && (
          <ListSelect
            label="State"
            list={states}
            value={state}
            onChange={(name) => onChange({ state: name, region: "" })}
          />
        )}
        <ListSelect
          label={didType === "geographic" ? "Region" : "Prefix"}
          list={regions}
          value={region}
          isEarly={!isPlaced}
          error={errors["region"]}
          onChange={(name) => onChange({ region: name })}
        />
      </div>
      {failure !== null && <FailureBanner failure={failure} onRetry={() => void failed?.load()} />}
    </>
  );
}
