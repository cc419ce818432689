"""Thirty people at once while a batch runs: ``python -m evaluation.bench.load --home FOLDER [--url postgresql://…]``.

A real ``benmo serve`` in a process of its own, on loopback; all log in at once, and then look at lists, cases, searches
and papers over HTTP for a bounded time, while a batch of rulings is read. Between the answer to a look and the next
look a person pauses, ``--pause`` seconds in the mean (half to one and a half of it): somebody who reads what they
opened takes several seconds, the default of one is a person who only clicks. The folder should hold the cases of
:mod:`evaluation.bench.desk`. Printed: median and 95th percentile of each kind of look, whether anything failed, how
far the batch came, the server's memory and its processor time for each look (which says the same on a crowded
machine), what the people themselves took of the processors, and the load of the machine.
"""

from __future__ import annotations

import argparse
import json
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
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

import httpx

from benmo.desk.model import Role, Upload
from benmo.desk.service import Desk
from evaluation.bench.desk import percentile

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "samples"
ADMIN, PASSWORD = "Bench-Ben-2026", "Ren-Ren-Ben-2026"
MOST_USERS, MOST_SECONDS = 100, 600
#: So long a person waits for an answer, in seconds.
WAIT = 60
#: The server ends connections that are idle for five seconds.
IDLE = 4.0
#: So many rulings are sent at once.
TOGETHER = 500


@dataclass
class Tally:
    """What was seen: milliseconds of each kind of look, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, spent: float, wrong: str = "") -> None:
        """Enter a look, and what was wrong with it; one that ran out of time took as long as it was waited for."""
        with self.lock:
            self.times.setdefault(kind, []).append(spent * 1000)
            if wrong:
                self.wrong.append(f"{kind}: {wrong}")

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
        # Plain, for the people share the processors with what they measure.
        self.http = HTTPConnection(base.removeprefix("http://"), timeout=WAIT)
        self.head: dict[str, str] = {}
        self.asked = time.monotonic()

    def ask(self, kind: str, method: str, path: str, body: str | None = None) -> bytes:
        """A request, timed; empty where it failed, which is noted."""
        if time.monotonic() - self.asked > IDLE:  # closed at the other end meanwhile; it opens by itself
            self.http.close()
        begun, data, wrong = time.perf_counter(), b"", ""
        try:
            self.http.request(method, path, body, self.head)
            answer = self.http.getresponse()
            data = answer.read()
            if cookie := answer.getheader("set-cookie"):
                self.head = {"Cookie": cookie.partition(";")[0]}
            if answer.status >= 400:
                wrong, data = f"{answer.status} {data.decode('utf-8', 'replace')[:200]}", b""
        except (OSError, HTTPException) as error:
            self.http.close()
            wrong = repr(error)
        self.asked = time.monotonic()
        self.tally.add(kind, time.perf_counter() - begun, wrong)
        return data

    def look(self, kind: str, path: str, **params: str | int) -> bytes:
        """A look at something."""
        return self.ask(kind, "GET", f"/api/v1/{path}?{urlencode(params)}")

    def run(self) -> None:
        """Log in and look around."""
        self.head = {"Content-Type": "application/json"}
        self.ask("登录", "POST", "/api/v1/login", json.dumps({"name": self.login, "password": PASSWORD}))
        self.begin.wait()
        if "Cookie" not in self.head:
            return
        keys: list[str] = []
        until = time.monotonic() + self.seconds
        time.sleep(self.rng.random() * self.pause)  # they do not all click in the same moment
        while time.monotonic() < until:
            keys = self.turn(keys)
            time.sleep(self.rng.uniform(0.5, 1.5) * self.pause)

    def turn(self, keys: list[str]) -> list[str]:
        """One look; returns the cases that the person has before them."""
        turn = self.rng.random()
        if turn < 0.35 or not keys:
            found = self.look("案件清单", "cases", offset=self.rng.choice((0, 0, 0, 25, 50, 5000)), limit=25)
            return [r["key"] for r in json.loads(found)["rows"]] if found else keys
        if turn < 0.5:
            level = self.rng.choice("ABCD")
            self.look("清单，按评级和结论", "cases", level=level, conclusion="violation", limit=25)
        elif turn < 0.6:
            self.look("清单，找词", "cases", text=self.rng.choice(("查封", "公积金", "限制消费")), limit=25)
        elif turn < 0.66:
            self.look("检索", "search", q=self.rng.choice(("约谈", "不动产登记", "终结本次")), limit=25)
        elif turn < 0.9:
            self.look("一案全部", f"cases/{self.rng.choice(keys)}/review", with_text="true")
        elif turn < 0.95:
            self.look("督办", "papers")
        else:
            self.look("工作", "jobs")
        return keys


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


def batch(base: str, token: str, count: int) -> list[int]:
    """Send *count* rulings that differ, some hundred at a time; returns the jobs."""
    file = next(SAMPLES.glob("05_*"))
    mark, jobs = time.time_ns(), []
    for first in range(0, count, TOGETHER):
        rulings = [
            Upload(f"{n:05d}.txt", file.read_bytes() + f"\n编号{mark}-{n}".encode())
            for n in range(first, min(first + TOGETHER, count))
        ]
        answer = httpx.post(
            f"{base}/api/v1/cases", files=[("files", (u.path, u.data)) for u in rulings], timeout=300, trust_env=False,
            headers={"Authorization": f"Bearer {token}"},
        )  # fmt: skip
        jobs.append(int(answer.raise_for_status().json()["id"]))
    return jobs


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
    options.add_argument("--batch", type=int, default=3000)
    options.add_argument("--pause", type=float, default=1.0, help="mean seconds between two looks of a person")
    given = options.parse_args()
    users, tally = min(given.users, MOST_USERS), Tally()
    token = people(given.home, given.url, users)
    with serving(given.home, given.url) as (base, pid):
        begin = threading.Barrier(users + 1)
        crowd = [Person(base, n, tally, begin, given) for n in range(users)]
        for person in crowd:
            person.start()
        jobs = batch(base, token, given.batch)
        begin.wait()
        before, mine, begun = processor_s(pid), time.process_time(), time.monotonic()
        for person in crowd:
            person.join()
        mine, begun = time.process_time() - mine, time.monotonic() - begun
        looks = sum(len(times) for kind, times in tally.times.items() if kind != "登录")
        print(f"processor time of the server {(processor_s(pid) - before) * 1000 / max(looks, 1):.0f} ms a look")
        print(f"{looks / begun:.1f} looks a second; the people took {mine / begun:.0%} of a processor")
        head = {"Authorization": f"Bearer {token}"}
        api = httpx.Client(base_url=f"{base}/api/v1/jobs", headers=head, timeout=60, trust_env=False)
        rows = [api.get(f"/{job}").json() for job in jobs]
        print(f"{users} people, {given.seconds} s, batch {sum(r['done'] for r in rows)}/{given.batch}")
        print(f"server {memory_mb(pid):.0f} MB, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        for row in rows:
            if row["state"] not in ("done", "failed"):
                api.delete(f"/{row['id']}")
    print("\n".join(tally.table()))
    print("\n".join(tally.wrong[:10]))
    return bool(tally.wrong)


if __name__ == "__main__":
    sys.exit(main())
