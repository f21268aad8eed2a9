/** What the types must tell apart, and what they must refuse. Nothing here runs. */

import { aculab, type AnyTelwireError, aql, type SipPassword, TelwireError } from "telwire";

export function passwords(answer: aql.Assigned): SipPassword[] {
  return answer.rows.map((row) => row.password);
}

export async function firstOwned(response: Response): Promise<string | null> {
  const [owned] = await aculab.telListNumbers().read(response);
  // @ts-expect-error: the list may be empty
  owned.number;
  return owned?.price ?? null;
}

export function carrierCode(thrown: unknown): string | null {
  if (TelwireError.is(thrown) && thrown.kind === "refused") {
    const code: string | null = thrown.carrierCode;
    return code;
  }
  return null;
}

export function field(thrown: unknown): string | null {
  return TelwireError.is(thrown) && thrown.kind === "invalid_input" ? thrown.field : null;
}

export function isTold(error: AnyTelwireError): boolean {
  switch (error.kind) {
    case "aborted":
    case "invalid_input":
    case "misuse":
      return false;
    case "malformed":
    case "refused":
    case "transport":
      return true;
  }
}

// @ts-expect-error: a pattern is one text or three parts
aql.checkNumbers({ country: "44" });
// @ts-expect-error: no such option
aql.checkNumbers({ pattern: "0113 312012*", shown: 3 });
// @ts-expect-error: no such protocol
aql.assignNumbers({ items: [], protocol: "h323" });
// @ts-expect-error: the access key is missing
aculab.telListNumbers().request({ account: { cloudId: "1-2-0", username: "bob@example.com" } });
// @ts-expect-error: answers are read-only
aql.listUsers().parse({ status: 200, body: "" }).pop();
