"""Patterns behind one automaton must find exactly what they find alone."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.document import Document
from nlp.events.triggers import TRIGGERS
from nlp.literals import required_literals, shape
from nlp.normalise import normalise
from nlp.readers import read_file
from nlp.triggers import Anchored, Either, TriggerSet, branches_of

CORPORA = Path(str(files("corpora")))
NAMES = sorted(TRIGGERS.patterns)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Clean texts of the shipped sets."""
    paths = [
        p
        for folder in (CORPORA / "gold" / "input", CORPORA / "samples")
        if folder.is_dir()
        for p in sorted(folder.rglob("*"))
        if p.suffix in (".txt", ".html", ".docx", ".pdf") and "labels" not in p.parts
    ]
    found = [read_file(p) for p in paths]
    return [normalise(d.text, d.hidden).text for d in found if isinstance(d, Document)]


@pytest.mark.parametrize("pattern", [r"\d+", "[^甲]", "(?:查封)?", "查封|.{3}", "(?:查封)*", ".", "(?:甲|乙)?丙?"])
def test_patterns_without_literals_always_run(pattern: str) -> None:
    triggers = TriggerSet({"any": pattern})
    text = "甲乙12丙丁戊"
    found = triggers.matches("any", triggers.scan(text, [(0, len(text))]), text)
    assert [m.span() for m in found] == [m.span() for m in re.finditer(pattern, text)]


PIECES = st.sampled_from(["甲", "乙", "丙丁", "未", "[甲乙]", "[^甲]", ".", r"\d", "(?=甲)", "(?<!乙)", "^", "(?:)"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,3}?", "*?"])).map(
            lambda p: f"(?:{p[0]}){p[1]}"
        ),
        inner.map(lambda p: f"({p})"),
    )


ALTERNATIVES = st.lists(st.recursive(PIECES, _grown, max_leaves=5), min_size=1, max_size=5)


@given(st.recursive(PIECES, _grown, max_leaves=8), st.text("甲乙丙丁未1", max_size=12))
@settings(max_examples=400)
def test_every_match_holds_a_literal_near_its_beginning(pattern: str, text: str) -> None:
    for prefer in ("rare", "few", "fewest"):
        literals, lead = required_literals(pattern, prefer), shape(pattern, prefer).lead
        for m in re.finditer(pattern, text) if literals is not None else ():
            found = [at for literal in literals if (at := m.group().find(literal)) >= 0]
            assert found, (pattern, m.group(), literals)
            assert lead is None or min(found) <= lead, (pattern, m.group(), literals)


@given(st.recursive(PIECES, _grown, max_leaves=8), st.text("甲乙丙丁未1", max_size=40), st.integers(0, 12))
@settings(max_examples=600)
def test_searching_around_literals_finds_what_searching_everywhere_finds(pattern: str, text: str, cut: int) -> None:
    triggers = TriggerSet({"any": pattern})
    ranges = [(0, min(cut, len(text))), (min(cut, len(text)), len(text))]
    alone = [m.span() for start, end in ranges for m in re.compile(pattern).finditer(text, start, end)]
    assert [m.span() for m in triggers.matches("any", triggers.scan(text, ranges), text)] == alone


@given(st.recursive(PIECES, _grown, max_leaves=8), st.text("甲乙丙丁未1", max_size=60), st.integers(0, 12))
@settings(max_examples=800)
def test_an_anchored_pattern_finds_what_the_pattern_finds(pattern: str, text: str, start: int) -> None:
    for end in (len(text), len(text) - 3):
        alone = [m.span() for m in re.compile(pattern).finditer(text, start, max(end, 0))]
        assert [m.span() for m in Anchored(pattern).finditer(text, start, max(end, 0))] == alone
        first = Anchored(pattern).search(text, start, max(end, 0))
        assert (first.span() if first else None) == (alone[0] if alone else None)


@given(
    ALTERNATIVES,
    st.text("甲乙丙丁未1", max_size=60),
    st.integers(0, 12),
)
@settings(max_examples=500)
def test_alternatives_find_what_the_alternation_finds(patterns: list[str], text: str, start: int) -> None:
    alone = [m.span() for m in re.compile("|".join(patterns)).finditer(text, start)]
    if all(end > begin for begin, end in alone):  # an empty match lets the next begin where it stood
        assert [m.span() for m in Either(patterns).finditer(text, start)] == alone


@pytest.mark.parametrize("name", NAMES)
def test_anchored_in_real_texts(name: str, texts: list[str]) -> None:
    pattern = TRIGGERS.patterns[name].pattern
    for text in texts[:12]:
        alone = [m.span() for m in re.finditer(pattern, text)]
        assert [m.span() for m in Anchored(pattern).finditer(text)] == alone


@pytest.mark.parametrize("name", NAMES)
def test_every_match_in_real_texts_holds_a_literal(name: str, texts: list[str]) -> None:
    literals = TRIGGERS.literals_of(name)
    if not literals:
        pytest.skip("always runs")
    for text in texts:
        for m in TRIGGERS.patterns[name].finditer(text):
            assert any(literal in m.group() for literal in literals), m.group()


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_every_generated_match_holds_a_literal(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    text = data.draw(st.from_regex(TRIGGERS.patterns[name]))
    literals = TRIGGERS.literals_of(name)
    for m in TRIGGERS.patterns[name].finditer(text):
        assert not literals or any(literal in m.group() for literal in literals), (name, m.group())


def test_the_automaton_finds_what_the_patterns_find_alone(texts: list[str]) -> None:
    for text in texts[:20]:
        ranges = [(m.start(), m.end()) for m in re.finditer(r"[^。；\n]+", text)]
        scan = TRIGGERS.scan(text, ranges)
        for name, pattern in TRIGGERS.patterns.items():
            alone = [m.span() for start, end in ranges for m in pattern.finditer(text, start, end)]
            assert [m.span() for m in TRIGGERS.matches(name, scan, text)] == alone, name


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("查封|扣押", ["查封", "扣押"]),
        ("查封", ["查封"]),
        ("(?:查|扣)封|冻结", ["(?:查|扣)封", "冻结"]),
        (r"[|]封|\||[^]|]押", ["[|]封", r"\|", "[^]|]押"]),
        ("(查)封|冻结", ["(查)封|冻结"]),
        ("(?i:a)|b", ["(?i:a)|b"]),
        ("(?:|a)b|", ["(?:|a)b", ""]),
    ],
)
def test_branches(source: str, parts: list[str]) -> None:
    assert branches_of(source) == parts


@given(
    ALTERNATIVES,
    st.text("甲乙丙丁未1", max_size=60),
    st.integers(0, 30),
)
@settings(max_examples=800)
def test_branch_by_branch_finds_what_the_alternation_finds(patterns: list[str], text: str, cut: int) -> None:
    source = "|".join(patterns)
    triggers = TriggerSet({"any": source}, split=lambda _: True)
    ranges = [(0, min(cut, len(text))), (min(cut, len(text)), len(text))]
    scan = triggers.scan(text, ranges)
    alone = [m.span() for start, end in ranges for m in re.compile(source).finditer(text, start, end)]
    assert [m.span() for m in triggers.matches("any", scan, text)] == alone
    held = {n for n, (start, end) in enumerate(ranges) if re.compile(source).search(text, start, end)}
    assert triggers.ranges_of("any", scan, text) == held
    assert bool(triggers.may_match(["any"], scan)) >= bool(alone)
    assert all(text[at:] for at in triggers.offsets("any", scan))


def test_ranges_in_real_texts(texts: list[str]) -> None:
    for text in texts[:20]:
        ranges = [(m.start(), m.end()) for m in re.finditer(r"[^。；\n]+", text)]
        scan = TRIGGERS.scan(text, ranges)
        for name, pattern in TRIGGERS.patterns.items():
            held = {n for n, (start, end) in enumerate(ranges) if pattern.search(text, start, end)}
            assert TRIGGERS.ranges_of(name, scan, text) == held, name


def test_a_match_never_crosses_a_range() -> None:
    triggers = TriggerSet({"far": "查封.{0,10}房屋"})
    text = "查封了车辆。另有房屋"
    assert triggers.matches("far", triggers.scan(text, [(0, len(text))]), text)
    assert not triggers.matches("far", triggers.scan(text, [(0, 6), (6, len(text))]), text)
    assert not triggers.matches("far", triggers.scan(text, []), text)
