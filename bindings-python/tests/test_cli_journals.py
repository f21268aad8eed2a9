"""Where journals are, and what is known of them without an account."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from telwire._cli import journals
from telwire._cli.exits import CommandError
from telwire._cli.journals import Entry, State


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of their own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "state" / "telwire" / "orders"


def _begin() -> Entry:
    entry = journals.begin(
        "aql", "order", "1 number: 44-113-3120120", digest="d16e57", release=None, gateway="gw.aql.com"
    )
    entry.journal.write_bytes(b"")
    return entry


def test_the_folder_is_below_the_state_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    fallback = tmp_path / ".local/state/telwire/orders"
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert journals.folder() == fallback
    monkeypatch.delenv("XDG_STATE_HOME")
    assert journals.folder() == fallback


def test_folder_and_description_are_for_their_owner_alone(state: Path) -> None:
    entry = _begin()
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    assert stat.S_IMODE(entry.journal.with_suffix(".json").stat().st_mode) == 0o600
    entry.settled(State.FINISHED, "1 bought")
    assert stat.S_IMODE(entry.journal.with_suffix(".json").stat().st_mode) == 0o600


def test_what_was_written_is_found_by_name_and_by_path() -> None:
    entry = _begin()
    assert [journals.find(name) for name in (entry.name, f"{entry.name}.journal", str(entry.journal))] == [
        entry
    ] * 3
    settled = entry.settled(State.UNKNOWN, "1 unknown")
    assert journals.find(entry.name) == settled
    assert (settled.state, settled.result) == (State.UNKNOWN, "1 unknown")


def test_two_that_begin_together_do_not_share_a_journal() -> None:
    first, second, third = (_begin() for _ in range(3))
    assert len({first.journal, second.journal, third.journal}) == 3
    assert journals.entries() == sorted([first, second, third], key=lambda entry: entry.name)


def test_nothing_but_descriptions_and_journals_is_left_behind(state: Path) -> None:
    entry = _begin()
    entry.settled(State.FINISHED, "1 bought")
    assert sorted(path.name for path in state.iterdir()) == [f"{entry.name}.journal", f"{entry.name}.json"]
    assert list(journals.entries()) != []


def test_what_has_no_journal_never_sent_anything() -> None:
    entry = _begin()
    entry.journal.unlink()
    assert journals.entries() == []


def test_without_a_folder_there_are_no_journals() -> None:
    assert journals.entries() == []


def _refusal(name: str) -> tuple[str, str]:
    with pytest.raises(CommandError) as raised:
        journals.find(name)
    return str(raised.value), raised.value.hint


def test_what_cannot_be_found_is_told_in_words(tmp_path: Path) -> None:
    assert _refusal("no-such") == ("there is no journal `no-such`", "`telwire orders` lists them")
    (tmp_path / "own.journal").write_bytes(b"")
    assert _refusal("own.journal") == (
        "`own.journal` has no description beside it, so it is no journal of this command",
        "resume it from Python: `Client.resume_order(journal)`",
    )


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"state": "lost"}', json.dumps({"state": "open", "more": 1})]
)
def test_a_damaged_description_is_told_in_words(content: str) -> None:
    description = _begin().journal.with_suffix(".json")
    description.write_text(content)
    assert _refusal(description.stem) == (
        f"`{description}` is damaged: it does not describe a journal",
        "the journal beside it is not: resume it from Python",
    )
