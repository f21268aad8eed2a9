import { EmptyState } from "../ui/EmptyState.js";
import { LinkButton } from "../ui/LinkButton.js";
import { PageHead } from "../ui/PageHead.js";

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <>
      <PageHead title="Not found" />
      <EmptyState title="There is nothing at this address" actions={<LinkButton to="/">Go to Home</LinkButton>}>
        The link may be old, or the order may be somebody else’s.
      </EmptyState>
    </>
  );
}
