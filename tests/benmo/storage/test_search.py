"""Words of any length are found, and nothing else, on both databases."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from benmo.storage import search
from benmo.storage.migrate import upgrade
from benmo.storage.schema import CASES, USERS
from benmo.storage.store import Store

TEXTS = {
    1: "本院依法查封被执行人名下车辆，并对其采取限制消费措施。",
    2: "经网络查控，未发现可供执行的财产。封条已启封。",
    3: "查\u3000封\n（２０２３）浙0199执1号 ABC银行",
    4: "轮候查封登记" + "公积金" * 400,
    5: "执行通知已发，另行通知书记员；限制措施，抵制消费。制消",  # the pairs of longer words, and not the words
}
QUERIES = {
    "查封": {1, 3, 4},
    "查 封": {1, 2, 3, 4},
    "启封": {2},
    "封": {1, 2, 3, 4},
    "限制消费": {1},
    "限制高消费": set(),
    "行通知书": {5},
    "执行通知书": set(),
    "通知 限制消费": set(),
    "通知 抵制消费": {5},
    "（2023）浙0199执1号": {3},
    "abc": {3},
    "公积金": {4},
    "候查封登": {4},
    "查控 财产": {2},
    '" OR 1=1 --': set(),
    "*": set(),
    "NEAR(查封)": set(),
    "，。": set(),
}


@pytest.fixture
def filled(store: Store) -> Store:
    upgrade(store)
    with store.write() as cx:
        person = {"name": "a", "display": "a", "office": "甲院", "role": "承办人", "password": "", "must_change": False}
        cx.execute(insert(USERS).values(id=1, **person, active=True, failures=0, created_at=""))
        for n, raw in TEXTS.items():
            case = {"key": f"c{n}", "office": "甲院" if n < 4 else "乙院", "name": "x", "part": 0, "content": str(n)}
            case |= {"state": "new", "status": "reviewed", "parties": "", "violations": 0, "open_points": 0}
            cx.execute(
                insert(CASES).values(
                    id=n, **case, decided=0, unread=0, created_by=1, created_at="", updated_at="", assignee_id=None
                )
            )
            search.add(cx, n, "doc", "d", raw)
    return store


def found(store: Store, query: str, visible: str = "1 = 1") -> set[int]:
    with store.read() as cx:
        hits = search.search(cx, query, visible, {})
        listed = set(cx.execute(search.cases_with(cx, query)).scalars())
        if (holds := search.proof(cx, query, CASES.c.id)) is not None:
            listed &= set(cx.execute(select(CASES.c.id).where(holds)).scalars())
    assert visible != "1 = 1" or listed == {h.case_id for h in hits}
    return {h.case_id for h in hits}


@pytest.mark.parametrize(("query", "expected"), QUERIES.items())
def test_words(filled: Store, query: str, expected: set[int]) -> None:
    assert found(filled, query) == expected


def test_only_what_is_visible(filled: Store) -> None:
    assert found(filled, "查封", "c.office = '乙院'") == {4}


def test_what_was_dropped_is_not_found(filled: Store) -> None:
    with filled.write() as cx:
        search.drop(cx, 1)
    assert found(filled, "查封") == {3, 4}
    with filled.write() as cx:
        search.rebuild(cx)
    assert found(filled, "查封") == {3, 4} and found(filled, "公积金") == {4}


@given(
    st.text(alphabet="查封冻结款 \n，1１aＡ〇㈱ﬁ", max_size=30),
    st.text(alphabet="查封冻结款1aﬁ", min_size=1, max_size=4),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_places_lie_in_the_raw_text(raw: str, word: str) -> None:
    spans = search.find(raw, word)
    assert bool(spans) == (search.plain(word) in search.plain(raw))
    for start, end in spans:
        assert search.plain(word) in search.plain(raw[start:end])
