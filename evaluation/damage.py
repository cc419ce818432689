"""The labelled rulings with their signs or line ends lost, as copies on the web and in data sets have them.

The labels stay those of the whole text: what a damaged copy no longer shows may be missed, but nothing may be charged
to a court because a comma is gone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from evaluation.scorers import figures, score
from evaluation.tasks import Gold, load_gold, review_inputs

#: What is done to a text, by name; each was seen on published copies.
DAMAGES: dict[str, Callable[[str], str]] = {
    "whole": lambda text: text,
    "stops": lambda text: text.replace("。", ""),
    "last_stops": lambda text: text.replace("。\n", "\n"),
    "lines": lambda text: text.replace("\n", ""),
    "stops_and_lines": lambda text: text.replace("。", "").replace("\n", ""),
    "semicolons": lambda text: text.replace("；", "").replace("。\n", "\n"),
    "commas": lambda text: text.replace("，", ""),
    "stops_to_commas": lambda text: text.replace("。", "，"),
    "private_lines": lambda text: text.replace("。\n", "。\ue123").replace("\n", "\ue0f1"),
}
_SHOWN = ("fields_exact", "flagged_f1", "violation_precision", "violation_recall", "false_accusations")


def rulings(folder: Path) -> dict[str, tuple[str, Gold]]:
    """The lone rulings of a labelled set that are plain UTF-8 texts, by case id, with their labels."""
    found = {}
    for name, gold in load_gold(folder).items():
        path = folder / "input" / f"{name}.txt"
        if path.is_file() and gold.findings:
            try:
                found[name] = (path.read_text("utf-8"), gold)
            except UnicodeDecodeError:
                continue
    return found


def measure(folders: Iterable[Path], names: Iterable[str] = DAMAGES) -> Iterator[tuple[str, dict[str, float]]]:
    """The figures of all rulings of *folders* under each damage of *names*."""
    cases = {f"{folder.name}_{name}": case for folder in folders for name, case in rulings(folder).items()}
    golds = {name: Gold(name, gold.fields, gold.findings, gold.grade) for name, (_, gold) in cases.items()}
    for damage in names:
        with tempfile.TemporaryDirectory() as room:
            place = Path(room) / "input"
            place.mkdir()
            for name, (text, _) in cases.items():
                (place / f"{name}.txt").write_text(DAMAGES[damage](text), "utf-8")
            yield damage, figures(score(golds, review_inputs(Path(room), golds)))


def table(found: Iterable[tuple[str, dict[str, float]]]) -> str:
    """A Markdown table of the figures that matter here, a row for each damage."""
    lines = [f"| damage | {' | '.join(_SHOWN)} |", "|---" * (len(_SHOWN) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(f'{values[key]:.4g}' for key in _SHOWN)} |" for name, values in found]
    return "\n".join(lines) + "\n"
