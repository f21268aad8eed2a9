"""What a good engineer writes without telwire: the standard library, and msgspec for JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import msgspec

NUMBER = re.compile(r"([1-9]\d{0,2})-([1-9]\d{0,5})-(\d{1,10})", re.ASCII)


@dataclass(slots=True)
class Number:
    country: str
    area_code: str
    subscriber: str


def numbers(body: bytes) -> list[Number]:
    """aql's answer to a search: a line that says OK, and one of numbers with `_` between."""
    status, _, line = body.decode("ascii").partition("\n")
    if status != "AQVOIP_OK":
        raise ValueError(f"aql refuses: {status}")
    numbers = []
    for text in line.rstrip().split("_"):
        match = NUMBER.fullmatch(text)
        if match is None:
            raise ValueError(f"`{text}` is no number")
        numbers.append(Number(*match.groups()))
    return numbers


@dataclass(slots=True)
class OwnedNumber:
    number: str
    country: str
    state: str | None
    region: str
    price: Decimal
    purchased: date
    did_type: str


def listing(body: bytes) -> list[OwnedNumber]:
    """Aculab's list of an account's numbers: an object of objects."""
    return [
        OwnedNumber(
            number,
            entry["country"],
            entry.get("state"),
            entry["region"],
            Decimal(entry["price"]),
            date.fromisoformat(entry["purchased"]),
            entry["did_type"],
        )
        for number, entry in json.loads(body).items()
    ]


class Entry(msgspec.Struct, gc=False):
    """An entry of Aculab's list for msgspec; the number is its key."""

    country: str
    region: str
    price: Decimal
    purchased: date
    did_type: str
    state: str | None = None


entries = msgspec.json.Decoder(dict[str, Entry]).decode
