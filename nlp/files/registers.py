"""Registers and declarations: transfers (转移登记), lapsed seizures, declarations, other courts' letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.document import Span
from nlp.files.cast import Cast
from nlp.files.days import Days
from nlp.files.feedback import categories_in
from nlp.files.model import Declaration, Lapse, Transfer, Unsealed
from nlp.files.tables import find_pairs
from nlp.lexicons import load

_PLATE = re.compile(load("feedback")["plate"])
_DATA = load("filed")["registers"]
_TRANSFER = re.compile(_DATA["transfer"])
_NEW = re.compile(_DATA["new"])
_OLD = re.compile(_DATA["old"])
_GIFT = re.compile(_DATA["gift"])
_NEAR = re.compile(_DATA["near"])
_LAPSE = re.compile(_DATA["lapse"])
_UNSEAL = re.compile(_DATA["unseal"])
_NOT_UNSEAL = re.compile(_DATA["not_unseal"])
_NOTHING = re.compile(_DATA["nothing"])
_SIGNED_LINE = re.compile(r"[^\n]{1,30}(?:19|20)\d{2}[年.\-/]")
_ITEM = {k: re.compile(v) for k, v in _DATA["item"].items()}


def read_transfers(text: str, days: Days) -> Iterator[Transfer]:
    """An asset that left a person according to a register."""
    if not _TRANSFER.search(text):
        return
    new, old = _NEW.search(text), _OLD.search(text)
    moved = _TRANSFER.search(text)
    if not new or not moved:
        return
    near = days.within(max(0, moved.start() - 60), moved.end() + 60)
    when = next(
        (d.date for d in near if re.search(r"转移|过户|登记时间|变更", text[max(0, d.start - 14) : d.end + 8])), None
    )
    when = when or (near[0].date if near else None)
    if old is None or old[1] == new[1]:
        old = next((m for m in _OLD.finditer(text) if m[1] != new[1]), old)
    categories = categories_in(text)
    category = (
        "vehicle"
        if "vehicle" in categories and _PLATE.search(text)
        else "real_estate"
        if "real_estate" in categories
        else categories[0]
        if categories
        else "other"
    )
    spans = [moved.span(), new.span(), *((old.span(),) if old else ())]
    start = text.rfind("\n", 0, min(s for s, _ in spans)) + 1
    end = text.find("\n", max(e for _, e in spans))
    gift = _GIFT.search(text)
    yield Transfer(
        category,
        old[1] if old else "",
        new[1],
        when,
        gift is not None,
        tuple(_PLATE.findall(text)),
        Span(start, end if end > 0 else len(text)),
    )


def read_lapses(text: str, days: Days) -> Iterator[Lapse]:
    """A register's word that a seizure ran out unrenewed."""
    m = _LAPSE.search(text)
    if m:
        start = text.rfind("\n", 0, m.start()) + 1
        end = text.find("\n", m.end())
        found = days.within(start, m.start())
        yield Lapse(found[-1].date if found else None, Span(start, end if end >= 0 else len(text)))


def read_unsealed(text: str, days: Days) -> Iterator[Unsealed]:
    """The first seizure was released: our waiting one takes effect."""
    for m in _UNSEAL.finditer(text):
        if _NOT_UNSEAL.search(text[max(0, m.start() - 8) : m.start()]):
            continue
        line = text.rfind("\n", 0, m.start()) + 1
        sentence = max(line, text.rfind("。", 0, m.start()) + 1)
        stop = min((i for i in (text.find("\n", m.end()), text.find("。", m.end())) if i >= 0), default=len(text))
        # 4月20日轮候，8月12日转为首封: the day of the turn stands between the two words.
        inside = days.within(m.start(), m.end())
        found = inside or days.within(sentence, m.start()) or days.within(m.start(), stop)
        yield Unsealed(found[-1].date if found else None, Span(sentence, stop))
        return


def read_declaration(text: str, cast: Cast, days: Days) -> Declaration | None:
    """A declaration of assets: item and what is said of it."""
    nothing: list[tuple[str, Span]] = []
    something: list[tuple[str, Span]] = []
    for label, cell in find_pairs(text):
        for category, pattern in _ITEM.items():
            if pattern.search(label) and "变动" not in label:
                (nothing if _NOTHING.search(cell.text.strip("。 ")) else something).append((category, cell.span))
    if not nothing and not something:
        m = re.search(r"(?:名下)?(?:无|没有)(?:任何)?(?:可供执行的?)?财产", text)
        if not m:
            return None
        nothing = [(c, Span(m.start(), m.end())) for c in ("deposit", "vehicle", "real_estate", "online_funds")]
    tail = text[-80:]
    who = cast.debtors_in(tail) if cast.named(tail) else cast.debtors_in(text)
    return Declaration(
        tuple(n for n in who),
        days.last(max(0, len(text) - 120), len(text)),
        tuple(nothing),
        tuple(something),
        Span(0, max(1, text.find("\n"))),
    )
