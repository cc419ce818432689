"""How quick lists, filters and search are with many cases: ``python -m evaluation.bench.desk --cases 100000``.

The cases are copies of the shipped samples' reviews under generated numbers, courts and days, written straight into
the tables (reading them in would measure the reader). Times are of the desk's own calls, median and 95th percentile of
several; nothing is asserted here.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from benmo.cases.intake import gather
from benmo.desk import keeping
from benmo.desk.model import Actor, CaseFilter
from benmo.desk.service import Desk
from benmo.review import review_all
from benmo.storage import search
from benmo.storage.packing import pack
from benmo.storage.schema import CASES, FINDINGS, REVIEWS

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "samples"
PROVINCES = "京津冀晋辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云陕甘青宁新"
BATCH = 1000


def sample_reviews() -> list[dict[str, Any]]:
    """One review of each shipped sample."""
    paths = [p for p in sorted(SAMPLES.iterdir()) if p.name[:2].isdigit()]
    return [r for p in paths for m in gather(p) for r in review_all(m, with_text=True)]


def fill(desk: Desk, who: Actor, count: int, seed: int = 7) -> None:
    """Add *count* generated cases of the person's office."""
    rng = random.Random(seed)
    reviews = sample_reviews()
    bodies = [(keeping.case_columns(r), pack(r), search.plain(r["documents"][0].get("text") or "")) for r in reviews]
    flagged = [[f for f in r["findings"] if f["conclusion"] in keeping.FLAGGED] for r in reviews]
    for first in range(0, count, BATCH):
        picked = [rng.randrange(len(reviews)) for _ in range(min(BATCH, count - first))]
        with desk.store.write() as cx:
            cases, others = [], []
            for n, at in enumerate(picked, first + 1):
                columns, body, plain = bodies[at]
                where = rng.choice(PROVINCES)
                number = f"（{rng.randrange(2015, 2026)}）{where}{rng.randrange(100, 9999)}执{rng.randrange(1, 9999)}号"
                day = f"{rng.randrange(2015, 2026)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
                cases.append(
                    {
                        **columns, "id": n, "key": f"c{n:016x}", "office": who.office, "assignee_id": who.id,
                        "name": f"第{n}案", "part": 0, "content": f"{n:064x}", "state": rng.choice(keeping.STATES),
                        "decided": 0, "review_id": n, "created_by": who.id, "case_no": number, "ruling_date": day,
                        "court": f"{where}省第{rng.randrange(200)}人民法院", "created_at": f"{day}T00:00:00.000000Z",
                        "updated_at": f"{day}T00:00:{n % 60:02d}.{n % 1000000:06d}Z",
                    }
                )  # fmt: skip
                others.append((n, at, body, f"{number}\n{plain}"))
            cx.execute(insert(CASES), cases)
            cx.execute(
                insert(REVIEWS),
                [
                    {"id": n, "case_id": n, "engine": "0", "sha256": "", "body": b, "made_at": ""}
                    for n, _, b, _ in others
                ],
            )
            cx.execute(
                insert(FINDINGS),
                [
                    {"case_id": n, "checkpoint": f["checkpoint"], "conclusion": f["conclusion"],
                     "weight": f["weight"], "reason": f["reason"][:200]}
                    for n, at, _, _ in others
                    for f in flagged[at]
                ],
            )  # fmt: skip
            search.add_many(cx, [(n, "doc", "1", words) for n, _, _, words in others])
    if not desk.store.sqlite:  # what the server does by itself before long
        with desk.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as cx:
            cx.execute(text("VACUUM ANALYZE"))


def calls(desk: Desk, who: Actor) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What is timed."""
    yield "第一页", lambda: desk.cases(who)
    yield "第一千页", lambda: desk.cases(who, offset=49_950, limit=50)
    yield "按评级", lambda: desk.cases(who, CaseFilter(level=("C",), order="ruling"))
    yield "按要点与结论", lambda: desk.cases(who, CaseFilter(checkpoint="creditor_clues", conclusion="violation"))
    yield "按结论（过半的案件）", lambda: desk.cases(who, CaseFilter(conclusion="violation"))
    yield "按法院与年份", lambda: desk.cases(who, CaseFilter(court="浙省第1", since="2020-01-01", until="2021-12-31"))
    yield "按法院", lambda: desk.cases(who, CaseFilter(court="浙省第1"))
    yield "按状态、分数最低的在前", lambda: desk.cases(who, CaseFilter(state=("new",), order="score"))
    yield "受理未过的、本人的", lambda: desk.cases(who, CaseFilter(gate=("open", "stopped"), mine=True))
    yield "列表中找“查封”（到处都有）", lambda: desk.cases(who, CaseFilter(text="查封"))
    yield "列表中找“查封”，按评级与法院", lambda: desk.cases(who, CaseFilter(text="查封", level=("C",), court="浙省"))
    yield "列表中找“限制消费”（到处都有）", lambda: desk.cases(who, CaseFilter(text="限制消费"))
    yield "列表中找“执行通知书”，第二十页", lambda: desk.cases(who, CaseFilter(text="执行通知书"), 950, 50)
    yield (
        "列表中找“限制消费 执行通知书”，按评级与法院",
        lambda: desk.cases(who, CaseFilter(text="限制消费 执行通知书", level=("C",), court="浙省")),
    )
    yield "列表中找一个案号", lambda: desk.cases(who, CaseFilter(text="浙1234执"))
    yield "检索“约谈”", lambda: desk.search(who, "约谈")
    yield "检索“公积金 车辆”", lambda: desk.search(who, "公积金 车辆")
    yield "检索“限制消费”", lambda: desk.search(who, "限制消费")
    yield "检索“执行通知书”", lambda: desk.search(who, "执行通知书")
    yield "检索没有的词", lambda: desk.search(who, "鲸鲨潜艇")
    yield "打开一案", lambda: desk.case(who, f"c{4242:016x}")
    yield "操作记录", lambda: desk.audit_log(who, 0, 50)


def percentile(times: list[float], share: float) -> float:
    """The value that *share* of *times* do not exceed."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def measure(desk: Desk, who: Actor, repeat: int) -> list[tuple[str, float, float]]:
    """(what, median, 95th percentile) in milliseconds."""
    found = []
    for name, call in calls(desk, who):
        times = []
        for _ in range(repeat):
            begun = time.perf_counter()
            call()
            times.append((time.perf_counter() - begun) * 1000)
        found.append((name, statistics.median(times), percentile(times, 0.95)))
    return found


def main() -> None:
    """Fill an empty desk and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=100_000)
    options.add_argument("--repeat", type=int, default=21)
    options.add_argument("--url", default="", help="an empty PostgreSQL; default is SQLite in a temporary folder")
    options.add_argument("--home", type=Path, help="keep the data here, and use it again where it is filled")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as spare, Desk.open(given.home or Path(spare), given.url, apart=False) as desk:
        password = desk.first_password
        if password:
            who = desk.change_password(desk.login("admin", password).actor, password, "Bench-Ben-2026")
            begun = time.perf_counter()
            fill(desk, who, given.cases)
            print(f"{given.cases} cases written in {time.perf_counter() - begun:.0f} s")
        who = desk.login("admin", "Bench-Ben-2026").actor
        for name, median, late in measure(desk, who, given.repeat):
            print(f"| {name} | {median:.0f} | {late:.0f} |")
        print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
