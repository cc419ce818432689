"""The law index: versions in force, meanings of numbers, and the norm that answers a question at a date."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from benmo.law.judge import judge
from benmo.law.tables import (
    Concept,
    Law,
    Provision,
    RulingKind,
    Version,
    read_concepts,
    read_kinds,
    read_laws,
    read_provisions,
)
from benmo.law.verdict import Norm, Verdict
from corpora.statutes import read_json
from nlp.statutes import CitationMention
from nlp.statutes.numerals import article_text, write_number
from nlp.statutes.titles import look_up

if TYPE_CHECKING:
    from benmo.law.office import Imported

CAVEAT = "条号待核"
#: Levels that may tell where to look and never what is a breach.
NO_BASIS = frozenset({"内部文件", "参考"})
# 终本规定 art. 3, 5 and 6 carry conclusions although their number is not checked: several implementing rules and the
# rulings' own formula corroborate what they say. The caveat stays.
CONCLUSIVE_UNVERIFIED = frozenset({"zhongben-2016-art3", "zhongben-2016-art5", "zhongben-2016-art6"})


class LawIndex:
    """Look-ups over the statute tables. Immutable; :func:`load` gives the one instance."""

    def __init__(
        self,
        laws: dict[str, Law],
        provisions: dict[str, Provision],
        concepts: Sequence[Concept],
        kinds: dict[str, RulingKind],
        imports: Sequence[Imported] = (),
    ) -> None:
        self.laws = laws
        self.provisions = provisions
        self.concepts = tuple(concepts)
        self.kinds = kinds
        self._asked: dict[str, Law | None] = {}
        self.imports = tuple(imports)
        self._by_title = {law.title: law for law in laws.values()}
        self._by_number: dict[tuple[str, int], list[Provision]] = {}
        for provision in provisions.values():
            if provision.article is not None:
                self._by_number.setdefault((provision.law, provision.article), []).append(provision)
        self._meaning: dict[tuple[str, str, int], list[Concept]] = {}
        for concept in self.concepts:
            for version, articles in concept.articles.items():
                for article in articles:
                    self._meaning.setdefault((concept.law, version, article), []).append(concept)
        self._named: dict[str, list[Concept]] = {}
        for concept in self.concepts:
            self._named.setdefault(concept.name, []).append(concept)
        norms = read_json("norms")
        self._caveats: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._quick = {row["name"]: row for row in norms["quick"]}
        self.complete_from: dict[str, int] = norms["complete_from"]
        #: Limits by name: value, unit, Chinese words, the provision they rest on, whether a statute fixes them.
        self.limits: dict[str, dict[str, Any]] = read_json("limits")

    def limit(self, name: str) -> int:
        """The limit *name* (``termination_months``) in its own unit; an office may have moved one no statute fixes."""
        return int(self.limits[name]["value"])

    def under(self, limits: Mapping[str, int]) -> LawIndex:
        """This index with the office's own values for *limits*; itself where there are none."""
        if not limits:
            return self
        moved = copy(self)
        moved.limits = {name: row | {"value": limits.get(name, row["value"])} for name, row in self.limits.items()}
        return moved

    # --- laws -----------------------------------------------------------------------------------------------------

    def law(self, name: str) -> Law | None:
        """The law that *name* (official title, alias, document number or our key) means; None outside the index."""
        if name in self.laws:
            return self.laws[name]
        found = self._by_title.get(name)
        if found is None:
            title = look_up(name)
            found = self._by_title.get(title.law) if title else None
        return found

    def in_force(self, doc: str, on: date) -> bool | None:
        """Whether the law named *doc* was in force on *on*; None where the index does not have it."""
        # The names that the rules ask by are few and fixed; reading one as a title takes longer than all the rest.
        if doc not in self._asked:
            self._asked[doc] = self.law(doc)
        law = self._asked[doc]
        return None if law is None else law.at(on) is not None

    # --- numbers --------------------------------------------------------------------------------------------------

    def meaning(self, law: Law, version: Version, article: int) -> tuple[Concept, ...]:
        """The subjects that *article* had in *version*, where the renumbering table knows them."""
        return tuple(self._meaning.get((law.key, version.key, article), ()))

    def provision(self, law: Law, article: int, on: date) -> Provision | None:
        """The entry for *article* of *law* as in force on *on*; an entry for all of it before one for a 款."""
        rows = [
            p for p in self._by_number.get((law.key, article), ()) if p.start <= on and (p.end is None or on <= p.end)
        ]
        rows.sort(key=lambda p: bool(p.paragraph_item))
        return rows[0] if rows else None

    def known_last(self, law: Law, version: Version) -> int:
        """The highest article number of *version* that we know to exist, from its count or from entries; 0 for none."""
        if version.articles is not None:
            return version.articles
        numbers = [
            p.article
            for p in self.provisions.values()
            if p.law == law.key and p.article is not None and p.start <= (version.end or date.max)
            and (p.end is None or p.end >= version.start)
        ]  # fmt: skip
        numbers += [n for c in self.concepts if c.law == law.key for n in c.articles.get(version.key, ())]
        return max(numbers, default=0)

    def judge(
        self,
        mention: CitationMention,
        on: date,
        subject: str | None = None,
        siblings: Sequence[CitationMention] = (),
    ) -> Verdict:
        """Judge *mention* by the law in force on *on*.

        *subject* names the kind of ruling (终结本次执行程序) and is applied to citations of the basis clause; for
        others what their own sentence speaks of decides. *siblings* are the document's other citations: with the right
        basis among them, a further article of the same law is a companion and not a mistake.
        """
        return judge(self, mention, on, subject, siblings)

    def judge_all(
        self, mentions: Sequence[CitationMention], on: date, subject: str | None = None
    ) -> tuple[Verdict, ...]:
        """Judge the citations of one document together, one verdict for each in the same order."""
        return tuple(judge(self, m, on, subject, mentions) for m in mentions)

    # --- norms ----------------------------------------------------------------------------------------------------

    def norm_at(self, name: str, on: date) -> Norm | None:
        """The norm for *name* on *on*; None where there was none or we do not know it.

        *name* is a recurring question (终本依据条款, 检察执行监督授权, 报告财产 …), a subject of the renumbering
        table, or a provision id of any version (the one in force on that day is given).
        """
        quick = self._quick.get(name)
        if quick is not None:
            return self._concept_at(quick["law"], quick["concept"], on, quick.get("paragraph"), quick.get("item"))
        if name in self.provisions:
            return self._provision_at(self.provisions[name], on)
        for concept in self._named.get(name, ()):
            norm = self._concept_at(concept.law, name, on)
            if norm is not None:
                return norm
        return None

    def _concept_at(
        self, law_key: str, name: str, on: date, paragraph: int | None = None, item: int | None = None
    ) -> Norm | None:
        law = self.laws[law_key]
        version = law.at(on)
        concept = next((c for c in self._named.get(name, ()) if c.law == law_key), None)
        articles = concept.articles.get(version.key, ()) if version and concept else ()
        if concept is None or not articles:
            return None
        provision = self.provision(law, articles[0], on)
        verified = concept.verified and (provision is None or provision.verified)
        cite = self.citation(law, articles[0], paragraph=paragraph, item=item)
        return Norm(law.title, articles[0], cite, provision.id if provision else None, verified)

    def _provision_at(self, provision: Provision, on: date) -> Norm | None:
        law = self.laws[provision.law]
        version = law.at(on)
        if version is None:
            heirs = (self.provisions[i] for i in (*provision.superseded_by, *provision.supersedes))
            heir = next(
                (p for p in heirs if p.law != law.key and p.start <= on and (p.end is None or on <= p.end)), None
            )
            return self._provision_at(heir, on) if heir else None
        if provision.article is None:
            return Norm(law.title, None, f"《{law.title}》", provision.id, provision.verified)
        article: int | None = provision.article
        home = law.at(provision.start)
        if home is not None and home.key != version.key:
            article = self._moved(law, home, version, provision.article)
        if article is None:
            return None
        current = self.provision(law, article, on)
        same = provision if provision.start <= on and (provision.end is None or on <= provision.end) else current
        cite = self.citation(law, article, part=provision.paragraph_item)
        if same is None:
            # An earlier version that the list has no entry for: content assumed unchanged, so never verified.
            return Norm(law.title, article, cite, provision.id, False)
        return Norm(law.title, article, cite, same.id, same.verified)

    def _moved(self, law: Law, home: Version, version: Version, article: int) -> int | None:
        """The number in *version* of what *article* was in *home*; the same where the law was not renumbered."""
        concepts = self.meaning(law, home, article)
        for concept in concepts:
            numbers = concept.articles.get(version.key)
            if numbers:
                offset = concept.articles[home.key].index(article)
                return numbers[min(offset, len(numbers) - 1)]
        renumbered = any(c.law == law.key and len(set(c.articles.values())) > 1 for c in self.concepts)
        if concepts or renumbered:
            return None
        return article

    def cite(self, provision_id: str, on: date) -> str:
        """The full citation of *provision_id* as in force on *on*: 《…》第…条, official title, Chinese numerals.

        Raises:
            KeyError: there is no such provision.
        """
        norm = self._provision_at(self.provisions[provision_id], on)
        if norm is not None:
            return norm.cite
        provision = self.provisions[provision_id]
        law = self.laws[provision.law]
        return self.citation(law, provision.article, part=provision.paragraph_item)

    def citation(
        self,
        law: Law,
        article: int | None,
        *,
        paragraph: int | None = None,
        item: int | None = None,
        part: str = "",
    ) -> str:
        """《title》第…条第…款第…项."""
        text = f"《{law.title}》"
        if article is not None:
            text += article_text(article)
        if part.startswith("第"):
            text += part
        if paragraph:
            text += f"第{write_number(paragraph)}款"
        return text + (f"第{write_number(item)}项" if item else "")

    def caveat(self, provision_id: str) -> str:
        """条号待核 and why, for a provision that is not checked; empty for one that is.

        Raises:
            KeyError: there is no such provision.
        """
        provision = self.provisions[provision_id]
        if provision.verified:
            return ""
        return CAVEAT + (f"（{provision.note}）" if provision.note else "")

    def caveats(self, basis: Iterable[str]) -> tuple[str, ...]:
        """One caveat that names every provision of *basis* that is not checked; empty where all are."""
        written = tuple(basis)
        known = self._caveats.get(written)
        if known is None:
            open_ = [self.provisions[i] for i in written if not self.provisions[i].verified]
            names = "、".join(dict.fromkeys(self.brief(p) for p in open_))
            known = (f"{CAVEAT}：{names}，写入文书前须核对原文（可用 benmo law import 导入）",) if open_ else ()
            self._caveats[written] = known
        return known

    def brief(self, provision: Provision) -> str:
        """终本规定第五条: a provision as people call it."""
        number = article_text(provision.article) if provision.article else "（条号未核）"
        return self.laws[provision.law].short + number

    def supports(self, basis: Iterable[str]) -> bool:
        """Whether a violation may rest on *basis*: one of its provisions is checked or corroborated."""
        return any(self.conclusive(i) for i in basis)

    def conclusive(self, provision_id: str) -> bool:
        """Whether a violation may rest on *provision_id*: it is checked, or corroborated (终本规定 3, 5, 6)."""
        provision = self.provisions[provision_id]
        if self.laws[provision.law].level in NO_BASIS:
            return False
        return provision.verified or provision_id in CONCLUSIVE_UNVERIFIED


def load() -> LawIndex:
    """The index over the shipped tables and what the office has imported, read once for each data folder."""
    home = os.environ.get("BENMO_HOME", "")
    index = _BY_HOME.get(home)
    if index is None:
        index = _BY_HOME[home] = _read()
    return index


_BY_HOME: dict[str, LawIndex] = {}


def reload() -> None:
    """Forget what was read: laws were imported or removed."""
    _BY_HOME.clear()


def _read() -> LawIndex:
    from benmo.law.office import imported

    entries = imported()
    if not entries:
        return _shipped()
    from benmo.law.merging import merge

    laws, provisions = merge(read_laws(), read_provisions(), entries)
    return LawIndex(laws, provisions, read_concepts(), read_kinds(), entries)


@lru_cache(maxsize=1)
def _shipped() -> LawIndex:
    return LawIndex(read_laws(), read_provisions(), read_concepts(), read_kinds())
