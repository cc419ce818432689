"""What a citation of law looks like once it is read: where it stands, what it names, in what role it is cited."""

from __future__ import annotations

from typing import Literal, NamedTuple

from nlp.document import Span

Role = Literal["basis", "quoted", "narrative"]
Source = Literal["marked", "unmarked", "chain", "antecedent", "none"]


class CitationMention(NamedTuple):
    """One citation: a law and (usually) one article of it.

    ``span`` covers the part of the text that names this article (with 款 and 项, and with the title where the title is
    written right before it); ``title_span`` is where the title itself stands, which for 第三条、第五条 or 该解释第五条
    may be further to the left. ``law`` is the official title without 《》 (inner marks 〈〉), or None where the text
    alone does not decide it. ``known`` says whether the title is in our lexicon. ``article`` is None where only the
    law is named, and where the number could not be read (then ``unread``). A range 第三条至第五条 yields one mention
    for each article. ``in_rule`` marks a citation in the quoted words of another rule: rules keep the
    numbers of the day on which they were made. ``sentence`` is the sentence it stands in, by which
    :func:`nlp.statutes.speaks_of` tells what it is cited for. (A named tuple: reading a citation in its context makes
    several copies of it.)
    """

    span: Span
    title: str
    law: str | None
    article: int | None = None
    suffix: int | None = None
    paragraph: int | None = None
    item: int | None = None
    title_span: Span | None = None
    source: Source = "none"
    known: bool = False
    edition: int | None = None
    role: Role = "narrative"
    by_party: bool = False
    in_appendix: bool = False
    sentence: str = ""
    unread: bool = False
    in_rule: bool = False
    reason: str = ""

    @property
    def own(self) -> bool:
        """Whether the document's author cites it: no party's words, no statute text added after the signature."""
        return not (self.by_party or self.in_appendix)

    @property
    def key(self) -> str | None:
        """``LAW#ARTICLE``, the form in which citations are compared; None where either is missing."""
        if self.law is None or self.article is None:
            return None
        return f"{self.law}#{self.article}"
