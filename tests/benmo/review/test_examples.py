"""Every checkpoint's examples, written as rulings, through reading and extraction to the conclusion."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import Any

import pytest
import yaml

from benmo.cases.intake import CaseMaterial
from benmo.review import review
from benmo.review.catalog import catalogue
from nlp.document import Document

EXAMPLES = files("corpora") / "examples"
SKELETON: dict[str, Any] = yaml.safe_load((EXAMPLES / "skeleton.yaml").read_text("utf-8"))
#: Examples that this version does not answer as labelled, with what it lacks; the list may only shrink.
KNOWN: dict[str, str] = yaml.safe_load((EXAMPLES / "known.yaml").read_text("utf-8"))


def _bases() -> dict[str, Any]:
    return SKELETON.get("bases", SKELETON)


def text_of(base: str, replace: dict[str, str]) -> str:
    """The ruling of an example: the skeleton's paragraphs in order, some replaced or dropped."""
    skeleton = _bases()[base]
    paragraphs = skeleton.get("paragraphs", skeleton)
    order = skeleton.get("order") or SKELETON["order"]
    parts = (replace.get(key, paragraphs.get(key, "")).strip("\n") for key in order)
    return "\n".join(part for part in parts if part)


def _examples() -> list[Any]:
    cases = []
    for checkpoint in catalogue():
        for example in yaml.safe_load((EXAMPLES / f"{checkpoint.id}.yaml").read_text("utf-8")):
            for asked, wanted in example["expect"].items():
                name = f"{example['id']}/{asked}"
                marks = [pytest.mark.xfail(reason=KNOWN[name], strict=True)] if name in KNOWN else []
                accepted = [wanted] if isinstance(wanted, str) else wanted
                cases.append(pytest.param(example, asked, accepted, id=name, marks=marks))
    return cases


@pytest.mark.parametrize(("example", "asked", "accepted"), _examples())
def test_example(example: dict[str, Any], asked: str, accepted: list[str]) -> None:
    text = text_of(example["base"], example.get("replace") or {})
    document = Document("例.txt", "例.txt", "0" * 64, "txt", text)
    found = {f["checkpoint"]: f for f in review(CaseMaterial("例", (document,)))["findings"]}
    assert found[asked]["conclusion"] in accepted, f"{example.get('why', '')}：{found[asked]['reason']}"


def test_every_checkpoint_has_examples() -> None:
    counts = Counter(p.values[1] for p in _examples())
    assert {c.id for c in catalogue()} <= set(counts)
    assert min(counts[c.id] for c in catalogue()) >= 2


def test_the_list_of_known_misses_is_real() -> None:
    names = {p.id for p in _examples()}
    assert set(KNOWN) <= names
