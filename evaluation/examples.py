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
    place = _EXAMPLES / "files"
    yield from yaml.load((place / "folders.yaml").read_text("utf-8"), _LOADER)
    told = yaml.load((place / "cases.yaml").read_text("utf-8"), _LOADER)
    for case in told["cases"]:
        yield {**case, "documents": {**told["bases"][case["base"]], **case.get("replace", {})}}


def read(text: str) -> Reading:
    """The reading of an example's ruling."""
    return read_document(Document("例", "例.txt", "0" * 64, "txt", text))
