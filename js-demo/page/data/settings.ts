/**
 * What can be set at a number of aql: the names that people read, what each means, and what may stand there.
 *
 * @packageDocumentation
 */

import { aql, TelwireError } from "telwire/slim";

import { sentence } from "./failure.js";

/** A setting, by the carrier's own name. */
export type Name = keyof aql.Settings;

/** How a setting is asked for. */
export type Control = "choice" | "email" | "number" | "switch" | "tel" | "text" | "time";

/** A setting, for people. */
export interface Setting {
  readonly name: Name;
  readonly label: string;
  readonly help: string;
  readonly control: Control;
  /** What may be chosen, of a `choice`: pairs of value and label. */
  readonly choices?: readonly (readonly [value: string, label: string])[];
}

/** Settings that belong together. */
export interface Group {
  readonly title: string;
  readonly settings: readonly Setting[];
}

const SMS_ACTIONS = [
  ["none", "Do nothing"],
  ["email", "Send an e-mail"],
  ["httpget", "Call a URL (GET)"],
  ["httppost", "Call a URL (POST)"],
] as const;

/** All settings, in the order in which people think of them. */
export const GROUPS: readonly Group[] = [
  {
    title: "Forwarding",
    settings: [
      { name: "forwardactive", control: "switch", label: "Forward calls", help: "Within the hours below." },
      { name: "forwardto", control: "tel", label: "Forward to", help: "As dialled in the UK, such as 01133203040." },
      { name: "forwardstart", control: "time", label: "From", help: "When forwarding starts each day." },
      { name: "forwardend", control: "time", label: "Until", help: "When forwarding ends each day." },
      {
        name: "forwardcli",
        control: "switch",
        label: "Show the caller's number",
        help: "Whoever answers the forwarded call sees who called first.",
      },
    ],
  },
  {
    title: "Voicemail",
    settings: [
      { name: "voicemailon", control: "switch", label: "Voicemail", help: "Takes calls that nobody answers." },
      { name: "voicemaildelay", control: "number", label: "Starts after", help: "Seconds before voicemail answers." },
      { name: "voicemaildest", control: "email", label: "Messages go to", help: "One e-mail address." },
    ],
  },
  {
    title: "Fax",
    settings: [
      { name: "faxenabled", control: "switch", label: "Receive faxes", help: "The number then takes faxes." },
      {
        name: "faxrecipient",
        control: "text",
        label: "Faxes go to",
        help: "E-mail addresses, separated by a comma or a semicolon.",
      },
      { name: "faxrecipientname", control: "text", label: "Recipient's name", help: "Stands on received faxes." },
    ],
  },
  {
    title: "SMS",
    settings: [
      {
        name: "smsaction",
        control: "choice",
        label: "When an SMS arrives",
        help: "Where it goes stands in the next field.",
        choices: SMS_ACTIONS,
      },
      { name: "smsdata", control: "text", label: "SMS go to", help: "An e-mail address, or a URL for GET and POST." },
    ],
  },
  {
    title: "Recording and SIP",
    settings: [
      {
        name: "callrecord",
        control: "switch",
        label: "Record calls",
        help: "Callers must be told that they are recorded.",
      },
      { name: "sipendpoint", control: "text", label: "SIP endpoint", help: "Where calls go, as user@host." },
    ],
  },
];

const SETTINGS = GROUPS.flatMap(({ settings }) => settings);

/** The settings as a form holds them: text as aql writes it, `""` where nothing is known. */
export type Draft = Readonly<Record<Name, string>>;

/** A setting that would change. */
export interface Change {
  readonly setting: Setting;
  readonly from: string;
  readonly to: string;
}

/** What stands in the form when it opens. */
export function draftOf(settings: aql.Settings): Draft {
  return Object.fromEntries(SETTINGS.map(({ name }) => [name, written(settings[name])])) as Draft;
}

/** What the form would change, in its order. */
export function changesOf(before: Draft, after: Draft): readonly Change[] {
  return SETTINGS.map((setting) => ({ setting, from: before[setting.name], to: after[setting.name] })).filter(
    ({ from, to }) => from !== to,
  );
}

/** What of the changes goes to aql: unset is not the same as empty, so only what changes is named. */
export function settingsOf(changes: readonly Change[]): aql.SettingsToMake {
  return Object.fromEntries(changes.map(({ setting, to }) => [setting.name, to]));
}

/** What is wrong with the value, in telwire's words and by the portal's rules; `null` if nothing is. */
export function faultOf(name: Name, value: string, forwardPrefixes: readonly string[]): string | null {
  try {
    aql.changeUser({ user: "form", [name]: value });
  } catch (error) {
    if (TelwireError.is(error)) {
      return sentence(error.message.replace(`\`${name}\` `, ""));
    }
    throw error;
  }
  const isElsewhere = name === "forwardto" && value !== "" && !isForwardable(value, forwardPrefixes);
  return isElsewhere ? `This portal forwards to numbers that begin with ${listed(forwardPrefixes)}.` : null;
}

/** What is switched on and has nowhere to go, in words. */
export function cautionsOf(draft: Draft): readonly string[] {
  return CAUTIONS.filter(([isOn, target]) => isOn(draft) && draft[target] === "").map(([, , caution]) => caution);
}

const CAUTIONS: readonly (readonly [isOn: (draft: Draft) => boolean, target: Name, caution: string])[] = [
  [
    ({ forwardactive }) => forwardactive === "1",
    "forwardto",
    "Forwarding is on, and there is no number to forward to.",
  ],
  [({ voicemailon }) => voicemailon === "1", "voicemaildest", "Voicemail is on, and there is no address for messages."],
  [({ faxenabled }) => faxenabled === "1", "faxrecipient", "Faxes are received, and there is no address for them."],
  [
    ({ smsaction }) => !["", "none"].includes(smsaction),
    "smsdata",
    "SMS are passed on, and there is no address or URL for them.",
  ],
];

/** The time as aql writes it: browsers leave out seconds that are nought. */
export function timeOf(input: string): string {
  return /^\d\d:\d\d$/.test(input) ? `${input}:00` : input;
}

/** The value as people read it. */
export function shown({ control, choices }: Setting, value: string): string {
  if (value === "") {
    return "not set";
  }
  switch (control) {
    case "choice":
      return choices?.find(([choice]) => choice === value)?.[1] ?? value;
    case "switch":
      return value === "1" ? "on" : "off";
    default:
      return value;
  }
}

/** The setting of that name. */
export function settingOf(name: string): Setting | null {
  return SETTINGS.find((setting) => setting.name === name) ?? null;
}

function written(value: aql.Settings[Name]): string {
  return typeof value === "boolean" ? String(Number(value)) : String(value ?? "");
}

/** Prefixes are international, and the number is as dialled in the UK. */
function isForwardable(number: string, prefixes: readonly string[]): boolean {
  const international = number
    .replaceAll(/[\s()-]/g, "")
    .replace(/^(?:\+|00)/, "")
    .replace(/^0/, "44");
  return prefixes.some((prefix) => international.startsWith(prefix));
}

function listed(prefixes: readonly string[]): string {
  return prefixes.map((prefix) => prefix.replace(/^44/, "0")).join(", ");
}
