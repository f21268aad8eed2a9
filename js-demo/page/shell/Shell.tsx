import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "wouter-preact";

import type { Portal } from "../../shared/portal.js";
import { Lab } from "../lab/Lab.js";
import { site } from "../ui/PageHead.js";
import { Toasts } from "../ui/Toast.js";
import { Bar } from "./Bar.js";
import { ModeLine } from "./ModeLine.js";

interface ShellProps {
  readonly portal: Portal;
  readonly children: ComponentChildren;
}

/** What stands around every place. */
export function Shell({ portal, children }: ShellProps) {
  const main = useRef<HTMLElement>(null);
  useFocusOnArrival(main);
  useEffect(() => {
    site.value = portal.name;
  }, [portal.name]);
  return (
    <div class="shell">
      <button type="button" class="button button-plain skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <header class="shell-head">
        <ModeLine portal={portal} />
        <Bar portal={portal} />
      </header>
      <main class="shell-main" ref={main} tabIndex={-1}>
        {children}
      </main>
      {portal.mode === "TEST" && portal.session !== null && <Lab />}
      <Toasts />
    </div>
  );
}

/** Who goes to another place begins at its top, with the keyboard and the screen reader as well. */
function useFocusOnArrival(main: { readonly current: HTMLElement | null }): void {
  const [location] = useLocation();
  const place = location.split("/")[1];
  const before = useRef(place);
  useEffect(() => {
    if (before.current !== place) {
      before.current = place;
      main.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
  }, [place, main]);
}
