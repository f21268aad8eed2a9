"""A journal keeps what was saved, takes nothing out of order, and is one driver's at a time."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Lock, Thread

import pytest

from telwire._errors import Misuse
from telwire.journal import FileJournal, MemoryJournal

links = pytest.mark.skipif(sys.platform == "win32", reason="not everyone may make links on Windows")
unix = pytest.mark.skipif(sys.platform == "win32", reason="permissions are Unix's")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "order"


def saved_once(path: Path) -> None:
    with FileJournal(path) as journal:
        assert journal.save(1, b"first")


def test_what_was_saved_last_is_loaded_also_by_the_next_driver(path: Path) -> None:
    with FileJournal(path) as journal:
        assert journal.load() is None
        for seq, checkpoint in enumerate([b"first", b"second", b""], start=1):
            assert journal.save(seq, checkpoint) is True
            assert journal.load() == checkpoint
    assert path.read_bytes() == b"\0\0\0\0\0\0\0\3"
    with FileJournal(path) as journal:
        assert journal.load() == b""
        assert journal.save(4, b"fourth") is True
        assert journal.load() == b"fourth"


@pytest.mark.parametrize("seq", [0, 1, 3, 2**64 - 1])
def test_a_save_that_does_not_follow_the_one_before_is_a_conflict(path: Path, seq: int) -> None:
    memory = MemoryJournal()
    with FileJournal(path) as file:
        for journal in (file, memory):
            assert journal.save(1, b"first") is True
            assert journal.save(seq, b"other") is False
            assert journal.load() == b"first"


def test_an_empty_journal_takes_only_the_first_save(path: Path) -> None:
    memory = MemoryJournal()
    with FileJournal(path) as file:
        for journal in (file, memory):
            assert journal.save(2, b"second") is False
            assert journal.load() is None
    assert not path.exists()


def test_nobody_else_can_open_it_meanwhile(path: Path) -> None:
    with FileJournal(path) as journal:
        # The file is another one after each save, the lock is not.
        assert journal.save(1, b"first")
        assert journal.save(2, b"second")
        with pytest.raises(Misuse) as raised:
            FileJournal(path)
    assert raised.value.code == "journal_in_use"
    assert raised.value.outcome == "not_sent"
    assert str(raised.value) == f"the journal `{path}` is in use by another driver: leave the work to it"
    with FileJournal(path) as journal:
        assert journal.load() == b"second"


def test_no_other_process_can_open_it_until_this_one_is_dead(path: Path) -> None:
    script = """if True:
        import sys
        from telwire.journal import FileJournal
        with FileJournal(sys.argv[1]):
            print("open", flush=True)
            input()
    """
    holder = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(holder, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        with pytest.raises(Misuse, match="in use"):
            FileJournal(path)
        process.kill()
        process.wait()
    FileJournal(path).close()


@links
@pytest.mark.parametrize("exists", [True, False])
def test_a_link_is_the_journal_that_it_leads_to(path: Path, exists: bool) -> None:
    if exists:
        saved_once(path)
    link = path.with_name("link")
    link.symlink_to(path.name)
    with FileJournal(path), pytest.raises(Misuse) as raised:
        FileJournal(link)
    assert raised.value.code == "journal_in_use"
    assert str(raised.value) == f"the journal `{path}` is in use by another driver: leave the work to it"
    with FileJournal(link) as journal:
        assert journal.path == str(path)
        assert journal.save(2 if exists else 1, b"through the link") is True
    assert link.is_symlink()
    with FileJournal(path) as journal:
        assert journal.load() == b"through the link"


def test_a_journal_stays_where_it_is_when_the_process_goes_elsewhere(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    with FileJournal(path.name) as journal:
        monkeypatch.chdir("/")
        assert journal.save(1, b"first") is True
    assert path.exists()


class Meanwhile(int):
    """The number of a save that, when the journal compares it, has another thread come as far as it can."""

    thread: Thread
    stuck: Event

    @classmethod
    def number(cls, seq: int, action: Callable[[], object], stuck: Event) -> Meanwhile:
        """`action` ends, or it waits for a `WatchedLock`: both set `stuck`."""

        def act() -> None:
            try:
                action()
            finally:
                stuck.set()

        number = cls(seq)
        number.thread, number.stuck = Thread(target=act), stuck
        return number

    def __ne__(self, other: object) -> bool:
        self.thread.start()
        assert self.stuck.wait(10)
        return super().__ne__(other)


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Event:
    """What the locks of journals set when a thread has to wait for them."""
    stuck = Event()

    class WatchedLock:
        def __init__(self) -> None:
            self._lock = Lock()

        def __enter__(self) -> None:
            if not self._lock.acquire(blocking=False):
                stuck.set()
                self._lock.acquire()

        def __exit__(self, *_: object) -> None:
            self._lock.release()

    monkeypatch.setattr("telwire.journal.Lock", WatchedLock)
    return stuck


@pytest.mark.parametrize("kind", ["file", "memory"])
def test_of_two_threads_that_make_the_same_save_one_has_a_conflict(
    path: Path, stuck: Event, kind: str
) -> None:
    journal = FileJournal(path) if kind == "file" else MemoryJournal()
    answers: list[bool] = []
    seq = Meanwhile.number(1, lambda: answers.append(journal.save(1, b"same")), stuck)
    assert journal.save(seq, b"same") is True
    seq.thread.join()
    assert answers == [False]
    assert journal.load() == b"same"
    if isinstance(journal, FileJournal):
        journal.close()


def test_nobody_else_can_open_it_before_a_save_is_done_though_it_is_closed(
    path: Path, stuck: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = FileJournal(path)
    replace = os.replace

    def replace_while_closing(*names: str) -> None:
        with pytest.raises(Misuse, match="in use"):
            FileJournal(path)
        replace(*names)

    monkeypatch.setattr(os, "replace", replace_while_closing)
    seq = Meanwhile.number(1, journal.close, stuck)
    assert journal.save(seq, b"first") is True
    seq.thread.join()
    with FileJournal(path) as other:
        assert other.load() == b"first"


@unix
def test_only_its_owner_can_read_it(path: Path) -> None:
    saved_once(path)
    lock, temporary = Path(f"{path}.lock"), Path(f"{path}.tmp")
    assert [mode(path), mode(lock)] == [0o600, 0o600]

    # Neither a journal that was opened to others nor what a killed process left behind changes that.
    path.chmod(0o644)
    temporary.write_text("left behind")
    temporary.chmod(0o644)
    with FileJournal(path) as journal:
        assert journal.save(2, b"second")
    assert mode(path) == 0o600
    assert not temporary.exists()


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_save_that_fails_leaves_what_was_there(path: Path) -> None:
    saved_once(path)
    obstacle = Path(f"{path}.tmp")
    obstacle.mkdir()
    with FileJournal(path) as journal:
        with pytest.raises(OSError, match=r"directory|permitted"):
            journal.save(2, b"second")
        assert journal.load() == b"first"
        obstacle.rmdir()
        assert journal.save(2, b"second") is True


@unix
def test_a_save_whose_folder_could_not_be_synced_is_tried_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [OSError(errno.EIO, "the disk is gone")] * 2
    synced: list[str] = []
    fsync = os.fsync

    def fsync_or_fail(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        if is_folder and failures:
            raise failures.pop()
        fsync(descriptor)
        synced.append("folder" if is_folder else "file")

    monkeypatch.setattr(os, "fsync", fsync_or_fail)
    with FileJournal(path) as journal:
        for _ in range(2):
            with pytest.raises(OSError, match="the disk is gone"):
                journal.save(1, b"first")
        assert journal.save(1, b"another driver's") is False
        assert journal.save(1, b"first") is True
        assert synced == ["file", "folder"]
        assert journal.save(1, b"first") is False
        assert journal.save(2, b"second") is True


def test_a_save_that_failed_lets_no_one_repeat_the_one_before(path: Path) -> None:
    saved_once(path)
    Path(f"{path}.tmp").mkdir()
    with FileJournal(path) as journal:
        with pytest.raises(OSError, match=r"directory|permitted"):
            journal.save(2, b"second")
        assert journal.save(1, b"first") is False


def test_every_save_is_on_the_disk_before_it_has_its_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def note(name: str) -> None:
        real = getattr(os, name)

        def noted(*arguments: object) -> object:
            done.append(name)
            return real(*arguments)

        monkeypatch.setattr(os, name, noted)

    note("fsync")
    note("replace")
    saved_once(path)
    assert done == ["fsync", "replace", "fsync"]


def test_a_file_that_is_no_journal_is_neither_read_nor_overwritten(path: Path) -> None:
    path.write_bytes(b"7 bytes")
    with FileJournal(path) as journal:
        for use in (journal.load, lambda: journal.save(1, b"first")):
            with pytest.raises(Misuse) as raised:
                use()
            assert raised.value.code == "journal_damaged"
            expected = f"`{path}` is no journal, or is damaged: it is shorter than the number of a save"
            assert str(raised.value) == expected
    assert path.read_bytes() == b"7 bytes"

    path.write_bytes(b"Dear customer, ...")
    with FileJournal(path) as journal:
        assert journal.save(1, b"first") is False
    assert path.read_bytes() == b"Dear customer, ..."


def test_a_journal_in_a_folder_that_is_not_there_is_refused(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileJournal(path / "order")


def test_a_closed_journal_takes_no_save(path: Path) -> None:
    journal = FileJournal(path)
    journal.close()
    with pytest.raises(Misuse) as raised:
        journal.save(1, b"first")
    assert raised.value.code == "journal_closed"
    assert str(raised.value) == f"the journal `{path}` is closed: another driver may have it"
    assert not path.exists()


def test_printing_a_journal_shows_no_checkpoint(path: Path) -> None:
    memory = MemoryJournal()
    memory.save(1, b"password")
    with FileJournal(path) as file:
        file.save(1, b"password")
        assert repr(file) == f"FileJournal({str(path)!r})"
    assert repr(memory) == "<MemoryJournal at save 1>"
