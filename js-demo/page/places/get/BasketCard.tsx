import { quantityOf } from "../../data/basket.js";
import { useDesk } from "../../data/desk.js";
import { counted, spelled } from "../../data/spelling.js";
import { Card } from "../../ui/Card.js";
import { IconButton } from "../../ui/Button.js";
import { LinkButton } from "../../ui/LinkButton.js";
import { LineText } from "../basket/LineText.js";

/** So many numbers are named; the rest is counted. */
const NAMED = 6;

/** What is in the basket, beside what is being chosen. */
export function BasketCard() {
  const { basket } = useDesk();
  const { uk, world } = basket.contents.value;
  const count = basket.count.value;
  return (
    <aside class="get-basket" aria-label="Basket">
      <Card title="Basket" aside={<span aria-live="polite">{counted(count, "number")}</span>}>
        {count === 0 ? (
          <p class="muted">Empty. What you choose appears here.</p>
        ) : (
          <div class="stack">
            <ul class="lines">
              {uk.slice(0, NAMED).map(({ number }) => (
                <li key={number}>
                  <span class="number">{spelled(number)}</span>
                  <IconButton label={`Take ${spelled(number)} out`} icon="close" onClick={() => basket.drop(number)} />
                </li>
              ))}
              {uk.length > NAMED && <li class="muted">and {counted(uk.length - NAMED, "more UK number")}</li>}
              {world.map((line) => (
                <li key={line.id}>
                  <span>
                    {quantityOf(line)} × <LineText options={line.options} />
                  </span>
                  <IconButton label="Take this line out" icon="close" onClick={() => basket.remove(line.id)} />
                </li>
              ))}
            </ul>
            <LinkButton to="/basket" kind="primary" icon="arrow">
              Go to the basket
            </LinkButton>
          </div>
        )}
      </Card>
    </aside>
  );
}
