import { Disclosure } from "../../ui/Disclosure.js";
import { Facts } from "../../ui/Facts.js";

interface UnreadProps {
  /** Pairs of name and value, as they came. */
  readonly entries: readonly (readonly [name: string, value: string])[];
}

/** What the carrier says beside what its documents list. */
export function Unread({ entries }: UnreadProps) {
  if (entries.length === 0) {
    return null;
  }
  return (
    <Disclosure summary={`${entries.length} more, as the carrier wrote it`}>
      <Facts facts={entries.map(([name, value]) => [name, <code>{value}</code>])} />
    </Disclosure>
  );
}
