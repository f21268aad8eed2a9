/** What users may set of their numbers, and to what: the rest could be misused. */

import type { ChangeUserRules } from "telwire/relay";

import type { Config } from "./config.js";

type Rule = (value: string) => boolean;

const EMAIL = /^[^\s@,;:<>"/\\]+@[^\s@,;:<>"/\\]+\.[^\s@,;:<>"/\\]+$/;
const FLAG = /^[01]$/;
const TIME = /^\d\d:\d\d:\d\d$/;

/** As long as aql lets a telephone ring makes sense. */
const LONGEST_DELAY = 120;

const isFlag: Rule = (value) => FLAG.test(value);
const isTime: Rule = (value) => TIME.test(value);
const isEmpty: Rule = (value) => value === "";
const isEmail: Rule = (value) => isEmpty(value) || EMAIL.test(value);
const areEmails: Rule = (value) => isEmpty(value) || value.split(/[,;]/).every((one) => EMAIL.test(one.trim()));

/** The rules for the settings that the reseller permits. */
export function rulesOf({ settings, forwardPrefixes }: Config): ChangeUserRules {
  const rules: Readonly<Record<string, Rule>> = {
    callrecord: isFlag,
    faxenabled: isFlag,
    faxrecipient: areEmails,
    faxrecipientname: (value) => value.length <= 80,
    forwardactive: isFlag,
    forwardcli: isFlag,
    forwardend: isTime,
    forwardstart: isTime,
    forwardto: (value) => isEmpty(value) || isForwardable(value, forwardPrefixes),
    smsaction: (value) => ["email", "httpget", "httppost", "none"].includes(value),
    smsdata: (value) => isEmail(value) || isPublicUrl(value),
    voicemaildelay: (value) => /^\d{1,3}$/.test(value) && Number(value) <= LONGEST_DELAY,
    voicemaildest: isEmail,
    voicemailon: isFlag,
  };
  return Object.fromEntries(Object.entries(rules).filter(([name]) => settings.includes(name)));
}

/** Whether calls may go there: every minute of them is on the reseller's bill. */
function isForwardable(dialled: string, prefixes: readonly string[]): boolean {
  const digits = dialled.replaceAll(/[\s()-]/g, "").replace(/^(?:\+|00)/, "");
  const international = digits.replace(/^0/, "44");
  return /^\d{9,15}$/.test(international) && prefixes.some((prefix) => international.startsWith(prefix));
}

function isPublicUrl(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:" && new URL(text).username === "";
}
