"""Which points a 检察建议书 makes: told as defects by name, or in its own words by signs that agree.

The words of a point are read by :mod:`nlp.papers`. A point told otherwise is made where signs of different kinds agree:
the subject with fault found, the heading of a numbered point, the request that answers it, and the article that is said
to be broken. An article tells a point by itself only where no other checkpoint rests on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from benmo.review.citations import judged
from benmo.review.paper_basis import Judged, resting, supervised
from nlp.document import Span
from nlp.entities import read_suggestion_head
from nlp.entities.model import SuggestionHead
from nlp.learned import Linear
from nlp.learned import load as load_model
from nlp.lexicons import load
from nlp.papers import Parts, Raised, Signs, cut, displaced, find_raised, find_signs, spoken_of, yields_to
from nlp.papers.learned import likely_points
from nlp.pipeline import Reading

_BROKEN = re.compile(load("defects")["general"]["broken"])
#: Ends of the sentence in which an article is cited.
_ENDS = "。；\n"


class PaperRead(NamedTuple):
    """What the points of a 检察建议书 are told by: its head and day, its parts, its citations judged at that day
    (``verdicts``), and the points read by name (``named``)."""

    head: SuggestionHead
    on: date | None
    parts: Parts
    verdicts: Judged
    named: tuple[Raised, ...]


def read_paper(reading: Reading) -> PaperRead:
    """Read a 检察建议书 as far as its points need."""
    text = reading.text
    head = read_suggestion_head(text, reading.sections)
    on = head.date.value if head.date else None
    parts = cut(text)
    verdicts = supervised(judged(reading, on, None), parts.requests.start, on)
    return PaperRead(head, on, parts, verdicts, tuple(find_raised(text, parts.told)))


class _Rested(NamedTuple):
    """A checkpoint that rests on an article said to be broken.

    ``span`` is its sentence up to the number; ``near`` runs to the end of the next one, where 违反该条规定 may stand;
    ``alone`` where no other checkpoint rests on the article and the sentence speaks of no other point made by name: a
    wrong number tells nothing. ``spent`` where a point made by name there rests on the article; ``spoken`` where the
    sentence speaks of the checkpoint's subject.
    """

    span: Span
    near: Span
    alone: bool
    spent: bool
    spoken: bool


class Weighed(NamedTuple):
    """What speaks for a point: log-odds of the learned layer, and which rules and signs found it (:data:`SIGNS`)."""

    span: Span
    features: tuple[float, ...]
    #: Told by the article that is said to be broken, on which this point alone rests or of which the words speak: law
    #: and not wording, so the judge is not asked.
    sure: bool = False


#: The order of :attr:`Weighed.features`.
SIGNS = ("learned", "lead", "ruled", "agreed", "told", "asked", "headed", "rested")


def points(text: str, parts: Parts, named: Sequence[Raised], verdicts: Judged, on: date | None) -> tuple[Raised, ...]:
    """The points that a paper makes, in order of the text: rules, signs and the learned layer weighed together.

    *named* are the points read by name, *verdicts* the citations, *on* the day of the paper. Where it bears none
    (None), numbers of articles tell nothing.
    """
    judge = load_model("points").extra
    weights, bias = judge["judge"], float(judge["judge_bias"][0])
    made = {
        name: Raised(name, weighed.span)
        for name, weighed in weigh(text, parts, named, verdicts, on).items()
        if weighed.sure or float(weights @ weighed.features) + bias > 0
    }
    gone = displaced(text, parts.told, made)
    return tuple(sorted((r for r in made.values() if r.defect not in gone), key=lambda r: r.span))


def weigh(
    text: str,
    parts: Parts,
    named: Sequence[Raised],
    verdicts: Judged,
    on: date | None,
    model: Linear | None = None,
) -> Mapping[str, Weighed]:
    """What speaks for each checkpoint as a point of the paper; those of which nothing at all is told are left out."""
    signs = find_signs(text, parts)
    rested = _rested(text, parts.told, verdicts, on, named) if on else {}
    ruled = {r.defect: r.span for r in _ruled(text, parts, named, signs, rested)}
    found = {}
    for name, likely in likely_points(text, parts.told, model).items():
        told = signs.told.get(name, ())
        agreed = name in ruled and likely.lead > 0  # the words say no other point rather than this one
        shown = (name in ruled, agreed, bool(told), name in signs.asked, name in signs.headed, name in rested)
        odds = (_clipped(likely.score), _clipped(likely.lead))
        article = rested.get(name)
        sure = name in ruled and article is not None and not article.spent and (article.alone or article.spoken)
        found[name] = Weighed(ruled.get(name) or likely.span, (*odds, *map(float, shown)), sure)
    return found


#: Log-odds beyond this say no more.
_SURE = 6.0


def _clipped(odds: float) -> float:
    return max(-_SURE, min(_SURE, odds))


def _ruled(
    text: str, parts: Parts, named: Sequence[Raised], signs: Signs, rested: Mapping[str, _Rested]
) -> tuple[Raised, ...]:
    """*named* and the points on which signs agree."""
    found = {r.defect: r for r in named}
    hinted = {
        name: span
        for name in {*signs.told, *signs.headed, *rested}
        if name not in found and (span := _agreed(name, signs, rested.get(name)))
    }
    made = {*found, *hinted}
    for name, span in hinted.items():
        if not yields_to(name) & made:
            found[name] = Raised(name, span)
    gone = displaced(text, parts.told, found)
    return tuple(r for r in found.values() if r.defect not in gone and not (r.weak and yields_to(r.defect) & made))


def _agreed(name: str, signs: Signs, article: _Rested | None) -> Span | None:
    """The words that tell the point, where its signs suffice; None where they do not."""
    told, headed, asked = signs.told.get(name, ()), signs.headed.get(name), name in signs.asked
    if headed is not None and (asked or article is not None or len(told) > 1 or not signs.asked):
        return headed
    if article is not None and not article.spent and (spoken := [s for s in told if s.overlaps(article.near)]):
        return spoken[0]
    if told and asked and (len(told) > 1 or (article is not None and not article.spent)):
        return told[0]
    if article is not None and not article.spent and (article.alone or article.spoken):
        return told[0] if told else article.span
    return None


def _rested(text: str, told: Span, verdicts: Judged, on: date, named: Sequence[Raised]) -> Mapping[str, _Rested]:
    """The checkpoints that rest on the articles of *verdicts* said to be broken, each at the first such place."""
    found: dict[str, _Rested] = {}
    for span, checkpoints in _broken(text, told, verdicts, on):
        whole = Span(_opening(text, told, span), _closing(text, told, span, 1))
        spoken = spoken_of(text, whole)
        for name in checkpoints:
            alone = len(checkpoints) == 1 and (name in spoken or not spoken & {r.defect for r in named})
            if name not in found or (alone and not found[name].alone):
                near = Span(whole.start, _closing(text, told, span))
                spent = any(r.defect in checkpoints and r.span.overlaps(near) for r in named)
                found[name] = _Rested(Span(whole.start, span.end), near, alone, spent, name in spoken)
    return found


def _broken(text: str, told: Span, verdicts: Judged, on: date) -> Iterator[tuple[Span, frozenset[str]]]:
    """Where an article is said to be broken, and the checkpoints that rest on it."""
    rests = resting(on)
    for mention, verdict in verdicts:
        if not told.start <= mention.span.start < told.end or verdict.law is None or mention.article is None:
            continue
        checkpoints = rests.get((verdict.law, mention.article)) or rests.get((verdict.law, None))
        if checkpoints and _BROKEN.search(text, _opening(text, told, mention.span), _closing(text, told, mention.span)):
            yield mention.span, checkpoints


def _opening(text: str, told: Span, span: Span) -> int:
    """Where the sentence of *span* begins."""
    return max(told.start, *(text.rfind(end, told.start, span.start) + 1 for end in _ENDS))


def _closing(text: str, told: Span, span: Span, sentences: int = 2) -> int:
    """Where the sentence behind that of *span* ends: a rule is told first, and then that it was not kept."""
    stop = span.end
    for _ in range(sentences):
        ends = [at for end in _ENDS if (at := text.find(end, stop, told.end)) >= 0]
        if not ends:
            return told.end
        stop = min(ends) + 1
    return stop
