import { PageHead } from "../../ui/PageHead.js";

/** Searching, choosing and ordering at both carriers. */
export function GetNumbers() {
  return <PageHead title="Get numbers" />;
}
