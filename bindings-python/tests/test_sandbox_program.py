"""`python -m telwire.sandbox` as its users meet it."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
from contextlib import closing

import pytest

COMMAND = [sys.executable, "-X", "dev", "-W", "error", "-m", "telwire.sandbox"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_ends_cleanly(number: signal.Signals) -> None:
    command = [*COMMAND, "--port", "0", "--seed", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        first = program.stdout.readline()
        address = first.removeprefix("aql and Aculab Cloud, offline, at http://").removesuffix(
            ": nothing is spent.\n"
        )
        with closing(http.client.HTTPConnection(address)) as connection:
            connection.request("GET", "/nowhere")
            assert connection.getresponse().read() == b"no carrier has this path\n"
            # Not even a connection that is kept keeps it from ending.
            program.send_signal(number)
            rest, complaints = program.stdout.read(), program.stderr.read()
    assert (program.returncode, complaints) == (0, "")
    assert rest == (
        f"""
The demo accounts, and where to find them:

TELWIRE_AQL_USERNAME=demo-reseller
TELWIRE_AQL_PASSWORD=demo-password
TELWIRE_AQL_GATEWAY=http://{address}

TELWIRE_ACULAB_CLOUD_ID=1-2-0
TELWIRE_ACULAB_USERNAME=demo@example.com
TELWIRE_ACULAB_ACCESS_KEY=demo-access-key
TELWIRE_ACULAB_GATEWAY=http://{address}

Ctrl-C ends it.
"""
    )


def test_a_taken_port_is_told_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = subprocess.run([*COMMAND, "--port", str(port)], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        f"port {port} of 127.0.0.1 is in use: choose another with --port, or --port 0 for any free one\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--faults", "101"], "argument --faults: must be from 0 to 100, not `101`"),
        (["--port", "65536"], "argument --port: must be from 0 to 65535, not `65536`"),
        (["--seed", "-1"], "argument --seed: must be from 0 to 18446744073709551615, not `-1`"),
        (["--verbose"], "unrecognized arguments: --verbose"),
    ],
)
def test_a_wrong_command_line_is_told(arguments: list[str], message: str) -> None:
    ended = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.splitlines()[-1] == f"python -m telwire.sandbox: error: {message}"
