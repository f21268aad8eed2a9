import { sharedArea, type UkLine } from "../../data/basket.js";
import { areaName } from "../../data/areas.js";
import { useDesk } from "../../data/desk.js";
import { nameOf } from "../../data/customer.js";
import { spelled } from "../../data/spelling.js";
import { Disclosure } from "../../ui/Disclosure.js";

/** So many numbers are shown before somebody asks for the rest. */
const SHOWN = 6;

/** The UK numbers, each with its customer. */
export function UkSummary() {
  const { basket } = useDesk();
  const { uk, substitute } = basket.contents.value;
  const area = sharedArea(uk);
  return (
    <>
      <Numbers lines={uk.slice(0, SHOWN)} />
      {uk.length > SHOWN && (
        <Disclosure summary={`${uk.length - SHOWN} more`}>
          <Numbers lines={uk.slice(SHOWN)} />
        </Disclosure>
      )}
      <p class="small muted">
        {substitute && area !== null
          ? `If a number is gone by then, another one of ${areaName(area)} takes its place.`
          : "If a number is gone by then, it is left out; the others are ordered all the same."}
      </p>
    </>
  );
}

function Numbers({ lines }: { readonly lines: readonly UkLine[] }) {
  return (
    <ul class="lines">
      {lines.map(({ number, customer }) => (
        <li key={number}>
          <span class="number">{spelled(number)}</span>
          <span class="muted wrap-anywhere">{nameOf(customer)}</span>
        </li>
      ))}
    </ul>
  );
}
