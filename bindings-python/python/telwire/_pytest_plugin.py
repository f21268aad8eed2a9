"""The pytest plugin: the fixture `telwire_sandbox`. Without it: `pytest -p no:telwire`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from telwire.sandbox import Sandbox


@pytest.fixture
def telwire_sandbox() -> Sandbox:
    """A `telwire.sandbox.Sandbox` of its own for each test: both carriers, offline, in virtual time.

    ```python
    def test_we_notice_that_a_number_is_gone(telwire_sandbox: Sandbox) -> None:
        telwire_sandbox.faults.add("rival_takes_number", call="assign_numbers")
        client = aql.Client(telwire_sandbox.account.aql, transport=telwire_sandbox.transport)
        with pytest.raises(telwire.Refused):
            client.assign_numbers(["44-113-3120120"])
        assert telwire_sandbox.owned.aql == []
    ```
    """
    from telwire.sandbox import Sandbox

    return Sandbox()
