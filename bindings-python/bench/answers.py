"""Answers of the carriers, of any size, the same in every run."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta

PLACES = [
    ("United Kingdom", None, "Milton Keynes"),
    ("United Kingdom", None, "London"),
    ("Germany", None, "Berlin"),
    ("USA", "California", "Los Angeles"),
    ("Canada", "Alberta", "Calgary"),
]
PRICES = ["1.00", "3.00", "4.50", "12.00"]
TYPES = ["geographic", "mobile", "national", "tollfree"]


def search(size: int) -> bytes:
    """aql's answer with so many numbers (number provisioning API, "Querying available numbers")."""
    numbers = (f"44-113-{3_000_000 + index}" for index in range(size))
    return b"AQVOIP_OK\n" + "_".join(numbers).encode() + b"\n"


def listing(size: int) -> bytes:
    """Aculab's list of so many numbers (Managing Inbound Telephone Numbers, "Tel List Numbers")."""
    chance = random.Random(size)
    return json.dumps({f"44{1_900_000_000 + index}": owned(chance) for index in range(size)}).encode()


def with_escapes(listing: bytes) -> bytes:
    """The same list, with regions that JSON may escape."""
    return listing.replace(b"Berlin", rb"M\u00f6nchengladbach")


def owned(chance: random.Random) -> dict[str, str]:
    """An entry of the list; `state` is there only where countries have states."""
    country, state, region = chance.choice(PLACES)
    purchased = date(2011, 9, 14) + timedelta(days=chance.randrange(5000))
    entry = {
        "country": country,
        "price": chance.choice(PRICES),
        "region": region,
        "purchased": purchased.isoformat(),
        "did_type": chance.choice(TYPES),
    }
    return entry if state is None else {**entry, "state": state}
