"""A cue is tried only in clauses with its bit: none that holds it may lack it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from nlp.context import cues
from nlp.context.clauses import Context
from nlp.document import Document
from nlp.entities.head import read_head
from nlp.normalise import normalise
from nlp.pipeline import narrative_region, read_context
from nlp.readers import read_file
from nlp.sections import find_sections


@pytest.fixture(scope="module")
def contexts() -> list[Context]:
    """The clauses of shipped rulings and samples."""
    found = []
    for folder in (Path(str(files("corpora"))) / name for name in ("gold/input", "breadth/input", "samples")):
        for path in sorted(folder.rglob("*.txt")):
            document = read_file(path)
            if isinstance(document, Document):
                text = normalise(document.text, document.hidden).text
                sections = find_sections(text)
                found.append(read_context(text, read_head(text, sections), narrative_region(text, sections)))
    assert len(found) > 20
    return found


@pytest.mark.parametrize("key", [key for key in cues.BIT if not key.endswith("_behind")])
def test_a_clause_has_the_bit_of_every_cue_that_it_holds(key: str, contexts: list[Context]) -> None:
    pattern = getattr(cues, key.upper())
    for context in contexts:
        for clause in context.clauses:
            # A cue may begin with the sign before its clause.
            found = pattern.search(context.masked, max(clause.start - 1, 0), clause.end)
            assert found is None or clause.cues & cues.BIT[key], (found, context.text_of(clause))


@pytest.mark.parametrize("key", [key for key in cues.BIT if key.endswith("_behind")])
def test_also_of_cues_that_stand_behind_what_they_speak_of(key: str, contexts: list[Context]) -> None:
    pattern = getattr(cues, key.upper())
    for context in contexts[:20]:
        for clause in context.clauses:
            for at in range(clause.start, clause.end):
                found = pattern.match(context.masked, at, clause.end)
                assert found is None or clause.cues & cues.BIT[key], (found, context.text_of(clause))


@pytest.mark.parametrize(
    ("text", "denied"), [("执行通知书没能发出", True), ("执行通知书被遗漏", True), ("被执行人名下无车辆", False)]
)
def test_only_words_that_deny_are_looked_at_behind(text: str, denied: bool) -> None:
    assert (cues.DENIAL_BEHIND.search(text) is not None) is denied
