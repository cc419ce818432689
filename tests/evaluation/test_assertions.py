"""The marked clauses are well made, and what is read in them does not get worse."""

from __future__ import annotations

import pytest

from evaluation.assertions import ACTS, CREDITOR, SETS, _clause, load_clauses, ruling_around, score
from nlp.document import Document
from nlp.pipeline import read_document

#: Floors of precision and recall for each file; a change may raise them, never lower them.
FLOORS = {"clauses.txt": (0.91, 0.92), "fresh.txt": (0.85, 0.90)}


def test_enough_clauses_and_none_twice() -> None:
    clauses = load_clauses()
    assert len(clauses) >= 250
    assert len({(c.text, c.respondents) for c in clauses}) == len(clauses)


def test_every_status_and_source_is_marked() -> None:
    marks = [m for c in load_clauses() for m in c.marks]
    assert {m.status for m in marks} == {"done", "not_done", "intended", "required", "hypothetical"}
    assert {m.source for m in marks} >= {"court", "creditor", "debtor", "statute", "other_case"}
    assert {m.act for m in marks} <= ACTS and len({m.act for m in marks}) >= 25


@pytest.mark.parametrize("line", ["没有标注", "一句\tno_such_act", "一句\tfine-@court>无名氏"])
def test_what_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        _clause(line)


def test_the_ruling_around_a_clause_is_read_as_one() -> None:
    clause = next(c for c in load_clauses() if c.respondents == 3)
    reading = read_document(Document("例", "例.txt", "0" * 64, "txt", ruling_around(clause)))
    assert [p.name for p in reading.head.applicants] == [CREDITOR]
    assert len(reading.head.respondents) == 3
    assert reading.region.start <= reading.text.index(clause.text) < reading.region.end


@pytest.mark.parametrize("name", SETS)
def test_floor(name: str) -> None:
    total = score(load_clauses(name)).total
    precision, recall = FLOORS[name]
    assert total.precision >= precision and total.recall >= recall
