"""What the learned layer reads in a paper: which points its sentences make, how the sentences of a reply stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.document import Span
from nlp.learned import Linear, load

_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
_LINE = re.compile(r"[^\n]+")
#: Sentences shorter than this are headings' numbers and the like; paragraphs within these bounds are read whole too.
_LEAST = 7
_WHOLE = range(30, 250)


class Likely(NamedTuple):
    """How likely a label is: its log-odds at the window where it is likeliest (``score``), by how much it leads there
    before every other label (``lead``, negative behind one), and the one sentence that tells it best."""

    score: float
    lead: float
    span: Span


def sentences_of(text: str, where: Span) -> list[Span]:
    """The sentences in *where*, parted at 。 and ；, without those of next to nothing."""
    found = (Span(*m.span()) for m in _SENTENCE.finditer(text, where.start, where.end))
    return [s for s in found if len(text[s.start : s.end].strip()) >= _LEAST]


def windows_of(text: str, where: Span, lines: bool = True) -> list[Span]:
    """Sentences, pairs of neighbours within a line, and with *lines* those that are short enough to be one thought."""
    out = []
    for line in _LINE.finditer(text, where.start, where.end):
        own = sentences_of(text, Span(*line.span()))
        out += own
        out += [Span(a.start, b.end) for a, b in pairwise(own)]
        if lines and len(own) > 2 and len(line.group()) in _WHOLE:
            out.append(Span(*line.span()))
    return out


def likely_points(text: str, where: Span, model: Linear | None = None) -> dict[str, Likely]:
    """For each checkpoint how likely *where* makes a point of it; empty where nothing is told.

    *model* is the shipped one unless another is to be tried.
    """
    windows = windows_of(text, where)
    if not windows:
        return {}
    model = model or load("points")
    scores = model.scores([text[w.start : w.end] for w in windows])
    sentences = frozenset(sentences_of(text, where))
    alone = [n for n, window in enumerate(windows) if window in sentences]
    found = {}
    for at, label in enumerate(model.labels):
        best = int(scores[:, at].argmax())
        others = np.delete(scores[best], at)
        tells = max(alone, key=lambda n: scores[n, at])
        found[label] = Likely(float(scores[best, at]), float(scores[best, at] - others.max()), windows[tells])
    return found


#: How a sentence of a reply stands to the suggestion; what it does not bear on is ``other``.
ACCEPTS, REFUSES, EVADES, DONE, PROMISED, RESTATES, OTHER = (
    "accepts", "refuses", "evades", "measure_done", "measure_promised", "restates", "other",
)  # fmt: skip


class Answered(NamedTuple):
    """The outcome that the sentences of a reply bear out, with its log-odds over the next, and those that tell it."""

    outcome: str
    margin: float
    grounds: tuple[Span, ...]


def outcome_features(
    scores: NDArray[np.float32], labels: Sequence[str], whole: Mapping[str, float], rule: str
) -> NDArray[np.float32]:
    """What a reply's outcome is judged by: its strongest sentences of each stand, how many there are, what the *whole*
    of it sounds like, and the rules' reading. *scores* is sentences × *labels*."""
    top = scores.argmax(axis=1)
    at = {label: n for n, label in enumerate(labels)}
    bearing = [at[s] for s in (ACCEPTS, REFUSES, EVADES, DONE, PROMISED, RESTATES)]
    firm = [at[s] for s in (ACCEPTS, REFUSES, DONE)]
    found = [scores[:, n].max() for n in bearing]
    found += [np.sort(scores[:, n])[-2:].sum() for n in firm]
    found += [(top == n).sum() for n in bearing]
    found += [(top == at[s]).mean() for s in (ACCEPTS, REFUSES, DONE, PROMISED)]
    found += [2.0 * (rule == outcome) for outcome in OUTCOMES]
    found += [whole[outcome] for outcome in OUTCOMES]
    return np.array(found, np.float32)


def likely_outcome(text: str, rule: str) -> Answered | None:
    """How the reply *text* answers, its sentences and the rules' reading (*rule*) taken together; None for a blank."""
    spans = sentences_of(text, Span(0, len(text)))
    if not spans:
        return None
    model = load("stands")
    scores = model.scores([text[s.start : s.end] for s in spans])
    held = model.extra
    features = (outcome_features(scores, model.labels, sounds_like(text), rule) - held["mean"]) / held["deviation"]
    odds = held["outcome"] @ features + held["outcome_bias"]
    order = np.argsort(odds)
    outcome = OUTCOMES[int(order[-1])]
    tells = [model.labels.index(s) for s in _TELLS[outcome]]
    telling = scores[:, tells].max(axis=1)
    strongest = sorted(range(len(spans)), key=lambda n: -telling[n])
    grounds = sorted(spans[n] for n in strongest[:2] if telling[n] > 0)
    return Answered(outcome, float(odds[order[-1]] - odds[order[-2]]), tuple(grounds))


def sounds_like(text: str, model: Linear | None = None) -> dict[str, float]:
    """The log-odds of each outcome by all words of a reply together."""
    model = model or load("outcomes")
    return dict(zip(model.labels, map(float, model.scores([text])[0]), strict=True))


OUTCOMES = ("adopted", "partly_adopted", "rejected", "unclear")
_TELLS = {
    "adopted": (ACCEPTS, DONE),
    "partly_adopted": (ACCEPTS, REFUSES),
    "rejected": (REFUSES,),
    "unclear": (EVADES, PROMISED),
}
