"""What the documentation says: its examples work, and everything public is explained."""

from __future__ import annotations

import doctest
import importlib
import inspect
from collections.abc import Iterator

import pytest

MODULES = [
    "telwire",
    "telwire.aculab",
    "telwire.aql",
    "telwire.journal",
    "telwire.sandbox",
    "telwire.workflow",
]


def documented() -> Iterator[tuple[str, str, str | None]]:
    """Everything public: its name, the module that defines it, its docstring.

    By itself doctest does not look into native classes.
    """
    for home in MODULES:
        module = importlib.import_module(home)
        yield home, home, module.__doc__
        for name in (name for name in module.__all__ if not name.startswith("__")):
            value = getattr(module, name)
            place = f"{home}.{name}"
            yield place, getattr(value, "__module__", home), value.__doc__
            if inspect.isclass(value):
                yield from ((f"{place}.{member}", value.__module__, doc) for member, doc in members(value))


def members(cls: type) -> Iterator[tuple[str, str | None]]:
    """The public methods and properties that the package gives to a class, and their docstrings."""
    ours = [base for base in cls.__mro__ if base.__module__.startswith("telwire")]
    for name in sorted({name for base in ours for name in vars(base) if not name.startswith("_")}):
        member = getattr(cls, name)
        is_property = inspect.isgetsetdescriptor(member) or isinstance(member, property)
        if is_property or inspect.isroutine(member):
            yield name, member.__doc__


DOCUMENTED = list(documented())
DOCSTRINGS = {name: doc for name, _, doc in DOCUMENTED}


def examples() -> dict[str, doctest.DocTest]:
    """The docstrings with examples, each text once."""
    parse = doctest.DocTestParser().get_doctest
    by_text = {doc: (name, home) for name, home, doc in reversed(DOCUMENTED) if doc and ">>>" in doc}
    return {
        name: parse(doc, dict(vars(importlib.import_module(home))), name, None, 0)
        for doc, (name, home) in by_text.items()
    }


EXAMPLES = examples()


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_work(name: str) -> None:
    told: list[str] = []
    result = doctest.DocTestRunner().run(EXAMPLES[name], out=told.append, clear_globs=False)
    assert result.attempted > 0
    assert not result.failed, "".join(told)


def test_everything_public_is_explained() -> None:
    assert [name for name, doc in DOCSTRINGS.items() if not (doc or "").strip()] == []


def test_no_explanation_is_that_of_python() -> None:
    """A class or a method without words of its own would show those of what it is made from."""
    of_python = {
        made.__doc__ for made in (object, property, staticmethod, classmethod, Exception, ValueError, str)
    }
    of_python |= {base.__doc__ for base in (KeyboardInterrupt, int, dict, tuple, type)}
    assert [name for name, doc in DOCSTRINGS.items() if doc in of_python] == []


@pytest.mark.parametrize(
    "name",
    [
        "telwire.Error.to_dict",
        "telwire.FileJournal.save",
        "telwire.aculab.Account.from_env",
        "telwire.aql.AsyncClient.order",
        "telwire.aql.Client.close",
        "telwire.aql.Number.e164",
        "telwire.sandbox.Sandbox.clock",
        "telwire.workflow.AqlOrder.poll",
        "telwire.workflow.AqlOrderReport.is_complete",
    ],
)
def test_members_of_every_make_are_looked_at(name: str) -> None:
    assert name in DOCSTRINGS


def test_examples_of_every_make_are_run() -> None:
    assert EXAMPLES.keys() >= {"telwire.aql.CheckNumbers", "telwire.sandbox", "telwire.workflow"}
