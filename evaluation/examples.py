"""The checkpoints' examples (corpora/examples) as rulings, and how many are answered as labelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from nlp.document import Document
from nlp.pipeline import Reading, read_document

_EXAMPLES = files("corpora") / "examples"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Example(NamedTuple):
    """A ruling and the conclusions that are acceptable for each checkpoint asked."""

    id: str
    checkpoint: str
    text: str
    expect: dict[str, tuple[str, ...]]


@cache
def _skeleton() -> dict[str, Any]:
    skeleton: dict[str, Any] = yaml.load((_EXAMPLES / "skeleton.yaml").read_text("utf-8"), _LOADER)
    return skeleton


@cache
def known() -> dict[str, str]:
    """``example/checkpoint`` → why it is not answered as labelled yet."""
    listed: dict[str, str] = yaml.load((_EXAMPLES / "known.yaml").read_text("utf-8"), _LOADER) or {}
    return listed


def text_of(base: str, replace: dict[str, str]) -> str:
    """The ruling of an example: the skeleton's paragraphs in order, some replaced or dropped."""
    paragraphs = _skeleton()["bases"][base]["paragraphs"]
    parts = (replace.get(key, paragraphs.get(key, "")).strip("\n") for key in _skeleton()["order"])
    return "\n".join(part for part in parts if part)


def load(checkpoints: Iterable[str] | None = None) -> Iterator[Example]:
    """The lone-ruling examples, all or those in the files of *checkpoints*; those with case files are left out."""
    wanted = None if checkpoints is None else set(checkpoints)
    for path in sorted(_EXAMPLES.iterdir(), key=lambda p: p.name):
        name = path.name.removesuffix(".yaml")
        if (
            not path.name.endswith(".yaml")
            or name in ("known", "skeleton")
            or (wanted is not None and name not in wanted)
        ):
            continue
        for entry in yaml.load(path.read_text("utf-8"), _LOADER):
            if "base" not in entry or "files" in entry:
                continue
            expect = {k: (v,) if isinstance(v, str) else tuple(v) for k, v in entry["expect"].items()}
            yield Example(entry["id"], name, text_of(entry["base"], entry.get("replace") or {}), expect)


def folders() -> Iterator[dict[str, Any]]:
    """The examples that are case files: id, documents (name → content) and what is expected."""
    for name in ("folders", "second", "sheets"):
        yield from _files(name)
    told = _files("cases")
    for case in (*told["cases"], *(c for name in ("third", "fourth", "fifth", "sixth") for c in _files(name))):
        yield _on_base(case, told["bases"])


def near() -> Iterator[dict[str, Any]]:
    """Case files that look like failings and are none: only what ``may`` lists can be a violation."""
    bases = _files("cases")["bases"]
    for case in _files("near"):
        yield _on_base(case, bases)


def _files(name: str) -> Any:
    return yaml.load((_EXAMPLES / "files" / f"{name}.yaml").read_text("utf-8"), _LOADER)


def _on_base(case: dict[str, Any], bases: dict[str, Any]) -> dict[str, Any]:
    """*case* with its documents: those of its base, some replaced, in some a few words changed (``edit``).

    Raises:
        ValueError: words to be changed do not stand in the document.
    """
    documents = {**bases[case["base"]], **case.get("replace", {})}
    for name, changes in case.get("edit", {}).items():
        for old, new in changes.items():
            if old not in documents[name]:
                raise ValueError(f"{case['id']}: {name} does not say {old}")
            documents[name] = documents[name].replace(old, new)
    return {**case, "documents": documents}


def read(text: str) -> Reading:
    """The reading of an example's ruling."""
    return read_document(Document("例", "例.txt", "0" * 64, "txt", text))
