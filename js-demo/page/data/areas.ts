/**
 * The larger areas of the UK, by the names people know them by.
 *
 * @packageDocumentation
 */

/** An area: its name, and its code without the leading zero. */
export interface Area {
  readonly name: string;
  readonly code: string;
}

const CODES: Readonly<Record<string, string>> = {
  Aberdeen: "1224",
  Bath: "1225",
  "Belfast and Northern Ireland": "28",
  Birmingham: "121",
  Blackpool: "1253",
  Bolton: "1204",
  Bournemouth: "1202",
  Bradford: "1274",
  Brighton: "1273",
  Bristol: "117",
  Cambridge: "1223",
  Canterbury: "1227",
  Cardiff: "29",
  Chelmsford: "1245",
  Cheltenham: "1242",
  Chester: "1244",
  Colchester: "1206",
  Coventry: "24",
  Crawley: "1293",
  Derby: "1332",
  Doncaster: "1302",
  Dundee: "1382",
  Edinburgh: "131",
  Exeter: "1392",
  Glasgow: "141",
  Gloucester: "1452",
  Guildford: "1483",
  Huddersfield: "1484",
  Hull: "1482",
  Inverness: "1463",
  Ipswich: "1473",
  Leeds: "113",
  Leicester: "116",
  Liverpool: "151",
  London: "20",
  Luton: "1582",
  Maidstone: "1622",
  Manchester: "161",
  Middlesbrough: "1642",
  "Milton Keynes": "1908",
  Newport: "1633",
  Northampton: "1604",
  Norwich: "1603",
  Nottingham: "115",
  Oxford: "1865",
  Peterborough: "1733",
  Plymouth: "1752",
  Preston: "1772",
  Reading: "118",
  Sheffield: "114",
  Slough: "1753",
  "Southampton and Portsmouth": "23",
  "Southend-on-Sea": "1702",
  "Stoke-on-Trent": "1782",
  Swansea: "1792",
  Swindon: "1793",
  "Tyneside, Durham and Sunderland": "191",
  Wakefield: "1924",
  Warrington: "1925",
  Watford: "1923",
  Wolverhampton: "1902",
  York: "1904",
};

/** In the order of their names. */
export const AREAS: readonly Area[] = Object.entries(CODES).map(([name, code]) => ({ name, code }));

/** The name of an area, or its code as people dial it where it is none of the larger. */
export function areaName(code: string): string {
  return AREAS.find((area) => area.code === code)?.name ?? `0${code}`;
}

/** The name of the larger area that all these digits (`441133120120`) are of; `null` if they are of none. */
export function areaOf(digits: string): string | null {
  const areas = AREAS.filter(({ code }) => digits.startsWith(`44${code}`));
  return areas.sort((one, other) => other.code.length - one.code.length)[0]?.name ?? null;
}
