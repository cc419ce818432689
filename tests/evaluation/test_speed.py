from __future__ import annotations

from pathlib import Path

from evaluation.bench.speed import LENGTHS, Speed, measure, per_character, texts_from, vary

INPUT = Path(__file__).resolve().parents[2] / "corpora" / "gold" / "input"


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
