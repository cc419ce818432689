"""Thirty people at once while a batch runs: ``python -m evaluation.bench.load --home FOLDER [--url postgresql://…]``.

A real ``benmo serve`` in a process of its own, on loopback; all log in at once, and then look at lists, cases, searches
and papers over HTTP with pauses of a second or so between, as people do, for a bounded time, while a batch of rulings
is read. The folder should hold the cases of :mod:`evaluation.bench.desk`. Printed: median and 95th percentile of each
kind of look, whether anything failed, how far the batch came, the server's memory and its processor time for each
look (which says the same on a crowded machine), and the load of the machine.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benmo.desk.model import Role, Upload
from benmo.desk.service import Desk
from evaluation.bench.desk import percentile

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "samples"
ADMIN, PASSWORD = "Bench-Ben-2026", "Ren-Ren-Ben-2026"
MOST_USERS, MOST_SECONDS = 100, 600


@dataclass
class Tally:
    """What was seen: milliseconds of each kind of look, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, spent: float, answer: httpx.Response) -> None:
        """Enter a look."""
        with self.lock:
            self.times.setdefault(kind, []).append(spent * 1000)
            if answer.status_code >= 400:
                self.wrong.append(f"{kind}: {answer.status_code} {answer.text[:200]}")

    def table(self) -> Iterator[str]:
        """Lines of a table, all looks together last."""
        every = [t for kind, times in self.times.items() if kind != "登录" for t in times]
        for kind, times in [*sorted(self.times.items()), *([("除登录外全部", every)] if every else [])]:
            yield f"| {kind} | {len(times)} | {statistics.median(times):.0f} | {percentile(times, 0.95):.0f} |"


class Person(threading.Thread):
    """One person at work, from when all are logged in (*begin*) for some seconds."""

    def __init__(
        self, base: str, number: int, tally: Tally, begin: threading.Barrier, given: argparse.Namespace
    ) -> None:
        super().__init__(daemon=True)
        self.login, self.tally, self.begin = f"p{number}", tally, begin
        self.seconds, self.pause, self.rng = min(given.seconds, MOST_SECONDS), given.pause, random.Random(number)
        self.http = httpx.Client(base_url=base, timeout=60, trust_env=False)

    def look(self, kind: str, path: str, **params: str | int) -> httpx.Response:
        """A request, timed."""
        begun = time.perf_counter()
        answer = self.http.get(path, params=params)
        self.tally.add(kind, time.perf_counter() - begun, answer)
        return answer

    def run(self) -> None:
        """Log in and look around."""
        begun = time.perf_counter()
        answer = self.http.post("/api/v1/login", json={"name": self.login, "password": PASSWORD})
        self.tally.add("登录", time.perf_counter() - begun, answer)
        keys: list[str] = []
        self.begin.wait()
        until = time.monotonic() + self.seconds
        while time.monotonic() < until:
            time.sleep(self.rng.uniform(0.5, 1.5) * self.pause)
            turn = self.rng.random()
            if turn < 0.35 or not keys:
                offset = self.rng.choice((0, 0, 0, 25, 50, 5000))
                rows = self.look("案件清单", "/api/v1/cases", offset=offset, limit=25).json()["rows"]
                keys = [r["key"] for r in rows] or keys
            elif turn < 0.5:
                level = self.rng.choice("ABCD")
                self.look("清单，按评级和结论", "/api/v1/cases", level=level, conclusion="violation", limit=25)
            elif turn < 0.6:
                self.look("清单，找词", "/api/v1/cases", text=self.rng.choice(("查封", "公积金", "限制消费")), limit=25)
            elif turn < 0.66:
                self.look("检索", "/api/v1/search", q=self.rng.choice(("约谈", "不动产登记", "终结本次")), limit=25)
            elif turn < 0.9:
                self.look("一案全部", f"/api/v1/cases/{self.rng.choice(keys)}/review", with_text="true")
            elif turn < 0.95:
                self.look("督办", "/api/v1/papers")
            else:
                self.look("工作", "/api/v1/jobs")


def people(home: Path, url: str, count: int) -> str:
    """Make *count* people of the administrator's office; returns a token of the administrator."""
    with Desk.open(home, url, apart=False) as desk:
        if desk.first_password:
            desk.change_password(desk.login("admin", desk.first_password).actor, desk.first_password, ADMIN)
        admin = desk.login("admin", ADMIN).actor
        there = {u.name for u in desk.users(admin)}
        for name in (f"p{n}" for n in range(count)):
            if name not in there:
                given = desk.add_user(admin, name, name, Role.PROSECUTOR, admin.office)
                desk.change_password(desk.login(name, given).actor, given, PASSWORD)
        return desk.make_token(admin, "load", 1)[1]


@contextmanager
def serving(home: Path, url: str) -> Iterator[tuple[str, int]]:
    """A ``benmo serve`` on a free port of loopback; its address and process."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    env = os.environ | {"BENMO_HOME": str(home), "BENMO_STORAGE_URL": url, "NO_PROXY": "127.0.0.1"}
    command = [sys.executable, "-m", "benmo", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        while server.poll() is None:
            try:
                httpx.get(f"{base}/api/v1/openapi.json", trust_env=False, timeout=5)
                break
            except httpx.TransportError:
                time.sleep(0.2)
        yield base, server.pid
    finally:
        server.terminate()
        server.wait(30)


def batch(base: str, token: str, count: int) -> int:
    """Send *count* rulings that differ; returns the job."""
    file = next(SAMPLES.glob("05_*"))
    mark = time.time_ns()
    rulings = [Upload(f"{n:05d}.txt", file.read_bytes() + f"\n编号{mark}-{n}".encode()) for n in range(count)]
    answer = httpx.post(
        f"{base}/api/v1/cases", files=[("files", (u.path, u.data)) for u in rulings], timeout=300, trust_env=False,
        headers={"Authorization": f"Bearer {token}"},
    )  # fmt: skip
    return int(answer.raise_for_status().json()["id"])


def memory_mb(pid: int) -> float:
    """What a process holds, in MB; 0 where the system does not tell."""
    try:
        words = Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1].split()
    except (OSError, IndexError):
        return 0.0
    return int(words[0]) / 1024


def processor_s(pid: int) -> float:
    """Seconds of processor time that a process took, its workers apart; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Serve, send people, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--home", type=Path, required=True, help="the data folder")
    options.add_argument("--url", default="", help="a PostgreSQL; default is the SQLite of the folder")
    options.add_argument("--users", type=int, default=30)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--batch", type=int, default=400)
    options.add_argument("--pause", type=float, default=1.0, help="mean seconds between two looks of a person")
    given = options.parse_args()
    users, tally = min(given.users, MOST_USERS), Tally()
    token = people(given.home, given.url, users)
    with serving(given.home, given.url) as (base, pid):
        begin = threading.Barrier(users + 1)
        crowd = [Person(base, n, tally, begin, given) for n in range(users)]
        for person in crowd:
            person.start()
        job = batch(base, token, given.batch)
        begin.wait()
        before = processor_s(pid)
        for person in crowd:
            person.join()
        looks = sum(len(times) for kind, times in tally.times.items() if kind != "登录")
        print(f"processor time of the server {(processor_s(pid) - before) * 1000 / max(looks, 1):.0f} ms a look")
        head = {"Authorization": f"Bearer {token}"}
        row = httpx.get(f"{base}/api/v1/jobs/{job}", headers=head, timeout=60, trust_env=False).json()
        print(f"{users} people, {given.seconds} s, batch {row['done']}/{row['total']} {row['state']}")
        print(f"server {memory_mb(pid):.0f} MB, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        if row["state"] not in ("done", "failed"):
            httpx.delete(f"{base}/api/v1/jobs/{job}", headers=head, timeout=60, trust_env=False)
    print("\n".join(tally.table()))
    print("\n".join(tally.wrong[:10]))
    return bool(tally.wrong)


if __name__ == "__main__":
    sys.exit(main())
