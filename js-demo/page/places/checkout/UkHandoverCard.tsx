import type { workflow } from "telwire/slim";

import { nameOf } from "../../data/customer.js";
import { emailOf, type UkHandover } from "../../data/handover.js";
import { SIP_SERVER } from "../../data/terms.js";
import { Copy } from "../../ui/Copy.js";
import { Facts } from "../../ui/Facts.js";
import { Secret } from "../../ui/Secret.js";

/** All that a customer needs to set up a telephone. */
export function UkHandoverCard({ handover }: { readonly handover: UkHandover }) {
  const { number, customer, user, isLost, password, email } = handover;
  return (
    <article class="card handover" aria-label={`Handover of ${number}`}>
      <div class="handover-head">
        <h3 class="number">{number}</h3>
        <p class="small muted wrap-anywhere">For {nameOf(customer)}</p>
      </div>
      <Facts
        facts={[
          ["Server", <code key="server">{SIP_SERVER}</code>],
          ["User", <code key="user">{user}</code>],
          [
            "Password",
            password === null ? (
              <span class="muted">{isLost ? "lost: ask aql for a new one" : "shown once, and not any more"}</span>
            ) : (
              <Secret key="password" what={`SIP password of ${number}`} reveal={password} />
            ),
          ],
          ["Voicemail", email === null ? null : lateWords(email)],
        ]}
      />
      <div class="row">
        <Copy text={() => emailOf(handover)} what={`E-mail for ${number}`}>
          Copy as e-mail
        </Copy>
      </div>
    </article>
  );
}

function lateWords(email: workflow.LateEmail): string {
  switch (email) {
    case "set":
      return "the address was set after the purchase";
    case "to_do":
      return "the address is still to be set: see My numbers";
    default:
      return `the address could not be set (${email.failed}): set it in My numbers`;
  }
}
