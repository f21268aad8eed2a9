interface SkeletonProps {
  /** How many lines will be there. */
  readonly lines?: number | undefined;
  /** What is being loaded, for those who hear it. */
  readonly label?: string | undefined;
}

/** The place of what is not there yet, so that nothing moves when it comes. */
export function Skeleton({ lines = 3, label = "Loading" }: SkeletonProps) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} class={`skeleton ${index % 3 === 2 ? "skeleton-short" : "skeleton-long"}`} />
      ))}
    </div>
  );
}
