"""`telwire aql users`: the VoIP users of the account and their settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from telwire import Error, aql
from telwire._cli import errand
from telwire._cli.accounts import aql_desk
from telwire._cli.exits import CommandError, Exit, of_error
from telwire._cli.options import Commands, Options, add_carrier, add_command, add_confirmation, add_group
from telwire._cli.render import Format, Listing, show
from telwire._cli.terminal import Terminal
from telwire.workflow import AqlUser, ConfigureReport

_SWITCHES = {"callrecord", "faxenabled", "forwardactive", "forwardcli", "voicemailon"}
_COLUMNS = ("voipnumber", "number", "credit", "forwards_to", "voicemail", "note")
_WRITTEN = {"yes": "1", "no": "0"}
_READ = {written: word for word, written in _WRITTEN.items()}


def add_to(commands: Commands) -> None:
    """Adds the group."""
    group = add_group(commands, "users", "the VoIP users of the account")
    add_carrier(add_command(group, "list", _list, "list the VoIP users", "aql users list --format csv"))
    parser = add_command(group, "get", _get, "show the settings of a VoIP user", "aql users get 612345")
    add_carrier(parser)
    parser.add_argument("user", metavar="USER", help="the VoIP user, as `telwire aql users list` names it")
    _add_set(group)
    add_carrier(
        add_command(
            group, "inventory", _inventory, "show all VoIP users with their settings", "aql users inventory"
        )
    )


def _list(options: Options, terminal: Terminal) -> Exit:
    with aql_desk(options, terminal) as desk:
        users = desk.client.list_users()
    show(Listing(("voipnumber",), [(user,) for user in users]), options.format)
    return Exit.DONE


def _get(options: Options, terminal: Terminal) -> Exit:
    with aql_desk(options, terminal) as desk:
        user = desk.client.get_user(user=options.user)
    show(Listing(("setting", "value"), list(_settings(user)), user.to_dict()), options.format)
    return Exit.DONE


def _settings(user: aql.User) -> Iterator[tuple[str, object]]:
    """What is known of a user, a row for each item."""
    yield from (("voipnumber", user.voipnumber), ("pstnnumber", user.pstnnumber), ("credit", user.credit))
    yield from ((name, value) for name, value in user.settings.to_dict().items() if value is not None)
    yield from user.other


def _add_set(commands: Commands) -> None:
    example = "aql users set 612345 forwardto=01133203040 forwardactive=yes"
    parser = add_command(commands, "set", _set, "change settings of a VoIP user, and read them back", example)
    add_carrier(parser)
    add_confirmation(parser)
    parser.add_argument("user", metavar="USER", help="the VoIP user, as `telwire aql users list` names it")
    parser.add_argument(
        "settings",
        nargs="+",
        metavar="NAME=VALUE",
        help="yes or no for switches, nothing behind `=` for an empty text",
    )


def _set(options: Options, terminal: Terminal) -> Exit:
    changes = _changes(options.settings)
    call = aql.ChangeUser(user=options.user, **changes)
    if options.dry_run:
        return errand.dry_run([call.request()], options)
    with aql_desk(options, terminal) as desk:
        now = desk.client.get_user(user=options.user).settings.to_dict()
        terminal.facts({"user": options.user, "gateway": desk.gateway, **_differences(now, changes)})
        terminal.confirm(f"change {errand.count(len(changes), 'setting')} of {options.user}?")
        with terminal.progress() as on_progress:
            report = desk.client.configure(user=options.user, on_progress=on_progress, **changes)
    if report.differences or options.format != Format.TABLE:
        rows = [(difference.name, difference.wanted, difference.found) for difference in report.differences]
        show(Listing(("setting", "wanted", "found"), rows, report.to_dict()), options.format)
    return _end(report, terminal)


def _changes(settings: Iterable[str]) -> dict[str, Any]:
    """The settings as aql writes them, which a call takes for any of them. Raises `CommandError`."""
    changes: dict[str, str] = {}
    for setting in settings:
        name, separator, text = setting.partition("=")
        if not separator:
            raise CommandError(f"`{setting}` is no setting", "write NAME=VALUE, such as forwardactive=yes")
        if name in changes:
            raise CommandError(f"`{name}` is given twice")
        changes[name] = _WRITTEN.get(text, text) if name in _SWITCHES else text
    return changes


def _differences(now: Mapping[str, object], changes: Mapping[str, object]) -> dict[str, str]:
    """What is going to change, in words."""
    return {name: f"{_word(name, now.get(name))} -> {_word(name, text)}" for name, text in changes.items()}


def _word(name: str, value: object) -> str:
    """A setting as it is told and as aql writes it, in the words that the command line takes."""
    if value is None:
        return "not told"
    written = str(int(value)) if isinstance(value, bool) else str(value)
    return f"`{_READ.get(written, written) if name in _SWITCHES else written}`"


def _end(report: ConfigureReport, terminal: Terminal) -> Exit:
    if report.is_applied():
        terminal.say("changed, and read back as wanted")
        return Exit.DONE
    for error in (report.changed, report.stopped):
        if isinstance(error, Error):
            terminal.failure(error, "`telwire aql users get` shows what is set now")
            return of_error(error)
    terminal.error("what was read back is not what was wanted")
    return Exit.PARTIAL


def _inventory(options: Options, terminal: Terminal) -> Exit:
    with aql_desk(options, terminal) as desk, terminal.progress() as on_progress:
        users, report = desk.client.inventory(on_progress=on_progress)
    document = {**report.to_dict(), "items": [user.to_dict() for user in users]}
    show(Listing(_COLUMNS, list(map(_row, users)), document), options.format)
    if isinstance(report.stopped, Error):
        terminal.failure(report.stopped)
        return of_error(report.stopped)
    return Exit.PARTIAL if report.failed else Exit.DONE


def _row(entry: AqlUser) -> tuple[object, ...]:
    """A user of the inventory, or why nothing is known of it."""
    match entry.user:
        case Error() as error:
            return (entry.voipnumber, None, None, None, None, str(error))
        case user:
            settings = user.settings
            forward = settings.forwardto if settings.forwardactive else None
            return (entry.voipnumber, user.pstnnumber, user.credit, forward, settings.voicemailon, None)
