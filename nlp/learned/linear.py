"""A linear classifier over character n-grams weighted by tf-idf, as scikit-learn trains it, without scikit-learn.

The weighting is that of ``TfidfVectorizer(analyzer="char", sublinear_tf=True)``: ``(1 + ln tf) · idf``, each text
scaled to unit length (Salton and Buckley 1988, *Term-weighting approaches in automatic text retrieval*). Weights are
kept as 8-bit integers with a scale for each label.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Figures and letters are the case's own; that there are some is all that a text's kind can rest on.
_OWN = re.compile("[A-Za-z0-9.]+")
#: n-grams of so many characters.
SIZES = (1, 2, 3)


def prepare(text: str) -> str:
    """*text* as the models see it: every run of figures and letters is one 0."""
    return _OWN.sub("0", text)


def grams(text: str) -> list[str]:
    """All character n-grams of a prepared text, of 1 to 3 characters."""
    return [text[i : i + n] for n in SIZES for i in range(len(text) - n + 1)]


@dataclass(frozen=True, slots=True)
class Linear:
    """One model: ``weights`` is features × labels, ``idf`` one value for each feature, ``meta`` says what it is of."""

    labels: tuple[str, ...]
    vocabulary: Mapping[str, int]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    meta: Mapping[str, Any]
    extra: Mapping[str, NDArray[np.float32]]

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The log-odds of every label for every text: an array of texts × labels. A text without a known n-gram gets
        the bias alone."""
        out = np.tile(self.bias, (len(texts), 1))
        for row, text in enumerate(texts):
            counts: Counter[int] = Counter()
            for gram in grams(prepare(text)):
                at = self.vocabulary.get(gram)
                if at is not None:
                    counts[at] += 1
            if not counts:
                continue
            at_all = np.fromiter(counts, np.int64, len(counts))
            tf = 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
            value = tf * self.idf[at_all]
            out[row] += (value / np.sqrt((value * value).sum())) @ self.weights[at_all]
        return out

    def to_bytes(self) -> bytes:
        """The model as a compressed archive of arrays, the same bytes for the same model."""
        scale = np.abs(self.weights).max(axis=0) / 127 + 1e-12
        words = sorted(self.vocabulary, key=self.vocabulary.__getitem__)
        head = {"labels": self.labels, "vocabulary": words, "meta": dict(self.meta)}
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer,
            allow_pickle=False,
            head=np.frombuffer(json.dumps(head, ensure_ascii=False, sort_keys=True).encode(), np.uint8),
            idf=self.idf.astype(np.float16),
            weights=np.rint(self.weights / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            bias=self.bias.astype(np.float32),
            **{f"extra_{name}": array for name, array in self.extra.items()},
        )
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Linear:
        """The model that :meth:`to_bytes` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as held:
            head = json.loads(held["head"].tobytes().decode())
            return cls(
                tuple(head["labels"]),
                {word: at for at, word in enumerate(head["vocabulary"])},
                held["idf"].astype(np.float32),
                held["weights"].astype(np.float32) * held["scale"],
                held["bias"],
                head["meta"],
                {name.removeprefix("extra_"): held[name] for name in held.files if name.startswith("extra_")},
            )


@cache
def load(name: str) -> Linear:
    """The shipped model *name* (``points``, ``stands``, ``outcomes``)."""
    return Linear.from_bytes((files("nlp.learned") / f"{name}.npz").read_bytes())
