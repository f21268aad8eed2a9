import { Link, useRoute } from "wouter-preact";

import type { Portal } from "../../shared/portal.js";
import { type Place, PLACES } from "../places.js";
import { BasketLink } from "./BasketLink.js";
import { UserMenu } from "./UserMenu.js";

/** The name, the way to each place, and who is logged in. */
export function Bar({ portal }: { readonly portal: Portal }) {
  return (
    <div class="shell-bar">
      <Link href="/" class="shell-name">
        {portal.logo !== null && <img src={portal.logo} alt="" />}
        {portal.name}
      </Link>
      {portal.session !== null && (
        <nav class="shell-nav" aria-label="Places">
          {PLACES.filter(({ text }) => text !== undefined).map((place) => (
            <Way key={place.path} place={place} />
          ))}
        </nav>
      )}
      {portal.session !== null && (
        <div class="shell-side">
          <BasketLink />
          <UserMenu user={portal.session.user} users={portal.users} />
        </div>
      )}
    </div>
  );
}

function Way({ place: { path, text } }: { readonly place: Place }) {
  const base = path.replace(/\/:.*$/, "");
  // What lies below belongs to the place, such as one of the orders.
  const [isHere] = useRoute(base === "/" ? base : `${base}/*?`);
  return (
    <Link href={base} aria-current={isHere ? "page" : undefined}>
      {text}
    </Link>
  );
}
