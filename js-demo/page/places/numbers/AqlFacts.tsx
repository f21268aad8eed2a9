import type { OwnedAql } from "../../data/owned.js";
import { Copy } from "../../ui/Copy.js";
import { Facts } from "../../ui/Facts.js";
import { Unread } from "./Unread.js";

/** What aql says of a number, beside its settings. */
export function AqlFacts({ number: { digits, user, voipnumber } }: { readonly number: OwnedAql }) {
  return (
    <div class="stack">
      <Facts
        facts={[
          ["Carrier", "aql"],
          ["Number", digits === "" ? "not known" : <Copied text={digits} what="Number" />],
          ["VoIP user", <Copied text={voipnumber} what="VoIP user" />],
          ["Credit", <span class="number">{user?.credit ?? "not known"}</span>],
          ["Price", "by your contract with aql"],
          ["Release", "not through the API: ask your account manager"],
        ]}
      />
      <Unread entries={user?.other ?? []} />
    </div>
  );
}

function Copied({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <span class="row">
      <span class="number">{text}</span>
      <Copy text={text} what={what} />
    </span>
  );
}
