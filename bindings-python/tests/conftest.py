"""What all tests share."""

from __future__ import annotations

import os
import signal

import pytest

from _cli import carriers, shell  # noqa: F401
from _wire import Authority

FOR_HTTP = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR", "NETRC")


def pytest_configure() -> None:
    """Lets Ctrl-C be heard: whatever a script runs in the background is told to ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes away what the environment of the tests says about accounts and HTTP."""
    for name in [name for name in os.environ if name.startswith("TELWIRE_")]:
        monkeypatch.delenv(name)
    for name in FOR_HTTP:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A certificate authority that nobody trusts by itself."""
    return Authority(tmp_path_factory.mktemp("tls"))
