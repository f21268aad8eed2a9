import { useDesk } from "../../../data/desk.js";
import { type Draft, purchaseOf } from "../../../data/draft.js";
import { counted } from "../../../data/spelling.js";
import { useResource } from "../../../data/useResource.js";
import { Banner } from "../../../ui/Banner.js";
import { FailureBanner } from "../../../ui/FailureBanner.js";
import { Skeleton } from "../../../ui/Skeleton.js";

/** What a purchase would have answered. */
export function Rehearsal({ draft }: { readonly draft: Draft }) {
  const { clients } = useDesk();
  const answer = useResource(async () => (await clients()).aculab.telPurchaseDevelopment(purchaseOf(draft)), [draft]);
  const failure = answer.failure.value;
  if (failure !== null) {
    return <FailureBanner failure={failure} onRetry={() => void answer.load()} />;
  }
  const rehearsed = answer.value.value;
  if (rehearsed === null) {
    return <Skeleton label="Rehearsing" />;
  }
  return (
    <Banner tone="good" title={`Rehearsed: ${counted(rehearsed.rows.length, "number")}, and nothing was bought`}>
      <p class="number wrap-anywhere">{rehearsed.rows.join(", ")}</p>
      {rehearsed.problems.map(({ message }) => (
        <p key={message}>{message}</p>
      ))}
    </Banner>
  );
}
