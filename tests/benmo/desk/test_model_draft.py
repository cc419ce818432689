"""A draft that a model works on: its words are seen as they come, a stop keeps the paper in the template's words."""

from __future__ import annotations

import threading
import time
from typing import Any

from benmo.desk.service import Desk


def test_stopped_in_the_middle_nothing_is_lost(lite: Desk, kit: Any, dripping: str) -> None:
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "15")
    kit.admit(lite, who, key)
    lite.decide(who, key, "creditor_clues", "confirmed")
    plain = "".join(s["text"] for s in lite.draft(who, key, "检察建议书").draft["sentences"])
    lite.change_setting(who, "llm", "base_url", dripping)
    lite.change_setting(who, "llm", "model", "m")
    job = lite.draft_with_model(who, key, "检察建议书")
    work = threading.Thread(target=lite.runner.drain)
    work.start()
    while "字0字1" not in lite.job(who, job.id).message and work.is_alive():
        time.sleep(0.05)
    seen = lite.job(who, job.id)
    assert seen.state == "running" and "第 1 项，共 1 项（正在写）\n字0字1" in seen.message and seen.total == 1
    lite.cancel(who, job.id)
    work.join()
    over = lite.job(who, job.id)
    assert over.state == "cancelled" and over.result and over.result["stopped"]
    view = lite.draft_view(who, over.result["draft"])
    assert "".join(s["text"] for s in view.draft["sentences"]) == plain
    assert "被停止" in view.versions[0].change and view.draft["model"]["not_assessed"]
    others = {s["author"] for s in view.draft["sentences"] if not s["text"].startswith("当事人向本院申请监督")}
    assert others == {"template"}


def test_an_end_of_the_program_queues_it_again(lite: Desk, kit: Any, dripping: str) -> None:
    who = kit.administrator(lite)
    (key,) = kit.take_in(lite, who, "15")
    kit.admit(lite, who, key)
    lite.decide(who, key, "creditor_clues", "confirmed")
    lite.change_setting(who, "llm", "base_url", dripping)
    lite.change_setting(who, "llm", "model", "m")
    job = lite.draft_with_model(who, key, "检察建议书")
    lite.runner.start()
    while "字" not in lite.job(who, job.id).message:
        time.sleep(0.05)
    lite.runner.stop()
    assert lite.job(who, job.id).state == "queued" and lite.case(who, key).drafts == ()
