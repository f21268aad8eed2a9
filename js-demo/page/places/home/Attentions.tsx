import { attentionOf } from "../../data/attention.js";
import { useDesk } from "../../data/desk.js";
import { Banner } from "../../ui/Banner.js";
import { LinkButton } from "../../ui/LinkButton.js";

/** What needs attention. Nothing is shown where nothing does. */
export function Attentions() {
  const found = attentionOf(useDesk());
  if (found.length === 0) {
    return null;
  }
  return (
    <section class="stack" aria-labelledby="attention">
      <h2 id="attention">Needs your attention</h2>
      {found.map(({ id, tone, title, text, to, action }) => (
        <Banner key={id} tone={tone} title={title} actions={<LinkButton to={to}>{action}</LinkButton>}>
          {text}
        </Banner>
      ))}
    </section>
  );
}
