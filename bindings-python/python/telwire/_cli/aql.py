"""`telwire aql`: search and order."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TypedDict

from telwire import aql
from telwire._cli import customers, errand, users
from telwire._cli.accounts import aql_desk
from telwire._cli.errand import Errand, Work
from telwire._cli.exits import CommandError, Exit
from telwire._cli.options import (
    Commands,
    Options,
    add_carrier,
    add_command,
    add_group,
    add_journaled,
    add_passwords,
    whole_number,
)
from telwire._cli.render import Listing, show
from telwire._cli.terminal import Terminal

_LIMIT = 100


def add_to(commands: Commands) -> None:
    """Adds the group."""
    group = add_group(commands, "aql", "numbers of the United Kingdom, at aql")
    _add_search(group)
    _add_order(group)
    users.add_to(group)


def _add_search(commands: Commands) -> None:
    parser = add_command(
        commands, "search", _search, "list available numbers", 'aql search "0113 312012*" --limit 5 --sandbox'
    )
    add_carrier(parser)
    parser.add_argument("pattern", metavar="PATTERN", help="such as `0113 312012*` or `44-113-312*`")
    parser.add_argument(
        "--sms", choices=("yes", "no", "ignore"), default="ignore", help="with SMS, without, or both (ignore)"
    )
    parser.add_argument(
        "--limit", type=whole_number, default=_LIMIT, metavar="N", help=f"at most so many ({_LIMIT})"
    )


def _search(options: Options, terminal: Terminal) -> Exit:
    with aql_desk(options, terminal) as desk:
        page_size = min(options.limit + 1, _LIMIT)
        found = desk.client.search(options.pattern, sms_enabled=options.sms, page_size=page_size)
        rows = ((number, number.e164) for number in islice(found, options.limit))
        is_read = show(Listing(("number", "e164"), rows), options.format)
        if is_read and next(found, None):
            terminal.say(f"the first {options.limit}, there are more: --limit N shows them")
    return Exit.DONE


def _add_order(commands: Commands) -> None:
    parser = add_command(
        commands, "order", _order, "buy numbers", "aql order --from customers.csv --passwords passwords.csv"
    )
    add_carrier(parser)
    add_journaled(parser)
    add_passwords(parser)
    parser.add_argument("numbers", nargs="*", metavar="NUMBER", help="such as `44-113-3120120`")
    parser.add_argument(
        "--from",
        dest="customers",
        metavar="FILE",
        help=f"a CSV with the columns {', '.join(customers.COLUMNS)}; - for standard input",
    )
    parser.add_argument(
        "--any", type=whole_number, metavar="N", default=0, help="so many numbers of the pool"
    )
    parser.add_argument("--pool", metavar="PATTERN", help="where numbers that are not named come from")
    parser.add_argument(
        "--substitute", action="store_true", help="take one of the pool in place of one that is gone"
    )
    parser.add_argument("--sms", choices=("yes", "no", "ignore"), help="which numbers of the pool (ignore)")
    parser.add_argument("--protocol", choices=("sip", "iax"), default="sip", help="of the VoIP users (sip)")
    parser.add_argument("--batch-size", type=whole_number, metavar="N", help="numbers in one purchase (100)")
    parser.add_argument(
        "--deadline", type=whole_number, metavar="SECONDS", help="how long the order may buy (3600)"
    )


class _Wanted(TypedDict):
    """What an order is for, as the client takes it."""

    slots: list[aql.Slot]
    protocol: str
    pool: str | None
    sms_enabled: str | None
    substitute: bool
    batch_size: int | None
    deadline: int | None


def _order(options: Options, terminal: Terminal) -> Exit:
    wanted = _wanted(options)
    with aql_desk(options, terminal) as desk:
        requests = desk.client.dry_run_order(**wanted)
        if options.dry_run:
            return errand.dry_run(requests, options)
        order = Errand(
            carrier="aql",
            task="order",
            what=_what(wanted),
            parameters=wanted,
            warning="what is bought is paid for, and aql documents no way to give it back",
            work=Work(partial(desk.client.order, **wanted), desk.client.seal_order),
            facts={"protocol": options.protocol, "price": "aql tells none before the invoice"},
        )
        return errand.place(order, desk, options, terminal)


def _wanted(options: Options) -> _Wanted:
    """Raises `CommandError`, `telwire.InvalidInput`."""
    slots = [aql.Slot(number) for number in options.numbers]
    slots += customers.read(options.customers) if options.customers else []
    slots += [aql.Slot()] * options.any
    if not slots:
        raise CommandError(
            "an order needs numbers", "name some, or give --from FILE, or --any N with --pool PATTERN"
        )
    if not options.pool and (options.substitute or any(slot.number is None for slot in slots)):
        raise CommandError(
            "there is no pool to take numbers from", "give --pool PATTERN, such as `0113 312*`"
        )
    return _Wanted(
        slots=slots,
        protocol=options.protocol,
        pool=options.pool,
        sms_enabled=options.sms,
        substitute=options.substitute,
        batch_size=options.batch_size,
        deadline=options.deadline,
    )


def _what(wanted: _Wanted) -> str:
    """Such as `3 numbers: any 2 of 0113 312*, 44-113-3120120`."""
    named = [slot.number for slot in wanted["slots"] if slot.number is not None]
    others = len(wanted["slots"]) - len(named)
    any_of = [f"any {others} of {wanted['pool']}"] if others else []
    return f"{errand.count(len(wanted['slots']), 'number')}: {errand.some([*any_of, *named])}"
