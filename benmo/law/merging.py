"""The shipped tables with the imports worked in: texts bear provisions out, laws and versions are added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from benmo.law.office import Imported
from benmo.law.tables import Law, Provision, Version


def merge(
    laws: dict[str, Law], provisions: dict[str, Provision], entries: Sequence[Imported]
) -> tuple[dict[str, Law], dict[str, Provision]]:
    """Laws and provisions as they stand after *entries*."""
    laws, provisions = dict(laws), dict(provisions)
    for entry in entries:
        for name, article in entry.borne.items():
            known = provisions.get(name)
            if known is not None:
                note = f"已由导入的《{entry.title}》原文核对"
                provisions[name] = replace(known, verified=True, article=article, note=note)
        if entry.law is not None and entry.law in laws:
            laws[entry.law] = _with_version(laws[entry.law], entry)
    outside = sorted((e for e in entries if e.law not in laws), key=lambda e: (e.title, e.start))
    for title, group in groupby(outside, key=lambda e: e.title):
        rows = list(group)
        key = rows[0].id.partition("-")[0]
        laws[key] = Law(key, title, title, (), "导入", rows[-1].doc_no, _versions(rows), whole=False)
    return laws, provisions


def _with_version(law: Law, entry: Imported) -> Law:
    """*law* with the count of a version that had none, or with a version later than all we have."""
    versions = list(law.versions)
    for i, version in enumerate(versions):
        if version.start == entry.start:
            if version.articles is None:
                versions[i] = replace(version, articles=entry.last)
            return replace(law, versions=tuple(versions))
    last = versions[-1]
    if entry.start > last.start and last.end is None:
        versions[-1] = replace(last, end=entry.start - timedelta(days=1))
        versions.append(_version(entry))
    return replace(law, versions=tuple(versions))


def _versions(rows: Sequence[Imported]) -> tuple[Version, ...]:
    made = [_version(e) for e in rows]
    for i, later in enumerate(made[1:]):
        made[i] = replace(made[i], end=later.start - timedelta(days=1))
    return tuple(made)


def _version(entry: Imported) -> Version:
    return Version(
        str(entry.start.year), f"{entry.start}起施行的版本（导入）", entry.doc_no, entry.start, None, entry.last
    )
