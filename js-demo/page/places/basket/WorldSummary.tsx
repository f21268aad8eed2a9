import { quantityOf, type WorldLine } from "../../data/basket.js";
import { LineText } from "./LineText.js";

/** The lines at Aculab Cloud, and what they may cost. */
export function WorldSummary({ lines }: { readonly lines: readonly WorldLine[] }) {
  return (
    <ul class="lines">
      {lines.map(({ id, options }) => (
        <li key={id}>
          <span>
            {quantityOf({ id, options })} × <LineText options={options} />
          </span>
          <span class="muted">
            {options.priceLimit == null ? "at the carrier’s price" : `up to ${options.priceLimit} USD a month each`}
          </span>
        </li>
      ))}
    </ul>
  );
}
