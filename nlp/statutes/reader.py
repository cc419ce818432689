"""Reading the citations of law in a text: numbers first, then the title that each belongs to, then its role."""

from __future__ import annotations

import re

from nlp.document import Span
from nlp.statutes import context
from nlp.statutes.anchors import Anchor, find_anchors
from nlp.statutes.mention import CitationMention, Role
from nlp.statutes.resolve import Found, TitleFinder
from nlp.statutes.whole import whole_laws

_LINK = re.compile(
    r"[\s，,；;、]*(?:的?规定)?[\s，,；;、]*(?:以及|及其|及|和|与|或者|或|并|并且)?[\s，,、]*(?:依照|根据|依据)?[\s]*"
)
_THROUGH = re.compile(r"\s?(?:至|到|[-—－~～])\s?")
_MAX_RANGE = 60


def read_citations(clean: str) -> tuple[CitationMention, ...]:
    """All citations of law in *clean*, in the order of the text, unreadable ones included.

    Contract: spans are clean offsets; nothing that looks like a citation is dropped: where its number or its law
    cannot be read, ``unread`` is set and ``reason`` says why in Chinese. Linear in the length of the text; a text with
    neither 条 nor 《 costs two scans. Numbers of contracts, judgments and minutes (合同第三条) are no citations of
    law.
    """
    clean = _usual_signs(clean)
    mentions = _numbered(clean)
    mentions += whole_laws(clean, mentions)
    if not mentions:
        return ()
    mentions.sort(key=lambda m: (m.span.start, m.span.end))
    return _in_context(clean, mentions)


# Signs that scanning and old editors put for the usual ones; one sign for one, so places stay what they are.
_SIGNS = str.maketrans("≪≫‹›«»條", "《》〈〉《》条")


def _usual_signs(text: str) -> str:
    return text.translate(_SIGNS) if any(sign in text for sign in "≪‹«條") else text


def _numbered(text: str) -> list[CitationMention]:
    finder: TitleFinder | None = None
    mentions: list[CitationMention] = []
    previous: Anchor | None = None
    for anchor in find_anchors(text):
        if finder is None:
            finder = TitleFinder(text)
        floor = previous.end if previous else 0
        gap = text[floor : anchor.start] if previous else None
        linked = gap is not None and len(gap) <= 14 and _LINK.fullmatch(gap) is not None
        through = gap is not None and _THROUGH.fullmatch(gap) is not None
        found = finder.find(anchor, floor, linked or through)
        if found is None:
            continue
        if through and mentions and anchor.articles:
            mentions.extend(_between(mentions[-1], anchor))
        mentions.extend(_mentions(text, anchor, found))
        previous = anchor
    return mentions


def _between(first: CitationMention, last: Anchor) -> list[CitationMention]:
    """The articles inside 第三条至第五条: each has the span of the whole range."""
    if first.article is None or not 0 < last.articles[0] - first.article <= _MAX_RANGE:
        return []
    span = Span(first.span.start, last.end)
    inner = range(first.article + 1, last.articles[0])
    return [first._replace(span=span, article=n, paragraph=None, item=None, source="chain") for n in inner]


def _mentions(text: str, anchor: Anchor, found: Found) -> list[CitationMention]:
    base = CitationMention(
        span=Span(min(anchor.start, found.start), anchor.end),
        title=found.title,
        law=found.law,
        title_span=found.span,
        source=found.source,
        known=found.known,
        edition=found.edition,
        suffix=anchor.suffix if anchor.articles else None,
        unread=bool(anchor.articles) and found.law is None and not found.title,
        reason=found.reason,
    )
    if not anchor.articles:
        return [base._replace(unread=True, reason=f"条号“{anchor.written}”无法识读")]
    made = []
    for i, article in enumerate(anchor.articles):
        one = base._replace(article=article)
        if i < len(anchor.articles) - 1 or not anchor.details:
            made.append(one)
            continue
        at = one.span.start
        for detail in anchor.details:
            made.append(one._replace(span=Span(at, detail.end), paragraph=detail.paragraph, item=detail.item))
    return made


class _Rule:
    """Until where the words of a rule run that the text repeats (第七条规定：“……依照民事诉讼法第二百二十五条……”)."""

    def __init__(self) -> None:
        self._until = 0
        self._law: str | None = None

    def speaks(self, text: str, mention: CitationMention, role: Role, stop: int) -> bool:
        """Whether *mention* is the rule's own; where it opens such words itself, they run from its end."""
        start, end = mention.span.start, mention.span.end
        if start < self._until:
            return mention.law != self._law
        if role == "quoted":
            opened = next((i for i in (text.find(sign, end, end + 12) for sign in '“"「') if i >= 0), -1)
            close = text.find(_CLOSING[text[opened]], opened + 1, opened + _LONGEST_QUOTE) if opened >= 0 else -1
            self._until, self._law = max(stop, close), mention.law
        return False


#: How many of a mention's fields are read from its own words; those after them come from its surroundings.
_OWN_WORDS = CitationMention._fields.index("role")
#: A quoted rule that does not close within so many characters is taken to end with its sentence.
_LONGEST_QUOTE = 2000
_CLOSING = {"“": "”", '"': '"', "「": "」"}


def _in_context(text: str, mentions: list[CitationMention]) -> tuple[CitationMention, ...]:
    scene = context.Scene(text, mentions[0].span.start)
    sentences: dict[tuple[int, int], tuple[str, tuple[int, ...]]] = {}
    placed = []
    rule = _Rule()
    for mention in mentions:
        start, end = mention.span.start, mention.span.end
        bounds = context.sentence(text, start, end)
        # The citations of one sentence share its words and where it orders.
        known = sentences.get(bounds)
        if known is None:
            known = sentences[bounds] = (text[bounds[0] : bounds[1]], context.orders(text, end, bounds[1]))
        words, ordering = known
        role = context.role(text, end, ordering)
        in_rule = role != "basis" and rule.speaks(text, mention, role, bounds[1])
        by_party = role != "basis" and not in_rule and scene.party_speaks(start)
        late = start >= scene.signature_end
        # Built anew rather than with _replace, which takes three times as long.
        placed.append(
            CitationMention._make(
                (*mention[:_OWN_WORDS], role, by_party, late, words, mention.unread, in_rule, mention.reason)
            )
        )
    return tuple(placed)
