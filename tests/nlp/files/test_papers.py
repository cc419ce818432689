"""Papers of odd shape never raise, and every span stands inside its text."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from importlib.resources import files
from random import Random

import pytest
import yaml

from nlp.document import Document, Span
from nlp.entities.model import DateMention
from nlp.files import Papers, cast_of, read_papers
from nlp.files.days import Days, ends_after, years_of
from nlp.pipeline import read_document

CASES = yaml.safe_load((files("corpora") / "examples" / "files" / "cases.yaml").read_text("utf-8"))
TEXTS = [v for base in CASES["bases"].values() for v in base.values()]
TEXTS += [v for c in CASES["cases"] for v in c.get("replace", {}).values() if isinstance(v, str) and v]


def _spans(papers: Papers) -> list[Span]:
    found = []
    for f in fields(papers):
        value = getattr(papers, f.name)
        for record in value if isinstance(value, tuple) else ():
            found += [v for v in record if isinstance(v, Span)]
    return found


@pytest.mark.parametrize("seed", range(60))
def test_mutated_papers(seed: int) -> None:
    rng = Random(seed)
    text = rng.choice(TEXTS)
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(text) + 1)
        cut = rng.randint(0, 12)
        piece = rng.choice(["\n", "\t", "|", "：", "年", "2021-02-30", "问：", "答：", "（", "万元", "\x00", "", "未"])
        text = text[:at] + piece + text[at + cut :]
    ruling = read_document(Document("r", "r", "0", "txt", CASES["bases"]["person"]["裁定.txt"]))
    reading = read_document(Document("p", "p.txt", "0", "txt", text))
    papers = read_papers(reading, cast_of(ruling.head), date(2021, 12, 20))
    assert all(0 <= s.start <= s.end <= len(reading.text) for s in _spans(papers))


@pytest.mark.parametrize(
    ("words", "years"), [("期限三年", 3), ("查封期限为二年", 2), ("期限一年", 1), ("期限两年", 2), ("十五年", None)]
)
def test_terms(words: str, years: int | None) -> None:
    assert years_of(words) == years


def test_the_first_day_of_a_term_is_not_counted() -> None:
    assert ends_after(date(2019, 1, 21), 3) == date(2022, 1, 21)
    assert ends_after(date(2020, 2, 29), 1) == date(2021, 2, 28)


@pytest.mark.parametrize("words", ["承包地1.2公顷", "林地3.5 公顷", "鱼塘2.6亩", "存栏1.8吨", "苗圃4.5亩"])
def test_measures_are_no_days(words: str) -> None:
    head = date(2023, 4, 2)
    text = f"2023年4月2日走访，有{words}。"
    mention = DateMention(Span(0, 9), head, "day")
    assert [w.date for w in Days(text, (mention,)).all] == [head]


def test_short_dates_borrow_the_year() -> None:
    text = "2024-03-14冻结；03-25扣划；签收6.20"
    reading = read_document(Document("p", "p.txt", "0", "txt", text))
    days = Days(reading.text, reading.head.dates)
    assert [d.date for d in days.all] == [date(2024, 3, 14), date(2024, 3, 25), date(2024, 6, 20)]
