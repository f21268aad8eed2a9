"""The command as a process: terminals, pipes, signals, and what must not get out."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from _cli import Shell
from _terminal import COMMAND, environment, iter_until, run, run_on_terminal
from telwire.sandbox import Sandbox

_SEARCH = ("aql", "search", "0113 312012*", "--limit", "2", "--sandbox")
_ORDER = ("aql", "order", "44-113-3120120", "--sandbox")
_CONFIRM = "order 1 number? [y/N] "


@pytest.mark.parametrize(("answer", "exit_code"), [("y", 0), ("YES", 0), ("n", 2), ("", 2), ("what?", 2)])
def test_an_order_is_bought_only_if_a_person_says_yes(answer: str, exit_code: int, tmp_path: Path) -> None:
    ended = run_on_terminal(_ORDER, environment(tmp_path), [(_CONFIRM, answer)])
    assert ended.exit_code == exit_code
    assert ("bought" in ended.out) == (exit_code == 0)
    assert ("not confirmed: nothing was sent" in ended.err) == (exit_code == 2)


def test_without_a_terminal_nothing_is_asked_and_nothing_is_bought(tmp_path: Path) -> None:
    ended = run(_ORDER, environment(tmp_path), stdin="y\n")
    assert (ended.exit_code, ended.out) == (2, "")
    assert ended.err.endswith(
        "error: this has to be confirmed, and there is no terminal to ask at: nothing was sent\n"
        "hint: give --yes to do it without being asked\n"
    )


def test_missing_credentials_are_asked_for_on_a_terminal(tmp_path: Path) -> None:
    with Sandbox().serve() as server:
        env = environment(tmp_path, {"TELWIRE_AQL_GATEWAY": server.url})
        dialog = [("TELWIRE_AQL_USERNAME: ", "demo-reseller"), ("TELWIRE_AQL_PASSWORD: ", "demo-password")]
        ended = run_on_terminal(
            ("aql", "search", "0113 312012*", "--limit", "1", "--format", "csv"), env, dialog
        )
    assert (ended.exit_code, ended.out) == (0, "number,e164\n44-113-3120120,441133120120\n")
    assert "demo-reseller" in ended.err
    assert "demo-password" not in ended.err


def test_missing_credentials_are_named_without_a_terminal(tmp_path: Path) -> None:
    ended = run(("aql", "users", "list"), environment(tmp_path))
    assert (ended.exit_code, ended.out) == (2, "")
    assert ended.err == (
        "error: `TELWIRE_AQL_USERNAME` must be set in the environment, or `TELWIRE_AQL_USERNAME_FILE`, the path of a "
        "file that holds it\n"
        "hint: --sandbox asks a TEST sandbox, and needs no account\n"
    )


def test_a_terminal_gets_colour_and_a_pipe_none(tmp_path: Path) -> None:
    wrong = ("aql", "order", "--sandbox")
    assert "\x1b[1;31merror:\x1b[0m" in run_on_terminal(wrong, environment(tmp_path), []).err
    assert "\x1b[1;31m" not in run_on_terminal(wrong, environment(tmp_path, {"NO_COLOR": "1"}), []).err
    assert "\x1b" not in run(wrong, environment(tmp_path)).err
    assert "\x1b" not in run(_SEARCH, environment(tmp_path)).out


@pytest.mark.parametrize(("form", "first"), [("csv", "number,e164"), ("json", "["), ("table", "number")])
def test_a_reader_that_goes_away_is_no_error(form: str, first: str, tmp_path: Path) -> None:
    search = ("aql", "search", "0113 2*", "--limit", "5000", "--format", form, "--sandbox")
    with subprocess.Popen(
        [*COMMAND, *search],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdout
        assert command.stderr
        assert command.stdout.read(len(first)) == first
        command.stdout.close()
        assert (command.wait(60), command.stderr.read()) == (0, "")


def test_that_nobody_reads_the_notes_is_no_error(tmp_path: Path) -> None:
    order = (*_ORDER, "--yes", "--format", "csv")
    with subprocess.Popen(
        [*COMMAND, *order],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdout
        assert command.stderr
        command.stderr.close()
        assert "bought" in command.stdout.read()
        assert command.wait(60) == 0


def test_without_rich_one_line_says_what_to_install(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules['rich'] = None; from telwire._cli import main; sys.exit(main())"
    ended = subprocess.run(
        [sys.executable, "-c", hidden, *_SEARCH], check=False, capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "telwire: the command needs its extra: pip install 'telwire[cli]'\n"


def test_an_interruption_of_the_imports_ends_with_130(tmp_path: Path) -> None:
    interrupted = (
        "import builtins, sys\n"
        "from telwire._cli import main\n"
        "known = builtins.__import__\n"
        "def load(name, *rest, **named):\n"
        "    if name == 'rich.console':\n"
        "        raise KeyboardInterrupt\n"
        "    return known(name, *rest, **named)\n"
        "builtins.__import__ = load\n"
        "sys.exit(main())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", interrupted, *_SEARCH], check=False, capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "error: interrupted\n")


def test_an_interrupted_order_goes_on_where_it_was(
    tmp_path: Path, shell: Shell, carriers: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    carriers.faults.add("no_answer", call="assign_numbers", done="never")
    with carriers.serve() as server:
        env = environment(tmp_path, {**server.environment, "XDG_STATE_HOME": str(tmp_path / "state")})
        order = ("aql", "order", "44-113-3120120", "--yes", "--verbose")
        with subprocess.Popen([*COMMAND, *order], env=env, stderr=subprocess.PIPE, text=True) as command:
            assert command.stderr
            seen = "".join(iter_until(command.stderr, "finding out"))
            command.send_signal(signal.SIGINT)
            seen += command.stderr.read()
            assert command.wait(60) == 130
    name = shell.journal().stem
    assert seen.endswith(
        f"error: interrupted: what was done is in the journal (1 unknown)\nhint: `telwire resume {name}` goes on\n"
    )
    assert carriers.owned.aql == []

    monkeypatch.setenv("TELWIRE_AQL_GATEWAY", server.url)
    assert [row["state"] for row in shell("orders", "--format", "json").json] == ["open"]
    assert shell("resume", "--yes").exit_code == 0
    assert [str(user.number) for user in carriers.owned.aql] == ["44-113-3120120"]
    assert [row["state"] for row in shell("orders", "--format", "json").json] == ["finished"]


def test_the_sandbox_is_served_until_it_is_interrupted(tmp_path: Path) -> None:
    serve = ("sandbox", "--port", "0")
    with subprocess.Popen(
        [*COMMAND, *serve], env=environment(tmp_path), stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        lines = list(iter_until(server.stdout, "Ctrl-C"))
        variables = dict(line.strip().split("=") for line in lines if "=" in line)
        found = run(("aql", "search", "0113 312012*", "--format", "csv"), environment(tmp_path, variables))
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0
    assert (found.exit_code, len(found.out.splitlines())) == (0, 11)
