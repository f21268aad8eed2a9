"""`telwire aculab`: what can be bought, orders, and the numbers of the account."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TypedDict

from telwire import aculab
from telwire._cli import errand
from telwire._cli.accounts import aculab_desk
from telwire._cli.errand import Errand, Work
from telwire._cli.exits import Exit
from telwire._cli.options import (
    Commands,
    Options,
    Parser,
    add_carrier,
    add_command,
    add_group,
    add_journaled,
    one_of,
    whole_number,
)
from telwire._cli.render import Listing, show
from telwire._cli.terminal import Terminal


def add_to(commands: Commands) -> None:
    """Adds the group."""
    group = add_group(commands, "aculab", "inbound numbers of many countries, at Aculab Cloud")
    _add_places(group)
    _add_order(group)
    _add_numbers(group)
    _add_release(group)


def _add_places(commands: Commands) -> None:
    countries = add_command(
        commands, "countries", _countries, "list the countries with numbers", "aculab countries --type mobile"
    )
    add_carrier(countries)
    _add_type(countries)
    states = add_command(
        commands, "states", _states, "list the states of a country", 'aculab states "United States"'
    )
    add_carrier(states)
    states.add_argument("country", metavar="COUNTRY")
    regions = add_command(
        commands, "regions", _regions, "list the regions of a country", "aculab regions Germany"
    )
    add_carrier(regions)
    regions.add_argument("country", metavar="COUNTRY")
    regions.add_argument("--state", metavar="STATE", help="where the country has states")
    _add_type(regions)
    addresses = add_command(
        commands, "addresses", _addresses, "list the regulation addresses of the account", "aculab addresses"
    )
    add_carrier(addresses)


def _add_type(parser: Parser) -> None:
    parser.add_argument(
        "--type",
        dest="did_type",
        type=one_of(aculab.DidType),
        metavar="TYPE",
        help=", ".join(aculab.DidType),
    )


def _countries(options: Options, terminal: Terminal) -> Exit:
    with aculab_desk(options, terminal) as desk:
        names = desk.client.tel_get_supported_countries(did_type=options.did_type)
    return _show_names("country", names, options)


def _states(options: Options, terminal: Terminal) -> Exit:
    with aculab_desk(options, terminal) as desk:
        names = desk.client.tel_get_supported_states(options.country)
    return _show_names("state", names, options)


def _regions(options: Options, terminal: Terminal) -> Exit:
    with aculab_desk(options, terminal) as desk:
        names = desk.client.tel_get_supported_regions(
            options.country, state=options.state, did_type=options.did_type
        )
    return _show_names("region", names, options)


def _show_names(column: str, names: Iterable[str], options: Options) -> Exit:
    show(Listing((column,), [(name,) for name in names]), options.format)
    return Exit.DONE


def _addresses(options: Options, terminal: Terminal) -> Exit:
    with aculab_desk(options, terminal) as desk:
        addresses = desk.client.tel_list_regulation_addresses()
    rows = [(address.name, address.country, address.region) for address in addresses]
    show(Listing(("name", "country", "region"), rows), options.format)
    return Exit.DONE


def _add_order(commands: Commands) -> None:
    parser = add_command(
        commands,
        "order",
        _order,
        "buy numbers",
        "aculab order Germany Berlin --quantity 2 --price-limit 5.00",
    )
    add_carrier(parser)
    add_journaled(parser)
    parser.add_argument("country", metavar="COUNTRY", help="as `telwire aculab countries` names it")
    parser.add_argument("region", metavar="REGION", help="as `telwire aculab regions` names it")
    parser.add_argument("--quantity", type=whole_number, metavar="N", default=1, help="so many (1)")
    parser.add_argument("--state", metavar="STATE", help="where the country has states")
    parser.add_argument("--address", metavar="NAME", help="a regulation address, where the country wants one")
    parser.add_argument("--based-on", metavar="SERVICE", help="make inbound services like this one")
    parser.add_argument("--allow-partial", action="store_true", help="take fewer if there are not so many")
    _add_type(parser)
    for caller in ("landline", "cellular", "payphone"):
        parser.add_argument(
            f"--{caller}", action="store_true", help=f"of toll-free numbers: free from a {caller}"
        )
    parser.add_argument(
        "--exclusive-buyer",
        action="store_true",
        help="nobody else buys on the account meanwhile: a number that appears after a lost answer is the order's",
    )
    parser.add_argument(
        "--price-limit",
        type=_usd,
        metavar="USD",
        help="buy one by one, and stop at one that costs more in a month",
    )
    parser.add_argument(
        "--deadline", type=whole_number, metavar="SECONDS", help="how long the order may buy (3600)"
    )


def _usd(text: str) -> Decimal:
    """Reads an amount of US dollars."""
    with suppress(InvalidOperation):
        amount = Decimal(text)
        if amount.is_finite() and not amount.is_signed():
            return amount
    raise argparse.ArgumentTypeError(f"must be an amount of US dollars such as 5.00, got `{text}`")


class _Purchase(TypedDict):
    """What a purchase is for, as the client takes it."""

    country: str
    region: str
    state: str | None
    regulation_address: str | None
    quantity: int
    based_on: str | None
    allow_partial: bool
    did_type: str | None
    allow_landline: bool
    allow_cellular: bool
    allow_payphone: bool


class _Wanted(_Purchase):
    """What an order is for, as the client takes it."""

    exclusive_buyer: bool
    price_limit: Decimal | None
    deadline: int | None


def _order(options: Options, terminal: Terminal) -> Exit:
    purchase = _purchase(options)
    wanted = _Wanted(
        **purchase,
        exclusive_buyer=options.exclusive_buyer,
        price_limit=options.price_limit,
        deadline=options.deadline,
    )
    with aculab_desk(options, terminal) as desk:
        requests = desk.client.dry_run_order(**purchase)
        if options.dry_run:
            return errand.dry_run(requests, options)
        order = Errand(
            carrier="aculab",
            task="order",
            what=f"{errand.count(options.quantity, 'number')}: {options.region}, {options.country}",
            parameters=wanted,
            warning="each number is paid for at once and every month until it is released",
            work=Work(partial(desk.client.order, **wanted)),
            facts={"price": _price(options)},
        )
        return errand.place(order, desk, options, terminal)


def _price(options: Options) -> str:
    if options.price_limit is None:
        return "the carrier tells it of a number that is bought, not before"
    return f"no further number after one above {options.price_limit} USD a month"


def _purchase(options: Options) -> _Purchase:
    return _Purchase(
        country=options.country,
        region=options.region,
        state=options.state,
        regulation_address=options.address,
        quantity=options.quantity,
        based_on=options.based_on,
        allow_partial=options.allow_partial,
        did_type=options.did_type,
        allow_landline=options.landline,
        allow_cellular=options.cellular,
        allow_payphone=options.payphone,
    )


def _add_numbers(commands: Commands) -> None:
    parser = add_command(
        commands, "numbers", _numbers, "list the numbers of the account", "aculab numbers --country Germany"
    )
    add_carrier(parser)
    parser.add_argument("--country", metavar="COUNTRY", help="only there")
    parser.add_argument("--state", metavar="STATE", help="only there")
    parser.add_argument("--region", metavar="REGION", help="only there")
    _add_type(parser)


def _numbers(options: Options, terminal: Terminal) -> Exit:
    with aculab_desk(options, terminal) as desk:
        owned = desk.client.tel_list_numbers(
            country=options.country, state=options.state, region=options.region, did_type=options.did_type
        )
    columns = ("number", "country", "state", "region", "type", "price", "purchased")
    rows = [
        (
            number.number,
            number.country,
            number.state,
            number.region,
            number.did_type,
            number.price,
            number.purchased,
        )
        for number in owned
    ]
    show(Listing(columns, rows), options.format)
    terminal.say(f"{errand.count(len(owned), 'number')}, {_per_month(owned)}")
    return Exit.DONE


def _per_month(owned: Iterable[aculab.OwnedNumber]) -> str:
    """What they cost together, as far as the listing tells."""
    prices = [number.price for number in owned]
    known = [price for price in prices if price is not None]
    untold = f", {len(prices) - len(known)} without a price" if len(known) < len(prices) else ""
    return f"{sum(known, Decimal(0))} USD a month{untold}"


def _add_release(commands: Commands) -> None:
    parser = add_command(
        commands, "release", _release, "give numbers back", "aculab release 493012345678 493012345679"
    )
    add_carrier(parser)
    add_journaled(parser)
    parser.add_argument("numbers", nargs="+", metavar="NUMBER", help="as `telwire aculab numbers` names it")
    parser.add_argument("--batch-size", type=whole_number, metavar="N", help="numbers in one request")


def _release(options: Options, terminal: Terminal) -> Exit:
    call = aculab.TelDeleteNumbers(options.numbers)
    if options.dry_run:
        return errand.dry_run([call.request()], options)
    wanted = {"numbers": options.numbers, "batch_size": options.batch_size}
    with aculab_desk(options, terminal) as desk:
        release = Errand(
            carrier="aculab",
            task="release",
            what=f"{errand.count(len(options.numbers), 'number')}: {errand.some(options.numbers)}",
            parameters=wanted,
            warning="what is released is lost to whoever is called on it, and may not be had again",
            work=Work(partial(desk.client.release, **wanted)),
            facts=_known(options.numbers, desk.client.tel_list_numbers()),
        )
        return errand.place(release, desk, options, terminal)


def _known(numbers: list[str], owned: Iterable[aculab.OwnedNumber]) -> dict[str, str]:
    """What the listing of the account says about the numbers."""
    by_number = {number.number: number for number in owned}
    ours = [by_number[number] for number in numbers if number in by_number]
    foreign = [number for number in numbers if number not in by_number]
    places = sorted({f"{number.region}, {number.country}" for number in ours})
    facts = {"where": errand.some(places), "price": _per_month(ours)} if ours else {}
    return facts | ({"not yours": errand.some(foreign)} if foreign else {})
