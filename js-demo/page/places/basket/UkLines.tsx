import { sharedArea, type UkLine } from "../../data/basket.js";
import { areaName } from "../../data/areas.js";
import { useDesk } from "../../data/desk.js";
import { Card } from "../../ui/Card.js";
import { Checkbox } from "../../ui/Checkbox.js";
import { CustomerRow } from "./CustomerRow.js";
import { CustomersUpload } from "./CustomersUpload.js";

/** The numbers at aql, each with its customer. */
export function UkLines({ lines }: { readonly lines: readonly UkLine[] }) {
  const { basket } = useDesk();
  const area = sharedArea(lines);
  return (
    <Card flush title="United Kingdom · aql" aside={<CustomersUpload lines={lines} />}>
      <div class="customers" role="table" aria-label="UK numbers and their customers">
        <div class="customers-head" role="row">
          <span role="columnheader">Number</span>
          <span role="columnheader">First name</span>
          <span role="columnheader">Last name</span>
          <span role="columnheader">E-mail, for voicemail</span>
          <span role="columnheader">
            <span class="visually-hidden">Take out</span>
          </span>
        </div>
        {lines.map((line) => (
          <CustomerRow key={line.number} line={line} />
        ))}
      </div>
      {area !== null && (
        <div class="customers-foot">
          <Checkbox
            label={`If a number is gone by then, take another one of ${areaName(area)}`}
            hint="Otherwise that customer gets none, and the others are ordered all the same."
            checked={basket.contents.value.substitute}
            onChange={(substitute) => basket.allowSubstitutes(substitute)}
          />
        </div>
      )}
    </Card>
  );
}
