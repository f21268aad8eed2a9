import type { workflow } from "telwire/slim";

/** What a line of Aculab Cloud is for, such as `Berlin, Germany (geographic)`. */
export function LineText({ options }: { readonly options: workflow.AculabOrderOptions }) {
  const place = [options.region, options.state, options.country].filter((part) => typeof part === "string");
  return (
    <>
      {place.join(", ")} <span class="muted">({TYPES[options.didType ?? "geographic"]})</span>
    </>
  );
}

/** The types of numbers, for people. */
export const TYPES = {
  geographic: "geographic",
  mobile: "mobile",
  national: "national",
  tollfree: "toll-free",
} as const;
