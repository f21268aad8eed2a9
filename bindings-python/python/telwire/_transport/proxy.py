"""The proxy that the environment names for an address."""

from __future__ import annotations

import urllib.request
from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from telwire import NotSent

_DEFAULT_PORT = 80


@dataclass(frozen=True)
class Proxy:
    """An HTTP proxy."""

    host: str
    port: int
    headers: dict[str, str] = field(repr=False, hash=False)
    """What it wants to be told with each request or tunnel: its own login, where it has one."""

    @classmethod
    def parse(cls, url: str) -> Proxy:
        """From `http://user:password@host:port`; `NotSent`, which quotes nothing of it, if it is anything else."""
        parts = urlsplit(url)
        try:
            port = parts.port or _DEFAULT_PORT
        except ValueError:
            raise NotSent("the proxy that the environment names has a port that is no number") from None
        if parts.scheme != "http" or parts.hostname is None:
            raise NotSent(
                "the proxy that the environment names is not an `http://` one: hand in a transport that knows it"
            )
        return cls(parts.hostname, port, _login(parts.username, parts.password))


def environment_proxy(url: str) -> str | None:
    """The proxy for `url` by `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, or where the system keeps its settings."""
    target = urlsplit(url)
    if urllib.request.proxy_bypass(target.netloc):
        return None
    proxy = urllib.request.getproxies().get(target.scheme)
    return proxy if not proxy or "://" in proxy else f"http://{proxy}"


def _login(username: str | None, password: str | None) -> dict[str, str]:
    if username is None:
        return {}
    login = f"{unquote(username)}:{unquote(password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(login.encode()).decode()}"}
