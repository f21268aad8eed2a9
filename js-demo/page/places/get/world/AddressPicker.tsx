import { useDesk } from "../../../data/desk.js";
import { useResource } from "../../../data/useResource.js";
import { Select } from "../../../ui/Select.js";

interface AddressPickerProps {
  readonly country: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
}

/** A registered address, for countries that ask for one. */
export function AddressPicker({ country, value, onChange }: AddressPickerProps) {
  const { clients } = useDesk();
  const addresses = useResource(async () => (await clients()).aculab.telListRegulationAddresses(), []);
  const here = (addresses.value.value ?? []).filter((address) => address.country === country);
  if (here.length === 0) {
    return (
      <p class="field-hint">
        Some countries ask for a registered address. None is registered for {country}: if the order is refused for that,
        register one with Aculab Cloud first.
      </p>
    );
  }
  return (
    <Select
      label="Registered address"
      optional
      hint="Some countries refuse a purchase without one."
      value={value}
      choices={[
        { value: "", text: "None" },
        ...here.map(({ name, region }) => ({ value: name, text: `${name} (${region})` })),
      ]}
      onChange={onChange}
    />
  );
}
