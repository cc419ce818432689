"""The linear models of the learned layer: what scikit-learn trained is what is scored; weights survive their file."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from nlp.learned import Linear, load, prepare
from nlp.learned.linear import grams

TEXTS = [
    "卷内没有约谈笔录，终本前未听取申请执行人意见。",
    "你院未对被执行人名下车辆采取扣押措施。",
    "本院于2021年3月5日立案执行，标的52000元。",
    "未见约谈的任何记录，申请执行人毫不知情。",
    "查封的货车一直停在院内，无人去扣。",
    "被执行人已收到执行通知书。",
]
TALK, CAR = [True, False, False, True, False, False], [False, True, False, False, True, False]


def trained() -> tuple[Linear, np.ndarray]:
    vectors = TfidfVectorizer(analyzer=lambda t: grams(prepare(t)), sublinear_tf=True)
    seen = vectors.fit_transform(TEXTS)
    models = [LogisticRegression(C=16, solver="liblinear").fit(seen, wanted) for wanted in (TALK, CAR)]
    linear = Linear(
        ("talk", "car"),
        {str(k): int(v) for k, v in vectors.vocabulary_.items()},
        vectors.idf_.astype(np.float32),
        np.array([m.coef_[0] for m in models], np.float32).T,
        np.array([m.intercept_[0] for m in models], np.float32),
        {"kind": "test"},
        {"more": np.array([1.0], np.float32)},
    )
    return linear, np.array([m.decision_function(seen) for m in models]).T


def test_scores_are_those_of_the_library() -> None:
    linear, wanted = trained()
    assert np.allclose(linear.scores(TEXTS), wanted, atol=1e-4)


def test_weights_survive_their_file() -> None:
    linear, _ = trained()
    again = Linear.from_bytes(linear.to_bytes())
    assert (again.labels, dict(again.vocabulary), again.meta) == (linear.labels, linear.vocabulary, {"kind": "test"})
    assert again.extra["more"].tolist() == [1.0]
    assert np.abs(again.scores(TEXTS) - linear.scores(TEXTS)).max() < 0.05  # eight bits a weight
    assert linear.to_bytes() == linear.to_bytes()


def test_a_text_without_a_known_gram_gets_the_bias() -> None:
    linear, _ = trained()
    assert linear.scores(["", "龘", "〒〓"]).tolist() == [linear.bias.tolist()] * 3


def test_figures_and_letters_are_one_sign() -> None:
    assert prepare("浙A12B3车，52000.50元") == "浙0车，0元"


@pytest.mark.parametrize("name", ["points", "stands", "outcomes"])
def test_shipped(name: str) -> None:
    model = load(name)
    assert model.meta["kind"] == name and model.weights.shape == (len(model.vocabulary), len(model.labels))
    assert load(name) is model
