"""Judging a citation at a date.

The order of the questions is the order of annotation: can it be read; is the law ours; was it in force; does the
number exist; does it speak of what it is cited for. Each later question is asked only where the earlier ones leave it
open, and where the text does not say what a number is cited for, a number that exists is valid: no fault is found on a
guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from benmo.law.case import Answer, Case, chinese_day
from benmo.law.tables import Law, Version
from benmo.law.verdict import BAD, Verdict
from nlp.entities.dates import find_dates
from nlp.statutes import CitationMention

if TYPE_CHECKING:
    from benmo.law.index import LawIndex


def judge(
    index: LawIndex, mention: CitationMention, on: date, subject: str | None, siblings: Sequence[CitationMention]
) -> Verdict:
    """See :meth:`LawIndex.judge`."""
    law = index.law(mention.law) if mention.law else None
    if mention.unread or mention.law is None:
        return _verdict(mention, mention.law, Answer("unknown", mention.reason or "引用的文件名称未能确定"))
    if law is None:
        return _verdict(mention, mention.law, Answer("unknown", "该文件不在本地法律库中，未核对"))
    version = law.at(on)
    if version is None:
        return _verdict(mention, law.title, _not_in_force(index, law, mention, on), verified=True)
    if mention.article is None:
        return _verdict(mention, law.title, Answer("valid", f"{law.short}于该日有效"), verified=True)
    case = Case(index, law, version, mention, on)
    answer = case.existence() or case.named_edition() or case.for_ruling(subject, siblings) or case.for_sentence()
    if answer is not None and answer.status in BAD:
        answer = _excused(index, law, version, mention, on) or answer
    provision = index.provision(law, mention.article, on)
    now = case.now
    if answer is None:
        what = "、".join(c.name for c in now)
        answer = Answer("valid", f"该日有效，内容为：{what}" if what else "该日有效")
    verified = (provision.verified if provision else bool(now)) and all(c.verified for c in now)
    if answer.sure is not None:
        verified = answer.sure
    shown = provision.id if provision and answer.status in ("valid", "mismatched") else None
    return _verdict(mention, law.title, answer, shown, verified)


_ORDERING = re.compile(r"裁\s{0,3}定\s{0,3}如\s{0,3}下|如下裁定")


def _excused(index: LawIndex, law: Law, version: Version, mention: CitationMention, on: date) -> Answer | None:
    """What may stand there all the same: a rule's own old number, and what was in force when the act was done.

    Acts are judged by the law of their day (行为按行为时有效条文评价); the clause that orders is of the document's day.
    """
    if mention.in_rule:
        return Answer("valid", "系所引条文内部的引用，按该条文制定时的版本书写，不作为本文书引用错误")
    if _ORDERING.search(mention.sentence) or "年" not in mention.sentence or mention.article is None:
        return None
    for day in find_dates(mention.sentence):
        then = law.at(day.date) if day.date and day.date < on else None
        if day.date is None or then is None or then.key == version.key:
            continue
        case = Case(index, law, then, mention, day.date)
        answer = case.existence() or case.for_sentence()
        if answer is None or answer.status == "valid":
            return Answer("valid", f"{chinese_day(day.date)}的行为，按当时施行的{then.title}核对")
    return None


def _verdict(
    mention: CitationMention, law: str | None, answer: Answer, provision_id: str | None = None, verified: bool = False
) -> Verdict:
    return Verdict(
        law, mention.article, mention.paragraph, mention.item, mention.suffix, answer.status, answer.should_be,
        provision_id, answer.reason, verified,
    )  # fmt: skip


def _not_in_force(index: LawIndex, law: Law, mention: CitationMention, on: date) -> Answer:
    first = law.versions[0]
    if not law.whole:
        return Answer("unknown", f"{law.short}只导入了{chinese_day(first.start)}起施行的版本，当日的版本未核对")
    if on < first.start:
        return Answer("not_yet", f"{law.short}自{chinese_day(first.start)}起施行，当日尚未施行")
    heir = index.laws.get(law.succeeded_by) if law.succeeded_by else None
    last = law.versions[-1].end
    until = f"，已于{chinese_day(last)}后失效" if last else ""
    return Answer(
        "outdated", f"{law.short}当日已不再施行{until}", _in_heir(index, law, heir, mention) if heir else None
    )


def _in_heir(index: LawIndex, law: Law, heir: Law, mention: CitationMention) -> str:
    """The successor of a law that is gone, with the article where the table follows the subject into it."""
    if mention.article is not None:
        for concept in index.meaning(law, law.versions[-1], mention.article):
            for other in index.concepts:
                numbers = other.articles.get(heir.versions[-1].key, ())
                if other.law == heir.key and other.name == concept.name and numbers:
                    return index.citation(heir, numbers[0])
    return index.citation(heir, None)
