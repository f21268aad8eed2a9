/** What goes to the carriers and comes back, as it may be shown: without credentials and SIP passwords. */

import { aql, type Answered, type Request as SignedRequest, TelwireError, type TransportError } from "telwire";
import type { OnBehalf } from "telwire/relay";

import type { Exchange } from "../shared/portal.js";

/** How many exchanges are kept. */
const LENGTH = 300;

/** What stands in the place of a secret. */
const MASK = "[secret]";

export class Wire {
  readonly #now: () => number;
  readonly #exchanges: Exchange[] = [];
  #last = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Those after the one of that number, the oldest first. */
  after(id: number): readonly Exchange[] {
    return this.#exchanges.filter((exchange) => exchange.id > id);
  }

  readonly answered = (request: SignedRequest, result: Answered | TransportError, ms: number, who: OnBehalf): void => {
    const text = textOf(request);
    this.#exchanges.push({
      id: (this.#last += 1),
      at: new Date(this.#now()).toISOString(),
      tenant: who.tenant,
      call: request.call,
      method: request.method,
      url: request.url,
      request: text,
      status: TelwireError.is(result) ? null : result.status,
      answer: TelwireError.is(result) ? result.message : answerOf(request, result),
      ms: Math.round(ms),
      curl: curlOf(request, text),
    });
    this.#exchanges.splice(0, this.#exchanges.length - LENGTH);
  };
}

/** aql's credentials stand at the end of the form, Aculab's in a header. */
const AQL_CREDENTIALS = /&?username=[^&]*&password=[^&]*$/;
const ACULAB_CREDENTIALS = /\nAuthorization: .*$/im;

function textOf(request: SignedRequest): string {
  return String(request).replace(AQL_CREDENTIALS, "").replace(ACULAB_CREDENTIALS, "");
}

function curlOf({ url }: SignedRequest, text: string): string {
  const [head = "", form = ""] = text.split("\n\n");
  const headers = head
    .split("\n")
    .slice(1)
    .filter((line) => !line.startsWith("Content-Type"));
  const isAql = !url.includes("/tel_");
  return [
    `curl ${quoted(url)}`,
    ...headers.map((line) => `--header ${quoted(line)}`),
    ...(form === "" ? [] : [`--data ${quoted(form)}`]),
    ...(isAql
      ? ['--data-urlencode "username=$TELWIRE_AQL_USERNAME"', '--data-urlencode "password=$TELWIRE_AQL_PASSWORD"']
      : ['--user "$TELWIRE_ACULAB_CLOUD_ID/$TELWIRE_ACULAB_USERNAME:$TELWIRE_ACULAB_ACCESS_KEY"']),
  ].join(" \\\n  ");
}

/** For a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** The answer; of a purchase at aql, which holds SIP passwords, what the core read of them is masked. */
function answerOf(request: SignedRequest, answer: Answered): string {
  const text = new TextDecoder().decode(answer.body.reveal());
  return request.call === "assign_numbers" ? masked(request, answer, text) : text;
}

function masked(request: SignedRequest, answer: Answered, text: string): string {
  try {
    const items = (new URLSearchParams(request.body).get("phoneNumbers") ?? "").split("_");
    const { rows, problems } = aql.assignNumbers({ items }).parse({ ...answer, body: answer.body.reveal() });
    return problems.length === 0 ? rows.reduce(maskedRow, text) : unreadable(text);
  } catch (error) {
    // A refusal holds no password; whatever else cannot be read might.
    const isRefused = TelwireError.is(error) && error.kind === "refused";
    return isRefused ? text : unreadable(text);
  }
}

function maskedRow(text: string, { voipnumber, password }: aql.AssignedNumber): string {
  return text.replace(`_${voipnumber}_${password.reveal()}`, `_${voipnumber}_${MASK}`);
}

function unreadable(text: string): string {
  return `[${text.length} characters that could not be read and may hold a SIP password]`;
}
