from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.bench.speed import (
    DEBTORS,
    LENGTHS,
    Scaling,
    Speed,
    measure,
    memory,
    per_character,
    per_debtor,
    review_file,
    texts_from,
    vary,
)

INPUT = Path(__file__).resolve().parents[2] / "corpora" / "samples"


def test_copies_are_distinct_and_keep_their_time() -> None:
    text = "（2024）浙0602执1234号。2024年3月5日立案，标的12345元，第五百一十七条。"
    copies = {vary(text, n) for n in range(50)}
    assert len(copies) == 50
    assert all("2024年3月5日" in c and "（2024）" in c for c in copies)


def test_parties_have_other_names_everywhere() -> None:
    text = "被执行人：滕宝库，男。\n申请执行人：洛阳豫鑫钢材销售有限公司。\n滕宝库应当向洛阳豫鑫钢材销售有限公司履行。"
    copy = vary(text, 3)
    assert "滕宝库" not in copy
    assert "豫鑫" not in copy
    person = copy.split("：")[1].split("，")[0]
    assert copy.count(person) == 2


def test_both_sides_are_measured_in_turn() -> None:
    speed = measure(texts_from(INPUT, 4), rounds=2)
    assert (speed.documents, len(speed.ours), len(speed.jieba)) == (4, 2, 2)
    assert speed.ratio > 0


def test_ratio_is_the_median_of_the_rounds() -> None:
    assert Speed(1, 1.0, [10, 20, 90], [10, 10, 10]).ratio == 2.0


def test_cost_for_each_length() -> None:
    costs = per_character(max(texts_from(INPUT, 12), key=len), repeats=1)
    assert len(costs) == len(LENGTHS)
    assert min(costs.values()) > 0


def test_only_rulings_are_measured(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("谈话笔录\n问：有无财产？\n答：没有。\n", "utf-8")
    with pytest.raises(ValueError, match="no termination ruling"):
        texts_from(tmp_path, 3)
    for n, text in enumerate(texts_from(INPUT, 12)):
        (path := tmp_path / f"{n}.txt").write_text(text, "utf-8")
        assert b'"checkpoint":"execution_notice"' in review_file(path)


def test_cost_for_each_number_of_debtors() -> None:
    costs = per_debtor(repeats=1)
    assert tuple(costs) == DEBTORS
    assert min(costs.values()) > 0


def test_scaling_by_the_clock_and_by_the_processor() -> None:
    figures = Scaling(one=100.0, two=150.0, cpu_one=0.01, cpu_two=0.0125)
    assert figures.ratio == 1.5
    assert figures.cpu_ratio == pytest.approx(1.6)


def test_memory_is_told_step_by_step() -> None:
    peaks = memory(texts_from(INPUT, 2), reviews=4, steps=2)
    assert len(peaks) == 2
    assert peaks == sorted(peaks)
