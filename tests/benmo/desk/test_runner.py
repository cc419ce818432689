"""The end of the program does not wait for a long reading, and takes nothing from its job."""

from __future__ import annotations

import time
from typing import Any

import pytest

from benmo.desk import runner
from benmo.desk.model import Upload
from benmo.desk.service import Desk


def wait_for(what: Any) -> None:
    """Until *what* is true, half a minute at most."""
    begun = time.monotonic()
    while not what():
        assert time.monotonic() - begun < 30
        time.sleep(0.01)


def test_stopping_gives_up_a_long_reading_and_queues_it_again(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "PATIENCE", 0.0)
    (sample,) = kit.sample("05")
    long = sample.data.decode("gb18030").replace(
        "\n本院认为", "\n" + "经查询，未发现其他情况。" * 400_000 + "\n本院认为", 1
    )
    with Desk.open(url="") as desk:
        who = kit.administrator(desk)
        job = desk.intake(who, [Upload("长文.txt", long.encode())])
        desk.runner.start()
        wait_for(lambda: desk.runner._reader)
        desk.runner.stop()
        found = desk.job(who, job.id)
        assert (found.state, found.done) == ("queued", 0)
        assert not desk.runner.busy


def test_a_short_reading_is_finished_first(kit: Any) -> None:
    with Desk.open(url="") as desk:
        who = kit.administrator(desk)
        job = desk.intake(who, kit.sample("05"))
        desk.runner.start()
        wait_for(lambda: desk.runner._reader or desk.job(who, job.id).state == "done")
        desk.runner.stop()
        assert desk.job(who, job.id).state == "done"
