import { useState } from "preact/hooks";
import type { aql } from "telwire/slim";

import { useDesk } from "../../../data/desk.js";
import { counted } from "../../../data/spelling.js";
import { Button } from "../../../ui/Button.js";
import { toast } from "../../../ui/Toast.js";

interface ChooseFirstProps {
  readonly found: readonly aql.AqlNumber[];
  readonly smsEnabled: aql.SmsEnabled;
}

/** Puts the next so many of what was found into the basket. */
export function ChooseFirst({ found, smsEnabled }: ChooseFirstProps) {
  const { basket } = useDesk();
  const [count, setCount] = useState("5");
  const free = found.filter(({ number }) => !basket.holds(number));
  const choose = (event: Event): void => {
    event.preventDefault();
    const next = free.slice(0, Math.max(0, Math.floor(Number(count) || 0)));
    basket.choose(
      next.map(({ number }) => number),
      smsEnabled,
    );
    toast(`${counted(next.length, "number")} put into the basket`);
  };
  return (
    <form class="choose-first" onSubmit={choose} noValidate>
      <label class="small">
        <span>Choose the next</span>
        <input
          class="input"
          type="number"
          min={1}
          max={found.length}
          value={count}
          onInput={(event) => setCount(event.currentTarget.value)}
        />
      </label>
      <Button type="submit" size="small">
        Add
      </Button>
    </form>
  );
}
