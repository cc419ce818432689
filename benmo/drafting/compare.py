"""A model's paragraph against the template's, sentence by sentence: what of its wording may stand, and on what.

First the paragraph as a whole, so that sentences may change places; where the guard does not let it pass, runs of one
or two sentences against runs of one or two of the template's, in order, so that one bad sentence does not cost the
good ones. Every sentence that results names the template's sentences that it stands for; no sentence of the template
is ever without one. Sentences that say what no sentence of the template says are dropped and listed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from benmo.drafting.guard import guard
from benmo.drafting.guard_support import overlap, unsupported
from benmo.drafting.guard_tokens import canonical

#: Why a sentence is the template's although the model has written it too.
SAME = "改写与模板相同"

#: What a run longer than one sentence costs, in characters.
_LONGER = 60

#: Runs that share less than this say different things.
_NEAR = 0.3

_RUNS = ((1, 1), (1, 2), (2, 1), (2, 2))


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of the result.

    ``stands_for``: indexes of the template's sentences that it says and rests on; ``model``: whether the wording is
    the model's; ``reason``: why the model's wording (``rewrite``) was not kept, or how it came that nothing changed.
    """

    text: str
    stands_for: tuple[int, ...]
    model: bool
    reason: str = ""
    rewrite: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pieces in order, and the model's sentences that no sentence of the template supports, each with why."""

    pieces: tuple[Piece, ...]
    dropped: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The paragraph as it will stand."""
        return "".join(p.text for p in self.pieces)


def compare(templates: Sequence[str], rewrite: str, parties: Sequence[str] = ()) -> Comparison:
    """What of *rewrite* may stand in place of the sentences *templates*; *parties* are the names the case knows."""
    names = tuple(parties)
    whole = "".join(templates)
    found = sentences(rewrite)
    dropped = [(s, why) for s in found if (why := unsupported(whole, s))]
    told = {s for s, _ in dropped}
    kept = [s for s in found if s not in told]
    ruling = _guard(whole, "".join(kept), names)
    if kept and ruling[0]:
        return Comparison(_whole(templates, kept), tuple(dropped))
    return Comparison(_runs(templates, kept, names, ruling[1]), tuple(dropped))


def sentences(text: str) -> list[str]:
    """*text* cut behind 。！？, but not within “…”."""
    out, start, depth = [], 0, 0
    for at, c in enumerate(text):
        depth += (c == "“") - (c == "”")
        if c in "。！？" and depth <= 0:
            out.append(text[start : at + 1])
            start = at + 1
    return [s for s in (*out, text[start:]) if s.strip()]


@cache
def _guard(template: str, rewrite: str, names: tuple[str, ...]) -> tuple[bool, str]:
    ruling = guard(template, rewrite, names)
    return ruling.kept, ruling.reason


def _whole(templates: Sequence[str], kept: Sequence[str]) -> tuple[Piece, ...]:
    """The model's sentences, each with those of the template that it draws on; unchanged ones stay the template's."""
    rests = [_supports(templates, s) for s in kept]
    # What no sentence seems to draw on is said somewhere all the same (the guard has seen to it): with its neighbour.
    missing = set(range(len(templates))) - {i for r in rests for i in r}
    for i in sorted(missing):
        best = max(range(len(kept)), key=lambda k: overlap(templates[i], kept[k]))
        rests[best] = tuple(sorted({*rests[best], i}))
    return tuple(_piece(s, rests[n], templates) for n, s in enumerate(kept))


def _piece(text: str, stands_for: tuple[int, ...], templates: Sequence[str]) -> Piece:
    same = next((i for i in stands_for if _plain(templates[i]) == _plain(text)), None)
    if same is None:
        return Piece(text, stands_for, True, rewrite=text)
    return Piece(templates[same], stands_for, False, SAME, text)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", canonical(text))


def _supports(templates: Sequence[str], sentence: str) -> tuple[int, ...]:
    """The template's sentences that *sentence* draws on: those that share much with it, at least the nearest one."""
    shares = [overlap(t, sentence) for t in templates]
    most = max(shares)
    return tuple(i for i, share in enumerate(shares) if share >= max(0.35, most * 0.5) or share == most)


def _runs(templates: Sequence[str], kept: Sequence[str], names: tuple[str, ...], why: str) -> tuple[Piece, ...]:
    """The best way through both lists: most of the template's text in the model's words, the rest as it was."""
    n, m = len(templates), len(kept)
    best: list[list[tuple[int, tuple[tuple[int, int, int, int], ...]]]] = [
        [(0, ()) for _ in range(m + 1)] for _ in range(n + 1)
    ]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            options = [best[i + 1][j], best[i][j + 1]]
            for a, b in _RUNS:
                if i + a > n or j + b > m:
                    continue
                old, new = "".join(templates[i : i + a]), "".join(kept[j : j + b])
                if overlap(old, new) >= _NEAR and _guard(old, new, names)[0]:
                    gain, path = best[i + a][j + b]
                    # Short runs first: they say more exactly what rests on what, and lose nothing between them.
                    options.append((gain + len(old) - _LONGER * (a + b - 2), ((i, j, a, b), *path)))
            best[i][j] = max(options, key=lambda o: o[0])
    return _laid(templates, kept, names, best[0][0][1], why)


def _laid(
    templates: Sequence[str],
    kept: Sequence[str],
    names: tuple[str, ...],
    path: tuple[tuple[int, int, int, int], ...],
    why: str,
) -> tuple[Piece, ...]:
    at = {i: (j, a, b) for i, j, a, b in path}
    pieces: list[Piece] = []
    i = 0
    while i < len(templates):
        if i in at:
            j, a, b = at[i]
            rests = tuple(range(i, i + a))
            pieces += [_piece(s, rests, templates) for s in kept[j : j + b]]
            i += a
            continue
        near = max(kept, key=lambda s: overlap(templates[i], s), default="")
        # What is nowhere near the sentence is no rewrite of it.
        near = near if near and overlap(templates[i], near) >= _NEAR else ""
        reason = (_guard(templates[i], near, names)[1] or why) if near else "模型没有写这一句"
        pieces.append(Piece(templates[i], (i,), False, reason, near))
        i += 1
    return tuple(pieces)
