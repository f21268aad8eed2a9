import { type ComponentChildren, Fragment } from "preact";

interface FactsProps {
  /** Each with its name; what is `null` is left out. */
  readonly facts: readonly (readonly [string, ComponentChildren])[];
}

/** Names and values, below each other. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
