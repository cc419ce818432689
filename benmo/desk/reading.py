"""From originals to reviews: what a worker process does for one entry of an intake, or for a case read anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benmo.storage.originals import Originals
from benmo.workroom import workroom

#: Longest name of a file that every file system takes, in bytes.
_NAME = 200


@dataclass(frozen=True, slots=True)
class Material:
    """Originals of one case: (path, sha256) of its material, and of the papers exchanged with the court."""

    name: str
    files: tuple[tuple[str, str], ...]
    papers: tuple[tuple[str, str], ...] = ()
    originals: str = ""


def read_material(material: Material) -> list[dict[str, Any]]:
    """The reviews of *material*, with texts. Never raises: what goes wrong becomes a review that says so."""
    from benmo.batch import broken
    from benmo.cases.intake import Entry
    from benmo.journal import note_failure

    try:
        return _read(material)
    except Exception as error:
        note_failure(f"desk: {material.name}", error)
        words = f"审查 {material.name} 时程序出错（{type(error).__name__}），本案未审查；详情见日志。"
        return [broken(Entry(material.name, Path(material.name)), words)]


def lost_material(material: Material) -> list[dict[str, Any]]:
    """The review where the worker process died (out of memory, a crash in a C library)."""
    from benmo.batch import broken
    from benmo.cases.intake import Entry

    words = f"审查 {material.name} 时工作进程中断（可能内存不足或文件损坏），本案未审查。"
    return [broken(Entry(material.name, Path(material.name)), words)]


def _read(material: Material) -> list[dict[str, Any]]:
    from benmo.cases.intake import gather
    from benmo.review import review_all

    with workroom() as work:
        place = lay_out(material.files, work, Path(material.originals))
        materials = [m for m in gather(place, material.name if place.is_dir() else None)]
        reviews = [r for m in materials for r in review_all(m, with_text=True)]
    if material.papers:
        reviews = [with_papers(r, material) for r in reviews]
    return reviews


def lay_out(files: Sequence[tuple[str, str]], work: Path, originals: Path) -> Path:
    """The originals under their own names below *work*; returns the one file, or the folder that holds them."""
    store = Originals(originals)
    if len(files) == 1 and len(parts := safe_parts(files[0][0])) == 1:
        target = work / parts[0]
        store.lend(files[0][1], target)
        return target
    root = work / "case"
    root.mkdir()
    taken: set[Path] = set()
    for path, sha256 in files:
        parts = safe_parts(path)
        target = root.joinpath(*(parts[1:] or parts))
        for n in range(2, len(files) + 2):
            if target not in taken and not target.exists():
                break
            target = target.with_name(f"{n}_{target.name}")
        taken.add(target)
        store.lend(sha256, target)
    return root


def safe_parts(path: str) -> list[str]:
    """The parts of a path that came from somebody else's machine, none of which leads out of a folder."""
    parts = [p.strip() for p in path.replace("\\", "/").replace("\0", "").split("/")]
    kept = [_short(p) for p in parts if p not in ("", ".", "..")]
    return kept or ["未命名"]


def _short(name: str) -> str:
    if len(name.encode("utf-8", "replace")) <= _NAME:
        return name
    stem, dot, suffix = name.rpartition(".")
    suffix = f".{suffix}" if dot and len(suffix) <= 8 else ""
    kept = (stem or name).encode("utf-8", "replace")[: _NAME - len(suffix.encode())]
    return kept.decode("utf-8", "ignore") + suffix


def with_papers(review: dict[str, Any], material: Material) -> dict[str, Any]:
    """*review* with our paper and the court's reply beside it.

    They are read apart from the material: what a paper says of the case is no fact of the case, and a lone ruling
    stays a lone ruling when the reply comes in.
    """
    from benmo.cases.intake import gather
    from benmo.review import review_all
    from benmo.review.papers import answered, compare

    merged = dict(review)
    documents, warnings = list(review["documents"]), list(review["warnings"])
    taken = {d["id"] for d in documents}
    for path, sha256 in material.papers:
        with workroom() as work:
            place = lay_out([(path, sha256)], work, Path(material.originals))
            read = review_all(replace(gather(place)[0], id=review["id"]), with_text=True)[0]
        if taken & {d["id"] for d in read["documents"]}:
            warnings.append(f"{path} 与案件材料重名，未读入")
            continue
        taken |= {d["id"] for d in read["documents"]}
        documents += read["documents"]
        warnings += [w for w in read["warnings"] if not w.startswith("材料中没有终本裁定书")]
        for view in ("suggestion", "reply"):
            if view in read:
                merged[view] = read[view]
    if review["findings"] and "suggestion" in merged:
        merged["suggestion"] = merged["suggestion"] | {
            "compared": compare(merged["suggestion"]["raised"], review["findings"])
        }
    if "suggestion" in merged and "reply" in merged:
        merged["reply"] = merged["reply"] | {
            "compared": answered(merged["suggestion"]["raised"], merged["reply"]["items"])
        }
    return merged | {"documents": documents, "warnings": warnings}
