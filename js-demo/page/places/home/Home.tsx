import { PageHead } from "../../ui/PageHead.js";

/** What there is, what it costs, and what needs attention. */
export function Home() {
  return <PageHead title="Home" />;
}
