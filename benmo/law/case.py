"""One citation of a law in force: does its number exist, and does it speak of what it is cited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from benmo.law.tables import Concept, Law, RulingKind, Version
from benmo.law.verdict import Status
from nlp.statutes import CitationMention, may_speak_of, speaks_of
from nlp.statutes.numerals import article_text

if TYPE_CHECKING:
    from benmo.law.index import LawIndex

# The number that every ruling of the civil courts may cite for its own form; with 第十一项 it can mean nothing else.
_FORM_OF_RULINGS = "裁定的适用范围与形式"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status with its Chinese reason. ``sure`` is False where it rests on a number that is not checked (条号待核)."""

    status: Status
    reason: str
    should_be: str | None = None
    sure: bool | None = None


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


class Case:
    """One readable citation of a law in force: what its number means now, before and later."""

    def __init__(self, index: LawIndex, law: Law, version: Version, mention: CitationMention, on: date) -> None:
        if mention.article is None:
            raise ValueError("only a citation with an article can be judged by number")
        self.index, self.law, self.version, self.mention, self.on = index, law, version, mention, on
        self.article = mention.article
        self.now = index.meaning(law, version, self.article)
        at = law.versions.index(version)
        self.before = [(v, c) for v in reversed(law.versions[:at]) for c in index.meaning(law, v, self.article)]
        self.later = [(v, c) for v in law.versions[at + 1 :] for c in index.meaning(law, v, self.article)]

    # --- does the number exist ------------------------------------------------------------------------------------

    def existence(self) -> Answer | None:
        """An answer where the number is beyond the version's last article, or where we cannot know; else None."""
        last, count = self.index.known_last(self.law, self.version), self.version.articles
        if self.mention.suffix is not None:
            return self._suffixed(count)
        if self.article <= last:
            return None
        if count is None:
            return Answer("unknown", f"{self.law.short}该条未收录，条文总数未核，未能核对")
        if self.before:
            version, concept = self.before[0]
            reason = f"{version.title}时为“{concept.name}”，{self.version.title}后已无此条（共{count}条）"
            return Answer("outdated", reason, self._place(concept), concept.verified)
        older = [v for v in self.law.versions if v.start < self.version.start and self.article <= (v.articles or 0)]
        if older:
            return Answer(
                "outdated", f"{older[-1].title}有此条，{self.version.title}后共{count}条，已无此条", None, True
            )
        newer = [v for v in self.law.versions if v.start > self.version.start and self.article <= (v.articles or 0)]
        if newer:
            return Answer(
                "not_yet", f"当日施行的{self.version.title}共{count}条，{newer[0].title}后才有此条", None, True
            )
        return Answer(
            "nonexistent",
            f"当日施行的{self.law.short}（{self.version.title}）共{count}条，无{article_text(self.article)}",
            sure=True,
        )

    def _suffixed(self, count: int | None) -> Answer:
        written = article_text(self.article, self.mention.suffix)
        if count is None:
            return Answer("unknown", f"{self.law.short}{written}未收录，未能核对")
        # None of the laws whose articles we have counted has an inserted article (之一).
        return Answer("nonexistent", f"{self.law.short}（{self.version.title}）没有增设条文，无{written}", sure=True)

    def named_edition(self) -> Answer | None:
        """A citation that names an earlier version itself (2017年修正) is judged by that one: it may be meant."""
        year = self.mention.edition
        if year is None or self.version.key == str(year):
            return None
        named = next((v for v in self.law.versions if v.key == str(year)), None)
        if named is None or named.start > self.on:
            return None
        if self.article <= self.index.known_last(self.law, named):
            return Answer("valid", f"写明引用{named.title}，按该版本核对")
        return None

    # --- does it speak of what it is cited for --------------------------------------------------------------------

    def for_ruling(self, subject: str | None, siblings: Sequence[CitationMention]) -> Answer | None:
        """The basis clause of a ruling of kind *subject*; None where the number may stand there."""
        kind = self.index.kinds.get(subject) if subject else None
        if kind is None or self.mention.role != "basis" or self.on < kind.since:
            return None
        names = {c.name for c in self.now}
        wanted = {concept for law, concept in kind.basis if law == self.law.key}
        if names & wanted:
            return Answer("valid", f"即当日“{kind.name}”的依据条款")
        has_basis = any(self._carries(kind, other) for other in siblings)
        for version, concept in self.before:
            if concept.name in wanted and not (names & kind.companions and has_basis):
                reason = f"{version.title}时为“{concept.name}”，当日已改号；当日此号为{self._now_words()}"
                return Answer("outdated", reason, self._right_basis(kind), concept.verified)
        for version, concept in self.later:
            if concept.name in wanted and not (names & kind.companions and has_basis):
                reason = f"至{chinese_day(version.start)}起才改为此号；当日此号为{self._now_words()}"
                return Answer("not_yet", reason, self._right_basis(kind), concept.verified)
        return self._beside_basis(kind, names, siblings, has_basis)

    def _beside_basis(
        self, kind: RulingKind, names: set[str], siblings: Sequence[CitationMention], has_basis: bool
    ) -> Answer | None:
        if names & kind.foreign:
            return Answer(
                "mismatched", f"该条规定的是{self._now_words()}，不是{kind.name}的依据", self._right_basis(kind)
            )
        others = {c.name: (v, c) for v, c in [*self.before, *self.later]}
        plain = bool(names & kind.companions) and self.mention.item is None
        for name, (version, concept) in others.items():
            if name in kind.foreign and not plain:
                reason = f"当日此号为{self._now_words()}，{version.title}中为“{name}”，均不是{kind.name}的依据"
                return Answer("mismatched", reason, self._right_basis(kind), concept.verified)
            if (version, concept) in self.before and name in kind.companions and not names & kind.companions:
                # Beside other numbers of the day (249、251、253) an article is taken as its author counts.
                if names and self._counts_by_the_day(kind, siblings):
                    break
                return self._moved(version, concept)
        if self.law.key in {law for law, _ in kind.basis} and names and not names & kind.companions and not has_basis:
            return Answer(
                "mismatched", f"该条规定的是{self._now_words()}，不是{kind.name}的依据", self._right_basis(kind)
            )
        return Answer("valid", f"该日有效，内容为{self._now_words()}") if names else None

    def for_sentence(self) -> Answer | None:
        """Elsewhere the sentence decides: it speaks of what the number was in another version, not of what it is."""
        form = next(((v, c) for v, c in self.before if c.name == _FORM_OF_RULINGS), None)
        if form is not None and self.mention.item == 11 and not any(c.name == _FORM_OF_RULINGS for c in self.now):
            return self._moved(*form)
        ahead = next(((v, c) for v, c in self.later if c.name == _FORM_OF_RULINGS), None)
        if ahead is not None and self.mention.item == 11 and not any(c.name == _FORM_OF_RULINGS for c in self.now):
            return self._ahead(*ahead)
        words = self.mention.sentence
        # Where the sentence may speak of the present subject, or that subject has no words of its own, no fault is
        # found.
        if not words or any(may_speak_of(words, c.name) for c in self.now):
            return None
        for version, concept in self.before:
            if self._changed(concept) and speaks_of(words, concept.name):
                return self._moved(version, concept)
        for version, concept in self.later:
            if self._told_apart(concept) and self._changed(concept) and speaks_of(words, concept.name):
                return self._ahead(version, concept)
        return None

    # --- words ----------------------------------------------------------------------------------------------------

    def _told_apart(self, concept: Concept) -> bool:
        """Whether the number surely was another subject's than *concept* at the date.

        It was where we know what it meant, and where the table is complete: an enforcement number it does not list for
        the version of the day named nothing of enforcement then.
        """
        complete = self.article >= self.index.complete_from.get(self.law.key, self.article + 1)
        return bool(self.now) or (complete and self.version.key in concept.articles)

    def _changed(self, concept: Concept) -> bool:
        return self.article not in concept.articles.get(self.version.key, ())

    def _moved(self, version: Version, concept: Concept) -> Answer:
        reason = f"{version.title}时为“{concept.name}”，当日已改号；当日此号为{self._now_words()}"
        return Answer("outdated", reason, self._place(concept), concept.verified)

    def _ahead(self, version: Version, concept: Concept) -> Answer:
        reason = f"自{chinese_day(version.start)}起才以此号规定“{concept.name}”；当日此号为{self._now_words()}"
        return Answer("not_yet", reason, self._place(concept), concept.verified)

    def _now_words(self) -> str:
        return "“" + "、".join(c.name for c in self.now) + "”" if self.now else "其他内容"

    def _place(self, concept: Concept) -> str | None:
        numbers = concept.articles.get(self.version.key, ())
        if not numbers:
            return None
        return self.index.citation(self.law, numbers[0], paragraph=self.mention.paragraph, item=self.mention.item)

    def _right_basis(self, kind: RulingKind) -> str | None:
        for law_key, name in kind.basis:
            norm = self.index.norm_at(name, self.on)
            if norm is not None and norm.law == self.index.laws[law_key].title:
                return norm.cite
        return None

    def _counts_by_the_day(self, kind: RulingKind, siblings: Sequence[CitationMention]) -> bool:
        """Whether another enforcement article of the same law stands there with its number of the day."""
        first = self.index.complete_from.get(self.law.key)
        if first is None:
            return False
        for other in siblings:
            number = other.article
            if other.law != self.mention.law or number is None or number < first or number == self.article:
                continue
            if any(c.name in kind.companions for c in self.index.meaning(self.law, self.version, number)):
                return True
        return False

    def _carries(self, kind: RulingKind, other: CitationMention) -> bool:
        """Whether *other* is the right basis of *kind* at the date."""
        if other.article is None or other.law is None:
            return False
        law = self.index.law(other.law)
        version = law.at(self.on) if law else None
        if law is None or version is None:
            return False
        wanted = {concept for key, concept in kind.basis if key == law.key}
        return any(c.name in wanted for c in self.index.meaning(law, version, other.article))
