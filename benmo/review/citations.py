"""The document's own citations with their verdicts at its date."""

from __future__ import annotations

from datetime import date

from benmo import law
from benmo.law import Verdict
from nlp.pipeline import Reading
from nlp.statutes import CitationMention

UNDATED = "文书日期未能读出，无法按裁定之日核对条文效力。"


def judged(reading: Reading, on: date | None, subject: str | None) -> tuple[tuple[CitationMention, Verdict], ...]:
    """Each citation that the document itself makes, judged on *on*.

    A document without a readable date is judged by no version of the law: its citations stay unknown.
    """
    own = [m for m in reading.citations if m.own]
    if on is None:
        return tuple(
            (m, Verdict(m.law, m.article, m.paragraph, m.item, m.suffix, "unknown", None, None, UNDATED, False))
            for m in own
        )
    return tuple(zip(own, law.load().judge_all(own, on, subject), strict=True))
