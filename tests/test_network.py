"""The guard against connections really refuses, and lets loopback pass."""

from __future__ import annotations

import asyncio
import socket
import urllib.request

import pytest

OUTSIDE = "192.0.2.1"  # reserved for documentation: never anybody's


def test_sockets_are_refused() -> None:
    with socket.socket() as probe, pytest.raises(OSError, match="refused beyond loopback"):
        probe.connect((OUTSIDE, 80))
    with socket.socket() as probe, pytest.raises(OSError, match="refused beyond loopback"):
        probe.connect_ex((OUTSIDE, 80))
    with socket.socket(type=socket.SOCK_DGRAM) as probe, pytest.raises(OSError, match="refused beyond loopback"):
        probe.sendto(b"x", (OUTSIDE, 53))


def test_names_are_not_looked_up() -> None:
    with pytest.raises(OSError, match="refused to look up"):
        socket.create_connection(("example.invalid", 80), timeout=1)
    with pytest.raises(OSError, match="refused"):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open("http://example.invalid/", timeout=1)


def test_asyncio_is_refused() -> None:
    async def leave() -> None:
        await asyncio.open_connection(OUTSIDE, 80)

    with pytest.raises(OSError, match="refused"):
        asyncio.run(leave())


def test_loopback_passes() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=2) as client,
    ):
        assert client.getpeername() == server.getsockname()
