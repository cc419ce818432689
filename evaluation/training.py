"""Train the learned layer (``nlp/learned``) on the passages of ``corpora/passages``.

    python -m evaluation.training          writes nlp/learned/points.npz, stands.npz and outcomes.npz

Needs scikit-learn (extra ``dev``). Deterministic: the same passages give the same weights. The figures to claim are
those on papers that no model saw (the READMEs of ``corpora/papers8`` to ``papers12``); nothing here measures itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benmo.review.paper_points import read_paper, weigh
from nlp.document import Document, Span
from nlp.learned.linear import Linear, grams, prepare
from nlp.normalise import normalise
from nlp.papers import read_reply
from nlp.papers.learned import OTHER, OUTCOMES, outcome_features, sentences_of, sounds_like, windows_of
from nlp.pipeline import read_document

ROOT = Path(__file__).resolve().parents[1]
PASSAGES = ROOT / "corpora" / "passages"
OUT = ROOT / "nlp" / "learned"
#: Inverse strength of the L2 penalty, and what a passage that makes a point weighs against one that does not.
_C, _POSITIVE = 16.0, 3.0
#: A feature seen in fewer texts than this is one writer's slip or name.
_MIN_TEXTS = 2
_SENTENCE = re.compile("(?<=[。；])")
#: Rulings find no fault with themselves: so many of their sentences are shown as what makes no point.
_NEUTRAL = 4000
#: Labelled sets whose rulings lend those sentences.
_RULINGS = ("gold", "blind", "breadth", "unseen", "unseen2", "unseen3", "unseen4", "unseen5", "unseen6")


class Passage(NamedTuple):
    """A text with what it makes (``yes``) and what a fair reader may or may not find in it (``open``)."""

    text: str
    yes: frozenset[str]
    open: frozenset[str] = frozenset()


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file with one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def point_passages(folder: Path = PASSAGES) -> list[Passage]:
    """What the model of points learns from beside whole papers: passages, and neutral sentences of rulings."""
    found = [
        Passage(row["text"], frozenset(row["raised"]), frozenset(row.get("optional", ())))
        for path in sorted((folder / "points").glob("*.jsonl"))
        for row in read_lines(path)
    ]
    return found + [Passage(text, frozenset()) for text in neutral_sentences()]


def labelled_papers(folder: Path = PASSAGES) -> list[dict[str, Any]]:
    """The labelled whole papers; ``hand`` tells who wrote one."""
    return [
        {**row, "hand": path.stem} for path in sorted((folder / "papers").glob("*.jsonl")) for row in read_lines(path)
    ]


#: Labelled sets of papers that say which points are made, but not where; the rules were tuned on the first four.
_SETS = (
    "papers",
    "papers2",
    "papers3",
    "papers4",
    "papers5",
    "papers6",
    "papers7",
    "papers8",
    "papers9",
    "papers10",
    "papers11",
)
_TUNED = 4
_OPTIONAL = re.compile("raised_optional=([a-z_,]+)")


def set_papers(names: Sequence[str] = _SETS) -> list[dict[str, Any]]:
    """The suggestions of labelled sets, as text, with the points they make (``raised``, ``optional``)."""
    found = []
    for name in names:
        for gold, text in _set(name):
            if gold["fields"].get("raised") is None:
                continue
            unsure = _OPTIONAL.search(gold.get("notes") or "")
            optional = unsure[1].strip(",").split(",") if unsure else []
            found.append({"set": name, "text": text, "raised": gold["fields"]["raised"], "optional": optional})
    return found


def _set(name: str) -> Iterator[tuple[dict[str, Any], str]]:
    """The labels of a set's plain texts, each with its text."""
    for path in sorted((ROOT / "corpora" / name / "gold").glob("*.json")):
        if _input_of(path).is_file():
            yield json.loads(path.read_text("utf-8")), _input_of(path).read_bytes().decode("utf-8", "replace")


#: A window whose log-odds come so near to the best one's may tell the point too.
_NEAR = 2.5


def windows_by_guess(row: dict[str, Any], model: Linear) -> Iterator[Passage]:
    """The windows of a paper of which only the points are known: each is made where *model* finds it likeliest."""
    spans = _windows(row["text"])
    if not spans:
        return
    scores = model.scores([row["text"][a:b] for a, b in spans])
    at = {label: n for n, label in enumerate(model.labels)}
    for n, (a, b) in enumerate(spans):
        yes, unsure = set(), set(row["optional"])
        for label in row["raised"]:
            best = scores[:, at[label]].max()
            if scores[n, at[label]] >= best:
                yes.add(label)
            elif scores[n, at[label]] > best - _NEAR:
                unsure.add(label)
        yield Passage(row["text"][a:b], frozenset(yes), frozenset(unsure - yes))


def windows_of_paper(row: dict[str, Any]) -> Iterator[Passage]:
    """The sentences of a labelled paper, and its neighbours in pairs: a point is made where its quotation stands.

    A window that holds a part of a quotation but not most of it is left open for that point.
    """
    open_all = frozenset(row.get("optional", ()))
    # Some writers quote further places apart from the first.
    told = (row["where"], row.get("where_more", {}), row.get("where_all", {}))
    spans: dict[str, list[tuple[int, int]]] = {}
    for quotes in told:
        for name, words in quotes.items():
            spans.setdefault(name, []).extend(_quoted(row["text"], words))
    for start, end in _windows(row["text"]):
        yes, unsure = set(), set(open_all)
        for name in row["raised"]:
            shared = max((min(end, b) - max(start, a) for a, b in spans.get(name, ())), default=0)
            whole = max((b - a for a, b in spans.get(name, ()) if min(end, b) > max(start, a)), default=0)
            if whole and shared * 2 >= min(whole, end - start):
                yes.add(name)
            elif shared > 0 or not spans.get(name):
                unsure.add(name)
        yield Passage(row["text"][start:end], frozenset(yes), frozenset(unsure - yes))


def _quoted(text: str, words: str | Sequence[str]) -> list[tuple[int, int]]:
    found = []
    for quote in [words] if isinstance(words, str) else words:
        for part in quote.split("\n"):
            at = text.find(part)
            if part and at >= 0:
                found.append((at, at + len(part)))
    return found


def _windows(text: str) -> list[tuple[int, int]]:
    return [(w.start, w.end) for w in windows_of(text, Span(0, len(text)), lines=False)]


def neutral_sentences(count: int = _NEUTRAL) -> list[str]:
    """Sentences of the labelled rulings, spread evenly over them."""
    found = []
    for name in _RULINGS:
        for path in sorted((ROOT / "corpora" / name / "input").glob("*.txt")):
            text = path.read_bytes().decode("utf-8", "replace")
            if "裁定如下" in text and "\ufffd" not in text:
                found += [s for line in text.split("\n") for s in _SENTENCE.split(line) if len(s) > 12]
    step = max(1, len(found) // count)
    return found[::step][:count]


def sources(kind: str) -> list[Path]:
    """The files from which the model *kind* (``points``, ``stands``, ``outcomes``) is made, in order."""
    parts = ("points", "papers") if kind == "points" else ("replies",)
    found = [path for part in parts for path in sorted((PASSAGES / part).glob("*.jsonl"))]
    for name in _SETS:
        golds = sorted((ROOT / "corpora" / name / "gold").glob("*.json"))
        found += [path for gold in golds for path in (gold, _input_of(gold)) if path.is_file()]
    return found


def _input_of(gold: Path) -> Path:
    return gold.parents[1] / "input" / f"{gold.stem}.txt"


def fingerprint(kind: str) -> str:
    """What a file of weights was made from: changes with any word or label of its sources."""
    digest = hashlib.sha256()
    for path in sources(kind):
        digest.update(path.relative_to(ROOT).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def train(passages: Sequence[Passage], kind: str, penalty: float = _C, positive: float | None = _POSITIVE) -> Linear:
    """A model of every label that some passage makes; what is open for a label teaches nothing about it."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    labels = tuple(sorted({label for p in passages for label in p.yes}))
    vectors = TfidfVectorizer(analyzer=_features, min_df=_MIN_TEXTS, sublinear_tf=True)
    seen = vectors.fit_transform([p.text for p in passages])
    columns, bias = [], []
    for label in labels:
        rows = np.array([label not in p.open for p in passages])
        wanted = np.array([label in p.yes for p in passages])[rows]
        weigh = "balanced" if positive is None else {False: 1.0, True: positive}
        model = LogisticRegression(C=penalty, solver="liblinear", class_weight=weigh, random_state=0)
        model.fit(seen[rows], wanted)
        columns.append(model.coef_[0])
        bias.append(model.intercept_[0])
    meta = {"kind": kind, "passages": len(passages)}
    return Linear(
        labels,
        {str(word): int(at) for word, at in vectors.vocabulary_.items()},
        vectors.idf_.astype(np.float32),
        np.array(columns, np.float32).T,
        np.array(bias, np.float32),
        meta,
        {},
    )


def _features(text: str) -> list[str]:
    return grams(prepare(text))


def train_points(passages: Sequence[Passage]) -> Linear:
    """The model of points, with the judge that weighs it against the rules.

    The judge learns from whole papers, as read by a model that had seen none of the same hand (out of fold): every
    reader of a new office's papers is in that place. Its threshold is the one that gives the best F1 on those of them
    that no rule was tuned on either.
    """
    papers = [*labelled_papers(), *set_papers()]
    judged_by = [n for n, paper in enumerate(papers) if paper.get("set") not in _SETS[:_TUNED]]
    hands = sorted({_hand(papers[n]) for n in judged_by})
    rows: list[tuple[float, ...]] = []
    wanted: list[bool] = []
    fresh: list[bool] = []
    for fold in range(_FOLDS):
        left_out = {n for n in judged_by if _hand(papers[n]) in hands[fold::_FOLDS]}
        model = _model_of_points(passages, [p for n, p in enumerate(papers) if n not in left_out])
        for n in sorted(left_out):
            for name, features in weigh_paper(papers[n]["text"], model).items():
                if name not in papers[n].get("optional", ()):
                    rows.append(features)
                    wanted.append(name in papers[n]["raised"])
                    fresh.append("hand" in papers[n])
    table, truth, unruled = np.array(rows), np.array(wanted), np.array(fresh)
    weights, bias = _judge(table, truth)
    threshold = _best_threshold((table @ weights + bias)[unruled], truth[unruled])
    extra = {"judge": weights.astype(np.float32), "judge_bias": np.array([bias - threshold], np.float32)}
    return replace(_model_of_points(passages, papers), extra=extra)


def _hand(paper: Mapping[str, Any]) -> str:
    return str(paper.get("hand") or paper["set"])


def _judge(table: NDArray[np.float64], truth: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """How much each sign weighs. A sign speaks for a point or says nothing: one that would speak against it is left
    out, and the others are weighed again."""
    from sklearn.linear_model import LogisticRegression

    kept = np.ones(table.shape[1], bool)
    while True:
        model = LogisticRegression(C=1.0, random_state=0, max_iter=1000).fit(table[:, kept], truth)
        if (model.coef_[0] >= 0).all():
            weights = np.zeros(table.shape[1])
            weights[kept] = model.coef_[0]
            return weights, float(model.intercept_[0])
        kept[np.flatnonzero(kept)[model.coef_[0] < 0]] = False


def _model_of_points(passages: Sequence[Passage], papers: Sequence[dict[str, Any]]) -> Linear:
    """Trained on passages and on papers with quotations; then again with the places guessed in those without."""
    quoted = [w for paper in papers if "where" in paper for w in windows_of_paper(paper)]
    first = train([*passages, *quoted], "points")
    guessed = [w for paper in papers if "where" not in paper for w in windows_by_guess(paper, first)]
    return train([*passages, *quoted, *guessed], "points") if guessed else first


def _best_threshold(odds: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """The log-odds above which calling a point made gives the best F1."""
    order = np.argsort(-odds)
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(odds) + 1) + truth.sum())
    best = int(np.argmax(f1))
    print(f"judge: F1 {f1[best]:.3f} out of fold over {int(truth.sum())} points")
    return float(odds[order[best]] - 1e-6)


def weigh_paper(text: str, model: Linear) -> dict[str, tuple[float, ...]]:
    """How the program weighs each point of a paper, with *model* for the shipped one."""
    reading = read_document(Document("paper", "paper.txt", "", "txt", text))
    _, on, parts, verdicts, named = read_paper(reading)
    found = weigh(reading.text, parts, named, verdicts, on, model)
    return {name: weighed.features for name, weighed in found.items()}


class Reply(NamedTuple):
    """A labelled reply: its text as the program reads it, its outcome, and how its sentences stand."""

    text: str
    outcome: str
    sentences: tuple[Passage, ...]


def replies(folder: Path = PASSAGES) -> list[Reply]:
    """The labelled replies."""
    found = []
    for path in sorted((folder / "replies").glob("*.jsonl")):
        for row in read_lines(path):
            text = normalise(row["text"]).text
            found.append(Reply(text, row["outcome"], tuple(_stands(text, row["points"]))))
    return found


def _stands(text: str, points: Sequence[dict[str, str]]) -> Iterator[Passage]:
    quotes = [(normalise(p["quote"]).text, p["stand"]) for p in points]
    for span in sentences_of(text, Span(0, len(text))):
        words = text[span.start : span.end]
        stands = {stand for quote, stand in quotes if words.strip() in quote or quote.strip() in words}
        yield Passage(words, frozenset(stands or {OTHER}))


_FOLDS = 6
#: Few replies are at hand, and stands are about as frequent as each other: a weaker penalty is not borne.
_STANDS = (8.0, None)


def set_replies(names: Sequence[str] = _SETS) -> list[Reply]:
    """The replies of labelled sets: their outcomes are known, not how each sentence stands."""
    labelled = (row for name in names for row in _set(name))
    return [Reply(normalise(text).text, o, ()) for gold, text in labelled if (o := gold["fields"].get("outcome"))]


def train_replies() -> tuple[Linear, Linear]:
    """The model of stands with the judge of outcomes beside it, and the model of what whole replies sound like.

    The judge learns from replies that no rule was tuned on, as read by models that had not seen them (out of fold).
    """
    from sklearn.linear_model import LogisticRegression

    labelled, tuned = [*replies(), *set_replies(_SETS[_TUNED:])], set_replies(_SETS[:_TUNED])
    features: list[NDArray[np.float32]] = []
    wanted = []
    for fold in range(_FOLDS):
        rest = [r for n, r in enumerate(labelled) if n % _FOLDS != fold]
        stands, whole = _reply_models([*rest, *tuned])
        for reply in labelled[fold::_FOLDS]:
            spans = sentences_of(reply.text, Span(0, len(reply.text)))
            scores = stands.scores([reply.text[s.start : s.end] for s in spans])
            rule = read_reply(reply.text).outcome
            features.append(outcome_features(scores, stands.labels, sounds_like(reply.text, whole), rule))
            wanted.append(OUTCOMES.index(reply.outcome))
    table = np.array(features)
    mean, deviation = table.mean(axis=0), table.std(axis=0) + 1e-6
    judge = LogisticRegression(C=0.1, max_iter=5000, random_state=0)
    judge.fit((table - mean) / deviation, wanted)
    stands, whole = _reply_models([*labelled, *tuned])
    extra = {
        "mean": mean,
        "deviation": deviation,
        "outcome": judge.coef_.astype(np.float32),
        "outcome_bias": judge.intercept_.astype(np.float32),
    }
    return replace(stands, extra=extra), whole


def _reply_models(labelled: Sequence[Reply]) -> tuple[Linear, Linear]:
    """How sentences stand, and what whole replies of each outcome sound like."""
    sentences = [p for r in labelled for p in r.sentences]
    whole = [Passage(r.text, frozenset((r.outcome,))) for r in labelled]
    return train(sentences, "stands", *_STANDS), train(whole, "outcomes", *_STANDS)


def main() -> None:
    """Train all models and write them."""
    for model in (*train_replies(), train_points(point_passages())):
        kind = model.meta["kind"]
        made_from = {**model.meta, "fingerprint": fingerprint(kind)}
        (OUT / f"{kind}.npz").write_bytes(replace(model, meta=made_from).to_bytes())


if __name__ == "__main__":
    main()
