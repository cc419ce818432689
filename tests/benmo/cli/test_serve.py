"""`benmo serve` ends in good order when it is asked to, by Ctrl-C or by whatever starts services."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benmo.desk.audit import verify
from benmo.storage.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of Unix")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_it_closes_the_desk(own_home: Path, asked: signal.Signals) -> None:
    port = free_port()
    serving = subprocess.Popen(
        [sys.executable, "-m", "benmo", "serve", "--port", str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "BENMO_HOME": str(own_home), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert serving.stdout
    while line := serving.stdout.readline():
        if "办案台" in line:
            break
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    serving.send_signal(asked)
    _, told = serving.communicate(timeout=60)
    assert serving.returncode == 0, told
    assert "Traceback" not in told
    store = Store(own_home, "")
    try:
        rows, faults = verify(store)
    finally:
        store.close()
    assert rows > 0
    assert faults == []
