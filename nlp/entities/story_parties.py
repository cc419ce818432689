"""Parties named only in the opening sentence (甲与乙…纠纷一案), for rulings whose party list is missing."""

from __future__ import annotations

import re

from nlp.document import Span, Value
from nlp.entities.model import Party
from nlp.entities.parties import kind_of
from nlp.entities.text import sentence, value

_BETWEEN = re.compile("(?:与|和|诉)(?=被执行人|被申请|被告|[一-龥])|申请(?:强制)?执行(?!人)")
_LABELS = re.compile(
    "^(?:本院(?:在)?(?:执行|受理)?(?:的)?|关于|在执行|申请执行人|申请人|原告|被执行人|被申请执行人|被申请人|被告|[一二两三四五六七八九十]+被执行人)+"
)
_NOTE = re.compile(r"[（(][^（）()]*[)）]")
_APPLICANT, _RESPONDENT = "申请执行人", "被执行人"


def story_parties(clean: str, cause: Value[str] | None) -> tuple[Party, ...]:
    """Applicants and respondents before *cause* in its sentence; empty unless the sentence labels them.

    Without 申请执行人, 被执行人 or 申请执行 in the sentence nobody can tell who is who, so nothing is returned.
    """
    if cause is None:
        return ()
    start = max(sentence(clean, cause.span.start).start, clean.rfind("，", 0, cause.span.start) + 1)
    text = clean[start : cause.span.start]
    if not any(word in text for word in (_APPLICANT, _RESPONDENT, "申请执行")):
        return ()
    cut = _divide(text)
    if cut is None:
        return ()
    segment = Span(start, cause.span.start)
    left = _names(clean, start, start + cut[0], "applicant", _APPLICANT, segment)
    return (*left, *_names(clean, start + cut[1], cause.span.start, "respondent", _RESPONDENT, segment))


def _divide(text: str) -> tuple[int, int] | None:
    """Where the creditors end and the debtors begin; 与被执行人 before a bare 与, which may join two creditors."""
    at = text.find(_RESPONDENT)
    if at > 0:
        return at - (text[at - 1] in "与和诉"), at
    found = _BETWEEN.search(text, 2)
    return found.span() if found else None


def _names(clean: str, start: int, end: int, side: str, role: str, segment: Span) -> list[Party]:
    text = clean[start:end]
    label = _LABELS.match(text)
    at = start + (label.end() if label else 0)
    found = []
    for piece in re.split("[、；]", clean[at:end]):
        bare = _NOTE.sub("", piece)
        lead = _LABELS.match(bare)
        bare = (bare[lead.end() :] if lead else bare).strip(" \u3000等与和的")
        place = clean.find(bare, at, end) if bare else -1
        at += len(piece) + 1
        if place >= 0 and 1 < len(bare) < 40:
            name = value(clean, place, place + len(bare))
            found.append(Party(name.value, name.span, side, role, kind_of(name.value), segment))
    return found
