"""What `import telwire` adds to an interpreter that does nothing: less than 15 milliseconds, or this ends with 1.

It counts processor time, the median of 20 pairs of runs: what else the machine does is not the package's fault.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

PAIRS = 20
LIMIT = 15.0


def main() -> int:
    """Measures and prints; the exit code."""
    added = statistics.median(milliseconds("import telwire") - milliseconds("pass") for _ in range(PAIRS))
    print(f"`import telwire` takes {added:.1f} ms, {LIMIT:g} are allowed")
    return 0 if added < LIMIT else 1


def milliseconds(program: str) -> float:
    """The processor time of an interpreter that runs the program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", program], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    sys.exit(main())
