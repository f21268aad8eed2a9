import type { Failure } from "../data/failure.js";
import { loadPortal } from "../data/signIn.js";
import { Banner } from "../ui/Banner.js";
import { Button } from "../ui/Button.js";

/** The portal's server could not be asked who is there. */
export function Unreachable({ failure }: { readonly failure: Failure }) {
  return (
    <main class="shell-main">
      <Banner
        tone="bad"
        title={failure.text}
        actions={
          <Button icon="refresh" onClick={() => void loadPortal()}>
            Try again
          </Button>
        }
      >
        {failure.advice}
      </Banner>
    </main>
  );
}
