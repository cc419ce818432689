"""No test reaches beyond this machine, and none touches the user's own data folder."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A crowded machine is no fault of the code: no example is refused for having taken long.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
#: Where a change is to land, the same examples each time; wherever else the tests run, new ones are looked for.
settings.register_profile("steady", parent=settings.get_profile("patient"), derandomize=True)
settings.load_profile(os.environ.get("BENMO_HYPOTHESIS", "patient"))

LOOPBACK_NAMES = {"localhost", "ip6-localhost", ""}


class Refused(OSError):
    """A test tried to leave the machine."""


def _inside(host: object) -> bool:
    if host is None or host in LOOPBACK_NAMES:
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(text.split("%")[0]).is_loopback
    except ValueError:
        return text in LOOPBACK_NAMES


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection and every name look-up beyond loopback, asyncio's too (it uses the same sockets)."""

    def guarded(name: str) -> Any:
        real = getattr(socket.socket, name)

        def call(self: socket.socket, *args: Any) -> Any:
            address = args[-1]
            if self.family in (socket.AF_INET, socket.AF_INET6) and not _inside(address[0]):
                raise Refused(f"refused beyond loopback: {address}")
            return real(self, *args)

        return call

    real_lookup = socket.getaddrinfo

    def lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _inside(host):
            raise Refused(f"refused to look up: {host}")
        return real_lookup(host, *args, **kwargs)

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, guarded(name))
    monkeypatch.setattr(socket, "getaddrinfo", lookup)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of its own for every test, and no setting from the machine."""
    import os

    for name in [n for n in os.environ if n.startswith("BENMO_") and n != "BENMO_MODEL"]:
        monkeypatch.delenv(name)
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("BENMO_HOME", str(folder))
    yield folder
