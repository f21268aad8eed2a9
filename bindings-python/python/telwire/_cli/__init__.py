"""The command `telwire`, for shells and people. It comes with the extra: `pip install 'telwire[cli]'`.

command.py      the command line as a whole, and how errors end it
aql.py aculab.py orders.py sandbox.py    its commands, a group each
errand.py       what orders and releases share: asking, the journal, the report
accounts.py     accounts and clients;   customers.py  spreadsheets of customers;   passwords.py  the file for passwords
journals.py     where the journals are, and what is known of them
reports.py      what reports say: rows, exit codes;   render.py  standard output;   terminal.py  standard error
options.py exits.py    what all of them use
"""

from __future__ import annotations

import sys
from importlib.util import find_spec


def main() -> int:
    """Carries out the command line of this process; its exit code."""
    if find_spec("rich") is None:
        print("telwire: the command needs its extra: pip install 'telwire[cli]'", file=sys.stderr)
        return 2
    try:
        from telwire._cli.command import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        # What `run` tells in colour may also come while it is imported.
        print("error: interrupted", file=sys.stderr)
        return 130
