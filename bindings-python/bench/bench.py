"""telwire against hand-written Python and msgspec, on the same bytes: `cargo xtask bench python [--check]`.

The contenders take turns in each round, so that what else the machine does slows all of them. The ratio of a round is
that of the quickest of a few runs of each, and the table shows the median over the rounds. The garbage collector is
off, as in `timeit`: on, it would slow those that make more objects. With `--check` a missed target ends the program
with 1.
"""

from __future__ import annotations

import gc
import statistics
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from time import perf_counter

import answers
import by_hand
from telwire import aculab, aql

ROUNDS = 25
FEWEST_ROUNDS = 5
PATIENCE = 4.0
"""Seconds after which a case gets no more rounds than the fewest."""
RUNS = 3
SHORTEST_RUN = 0.003
"""Seconds; what is quicker is repeated within the run."""

HAND, MSGSPEC, TELWIRE = "by hand", "msgspec", "telwire"

CHECK_NUMBERS = aql.CheckNumbers("44-113-3*")
TEL_LIST_NUMBERS = aculab.TelListNumbers()

NUMBER_FIELDS = attrgetter("country", "area_code", "subscriber")
OWNED_FIELDS = attrgetter("number", "country", "state", "region", "price", "purchased", "did_type")
ENTRY_FIELDS = attrgetter("country", "state", "region", "price", "purchased", "did_type")

Task = Callable[[bytes], object]


@dataclass(frozen=True)
class Case:
    """One task and each contender's way to do it. `targets`: so many times as fast as that one telwire has to be."""

    name: str
    size: int
    answer: bytes
    tasks: dict[str, Task]
    targets: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What was measured: the seconds of each contender's quickest run, and how many times as fast telwire is."""

    case: Case
    seconds: dict[str, float]
    ratios: dict[str, float]

    def missed(self) -> dict[str, float]:
        """The targets that were not reached."""
        return {other: target for other, target in self.case.targets.items() if self.ratios[other] < target}


def main() -> int:
    """Measures and prints; the exit code."""
    verify(answers.search(1000), answers.listing(1000))
    verify(answers.search(1), answers.with_escapes(answers.listing(100)))
    print(f"{'microseconds':>65}{'times as fast as':>18}")
    print(f"{'numbers':>29}{HAND:>12}{MSGSPEC:>12}{TELWIRE:>12}{HAND:>9}{MSGSPEC:>9}  target")
    missed = False
    for case in cases():
        result = measured(case)
        print(row(result), flush=True)
        missed = missed or bool(result.missed())
    return 1 if missed and "--check" in sys.argv else 0


def cases() -> Iterator[Case]:
    """Answers to a search and listings of an account: with one number, as many as is usual, and many."""
    for size, target in [(1, 1.0), (100, 7.0), (10_000, None)]:
        answer, targets = answers.search(size), {HAND: target} if target else {}
        yield Case("search", size, answer, {HAND: by_hand.numbers, TELWIRE: search}, targets)
        yield Case("  with fields read", size, answer, {HAND: numbers_read, TELWIRE: search_read})
    listings: dict[str, Task] = {HAND: by_hand.listing, MSGSPEC: by_hand.entries, TELWIRE: listing}
    listings_read: dict[str, Task] = {HAND: owned_read, MSGSPEC: entries_read, TELWIRE: listing_read}
    for size, target, target_read in [(1, 1.0, 1.0), (1000, 6.0, 2.5), (100_000, None, None)]:
        answer = answers.listing(size)
        yield Case("listing", size, answer, listings, {HAND: target} if target else {})
        yield Case(
            "  with fields read", size, answer, listings_read, {HAND: target_read} if target_read else {}
        )
    yield Case("listing with escapes", 1000, answers.with_escapes(answers.listing(1000)), listings)


def verify(search_answer: bytes, listing_answer: bytes) -> None:
    """All contenders understand the same."""
    numbers = [*map(NUMBER_FIELDS, search(search_answer))]
    assert numbers == [*map(NUMBER_FIELDS, by_hand.numbers(search_answer))]
    owned = [*map(OWNED_FIELDS, listing(listing_answer))]
    assert owned == [*map(OWNED_FIELDS, by_hand.listing(listing_answer))]
    assert owned == [
        (number, *ENTRY_FIELDS(entry)) for number, entry in by_hand.entries(listing_answer).items()
    ]


def search(answer: bytes) -> list[aql.Number]:
    return CHECK_NUMBERS.parse(200, answer)


def listing(answer: bytes) -> list[aculab.OwnedNumber]:
    return TEL_LIST_NUMBERS.parse(200, answer)


def numbers_read(answer: bytes) -> None:
    read(NUMBER_FIELDS, by_hand.numbers(answer))


def search_read(answer: bytes) -> None:
    read(NUMBER_FIELDS, search(answer))


def owned_read(answer: bytes) -> None:
    read(OWNED_FIELDS, by_hand.listing(answer))


def entries_read(answer: bytes) -> None:
    read(ENTRY_FIELDS, by_hand.entries(answer).values())


def listing_read(answer: bytes) -> None:
    read(OWNED_FIELDS, listing(answer))


def read(fields: Callable[[object], object], values: Iterable[object]) -> None:
    deque(map(fields, values), maxlen=0)


def measured(case: Case) -> Result:
    """The case in rounds, in which all contenders take turns."""
    repeats = {name: repeats_of(task, case.answer) for name, task in case.tasks.items()}
    rounds: list[dict[str, float]] = []
    end = perf_counter() + PATIENCE
    while len(rounds) < FEWEST_ROUNDS or (len(rounds) < ROUNDS and perf_counter() < end):
        rounds.append({name: quickest(task, case.answer, repeats[name]) for name, task in case.tasks.items()})
    others = [name for name in case.tasks if name != TELWIRE]
    return Result(
        case,
        seconds={name: min(taken[name] for taken in rounds) for name in case.tasks},
        ratios={
            other: statistics.median(taken[other] / taken[TELWIRE] for taken in rounds) for other in others
        },
    )


def repeats_of(task: Task, answer: bytes) -> int:
    """How often the task is to be done for a run to be long enough to be timed."""
    repeats = 1
    while seconds(task, answer, repeats) * repeats < SHORTEST_RUN:
        repeats *= 2
    return repeats


def quickest(task: Task, answer: bytes, repeats: int) -> float:
    """The seconds of the quickest of a few runs."""
    return min(seconds(task, answer, repeats) for _ in range(RUNS))


def seconds(task: Task, answer: bytes, repeats: int) -> float:
    """What the task takes once, with what it made cleared away."""
    gc.collect()
    gc.disable()
    start = perf_counter()
    for _ in range(repeats):
        task(answer)
    taken = (perf_counter() - start) / repeats
    gc.enable()
    return taken


def row(result: Result) -> str:
    """The result as a line of the table."""
    case, missed = result.case, result.missed()
    times = [
        f"{result.seconds[name] * 1e6:.1f}" if name in case.tasks else "" for name in (HAND, MSGSPEC, TELWIRE)
    ]
    ratios = [f"{result.ratios[name]:.2f}" if name in result.ratios else "" for name in (HAND, MSGSPEC)]
    verdicts = [
        f"  {'missed' if name in missed else 'met'}: {target:g}" for name, target in case.targets.items()
    ]
    columns = [
        f"{case.name:<20}{case.size:>9,}",
        *(f"{time:>12}" for time in times),
        *(f"{ratio:>9}" for ratio in ratios),
    ]
    return "".join(columns + verdicts)


if __name__ == "__main__":
    sys.exit(main())
