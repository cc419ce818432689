"""受理: the checklist before any paper, the file's own answers to it, and what a person's answers come to.

Pure: a review's JSON (with texts) and answers in, proposals and an outcome out. ``admission.yaml`` holds the questions,
the answers and what each means. A proposal is a place to look at; nothing counts as answered unless a person says so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Review = Mapping[str, Any]
Evidence = dict[str, Any]

GROUND = "ground:"
#: A proposal shows at most so many places.
_MOST = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to an item. ``stop``: why no paper may be made then, ``open``: those that may all the same.

    ``paper``: how papers say it.
    """

    id: str
    name: str
    stop: str = ""
    open: tuple[str, ...] = ()
    note: str = ""
    caution: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question. ``note``: what has to be written down with every answer to it, empty where nothing has to."""

    id: str
    name: str
    asks: str
    basis: tuple[str, ...]
    choices: tuple[Choice, ...]
    when: Mapping[str, tuple[str, ...]]
    note: str = ""
    caution: str = ""

    def choice(self, answer: str) -> Choice | None:
        """The choice of that id."""
        return next((c for c in self.choices if c.id == answer), None)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the material itself says to an item: an answer, or None where it gives none; why; where."""

    answer: str | None
    reason: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """An answer that stops the case, and the papers that it leaves open."""

    item: str
    words: str
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answers come to. ``missing`` names the items that nobody has answered."""

    missing: tuple[str, ...]
    stops: tuple[Stop, ...]

    @property
    def state(self) -> Literal["open", "stopped", "passed"]:
        """Open while something is unanswered, else stopped or passed."""
        return "open" if self.missing else "stopped" if self.stops else "passed"

    def hinders(self, paper: str) -> str:
        """Why *paper* may not be made now, in Chinese; empty where it may."""
        if self.missing:
            return f"受理核对还有没有答复的项目：{'、'.join(self.missing)}"
        why = [f"{s.item}：{s.words}" for s in self.stops if paper not in s.open]
        return "受理核对未通过：" + "；".join(why) if why else ""


@cache
def table() -> dict[str, Any]:
    """The checklist as data."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load((files("benmo.review") / "admission.yaml").read_text("utf-8"), loader)
    return data


@cache
def _fixed() -> tuple[Item, ...]:
    return tuple(_item(row["id"], row["name"], row["asks"], row) for row in table()["items"])


def _item(identity: str, name: str, asks: str, row: Mapping[str, Any]) -> Item:
    choices = tuple(
        Choice(
            k,
            v["name"],
            v.get("stop", ""),
            tuple(v.get("open", ())),
            v.get("note", ""),
            v.get("caution", ""),
            v.get("paper", ""),
        )
        for k, v in row["answers"].items()
    )
    when = {k: tuple(v) for k, v in row.get("when", {}).items()}
    return Item(
        identity, name, asks, tuple(row["basis"]), choices, when, row.get("note", ""), row.get("caution", "")
    )  # fmt: skip


def ground_id(words: str) -> str:
    """The name of a ground: the same words keep it over every new reading."""
    return GROUND + hashlib.sha256("".join(words.split()).encode("utf-8", "replace")).hexdigest()[:16]


def items(review: Review) -> tuple[Item, ...]:
    """All questions that *review* can raise: the fixed ones, then one for each ground of the 监督申请书."""
    row = table()["grounds"]
    found: dict[str, Item] = {}
    for n, ground in enumerate(review.get("grounds") or (), 1):
        identity = ground_id(ground["ground"])
        found.setdefault(identity, _item(identity, f"{row['name']}{n}", ground["ground"], row))
    return (*_fixed(), *found.values())


def asked(review: Review, answers: Mapping[str, str]) -> tuple[Item, ...]:
    """The questions that are to be answered, those left out that an answer makes needless."""
    return tuple(i for i in items(review) if all(answers.get(k) in wanted for k, wanted in i.when.items()))


def outcome(review: Review, answers: Mapping[str, str]) -> Outcome:
    """What *answers* (item → answer) come to."""
    missing, stops = [], []
    for item in asked(review, answers):
        choice = item.choice(answers.get(item.id, ""))
        if choice is None:
            missing.append(item.name)
        elif choice.stop:
            stops.append(Stop(item.name, choice.stop, choice.open))
    return Outcome(tuple(missing), tuple(stops))


def proposals(review: Review, office: str) -> dict[str, Proposal]:
    """What the material says to each question, by item; *office* is the full name of the procuratorate."""
    found = {
        "source": _source(review),
        "civil": _civil(review),
        "level": _level(review, office),
        "objection": _told(review, "objection"),
        "ex_officio": _silent("ex_officio"),
        "state": _told(review, "state"),
    }
    for ground in review.get("grounds") or ():
        found[ground_id(ground["ground"])] = _ground(ground)
    return found


def _silent(item: str) -> Proposal:
    return Proposal(None, table()["silent"][item])


def _source(review: Review) -> Proposal:
    for document in review["documents"]:
        if document["type"] == "supervision_request":
            return Proposal("application", "材料中有监督申请书", _opening(document))
    return _silent("source")


def _opening(document: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """The first line of a document as evidence."""
    text = str(document.get("text") or "")
    words = text.strip().split("\n")[0].strip()[:60]
    if not words:
        return ()
    start = text.index(words)
    return ({"document": document["id"], "start": start, "end": start + len(words), "quote": words},)


def _civil(review: Review) -> Proposal:
    case, places = review["case"], review["case"].get("evidence") or {}
    for n, tag in enumerate(case["tags"]):
        told = {"administrative": ("administrative", "执行依据系行政决定或者行政裁判"),
                "criminal_property": ("criminal", "执行依据系刑事裁判涉财产部分")}.get(tag)  # fmt: skip
        if told:
            return Proposal(*told, tuple(places.get(f"tags[{n}]", ())[:1]))
    for n, basis in enumerate(case["basis"]):
        words = f"{basis.get('doc_no') or ''}{basis.get('kind') or ''}"
        if re.search(table()["civil"], words):
            return Proposal("civil", f"执行依据：{words}", tuple(places.get(f"basis[{n}]", ())[:1]))
    return _silent("civil")


def _level(review: Review, office: str) -> Proposal:
    court = str(review["case"]["court"] or "")
    there, here = re.match(table()["court"], court), re.match(table()["office"], office)
    if not there or not here:
        return _silent("level")
    evidence = tuple((review["case"].get("evidence") or {}).get("court", ())[:1])
    if _same_place(there["place"], here["place"]):
        return Proposal("same", f"执行法院{court}，本院{office}", evidence)
    return Proposal(None, f"执行法院{court}，本院{office}，名称不对应，请核对是否同级", evidence)


def _same_place(one: str, other: str) -> bool:
    """Whether two names of a place agree, one perhaps with the province or city before it."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 2 and long.endswith(short)


def _told(review: Review, item: str) -> Proposal:
    """What the papers beside the ruling mention; the rows of the table in order, the later one wins."""
    from nlp.files.standing import read_standing

    rows: dict[str, str | None] = table()["mentions"][item]
    found: dict[str, list[Evidence]] = {}
    for document in review["documents"]:
        # A ruling's own closing lines tell what parties may do; what was done since stands elsewhere.
        if document["type"] == "termination_ruling":
            continue
        text = str(document.get("text") or "")
        for m in read_standing(text):
            if m.kind in rows:
                quote = text[m.span.start : m.span.end]
                place = {"document": document["id"], "start": m.span.start, "end": m.span.end, "quote": quote}
                if place not in found.setdefault(m.kind, []):
                    found[m.kind].append(place)
    kinds = [k for k in rows if k in found]
    if not kinds:
        return _silent(item)
    words = "；".join(table()["told"][k] for k in kinds)
    answers = {rows[k] for k in kinds if rows[k]}
    pending = "objection_pending" in kinds
    evidence = [e for k in reversed(kinds) for e in found[k][:2]]
    return Proposal(next(iter(answers)) if len(answers) == 1 and not pending else None, words, tuple(evidence[:_MOST]))


def _ground(ground: Mapping[str, Any]) -> Proposal:
    """The findings that speak to a ground; no answer is proposed, for a finding is no decision."""
    from benmo.render.words import checkpoint_name, word

    told = [
        f"{checkpoint_name(a['checkpoint'])}（{word('conclusions', a['conclusion'])}）：{a['reason']}"
        for a in ground["answers"]
    ]
    told += list(ground.get("hints") or ())
    words = "；".join(t.rstrip("。") for t in told) or table()["silent"]["grounds"]
    return Proposal(None, words, tuple(ground["evidence"][:1]))
