"""Documents per second of a whole review, beside jieba merely cutting the same texts.

A whole review is: the file read from disk, facts, checkpoints, grade, JSON written to a string. The texts are distinct
(real ones, with names and figures changed from copy to copy), so that no cache between documents helps. Both sides run
in turn in one process, several rounds; each round's ratio is kept, because two figures taken apart on a busy machine
say nothing about each other.
"""

from __future__ import annotations

import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benmo.pool import settle

#: Lengths, in characters, at which the cost for each character is measured.
LENGTHS = (300, 1_000, 3_000, 10_000, 40_000)


@dataclass(frozen=True, slots=True)
class Speed:
    """Rounds of one measurement; documents per second of both sides."""

    documents: int
    mean_chars: float
    ours: list[float]
    jieba: list[float]

    @property
    def ratios(self) -> list[float]:
        """Ours over jieba's, one for each round, smallest first."""
        return sorted(a / b for a, b in zip(self.ours, self.jieba, strict=True))

    @property
    def ratio(self) -> float:
        """The median ratio; at least 1 is wanted."""
        return statistics.median(self.ratios)


#: A party as the head of a ruling gives it; the copies call every party something else.
_PARTY = re.compile(r"(?:申请执行人|被执行人)[^\n：:]{0,6}[：:]([\u4e00-\u9fff（）]{2,30})")


def vary(text: str, number: int) -> str:
    """Copy *number* of *text*: other names, figures and marks, of about the same length and shape."""
    for at, name in enumerate(sorted(set(_PARTY.findall(text)), key=len, reverse=True)):
        # Persons get another last character, companies another third one: the place and the form stay readable.
        spot = 2 if len(name) > 4 else len(name) - 1
        other = chr(0x5B80 + (number * 31 + at * 7) % 0x600)
        text = text.replace(name, name[:spot] + other + name[spot + 1 :])
    digits = str.maketrans("123456789", "".join("123456789"[(i + number) % 9] for i in range(9)))
    # Years and article numbers stay, or the copy would no longer be a ruling of its time.
    shifted = re.sub(r"(?<![第（(〔\d])\d{3,}(?![年\d]|执|民)", lambda m: m[0].translate(digits), text)
    letter = chr(0x4E00 + (number * 37) % 0x4000)
    return shifted.replace("。", f"。（{letter}{number:05d}）", 1)


def texts_from(folder: Path, count: int) -> list[str]:
    """*count* distinct texts made from the txt files below *folder*, in turn."""
    sources = [p.read_text("utf-8") for p in sorted(folder.rglob("*.txt")) if _is_utf8(p)]
    if not sources:
        raise ValueError(f"no txt below {folder}")
    return [vary(sources[n % len(sources)], n) for n in range(count)]


def _is_utf8(path: Path) -> bool:
    try:
        return bool(path.read_text("utf-8").strip())
    except UnicodeDecodeError:
        return False


def measure(texts: Sequence[str], rounds: int = 5) -> Speed:
    """Review and cut *texts*, *rounds* times in turn."""
    cut = _jieba()
    with tempfile.TemporaryDirectory(prefix="benmo-speed-") as folder:
        paths = _write(Path(folder), texts)
        review_file(paths[0])
        settle()  # as every batch does
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(len(paths) / _seconds(lambda: [review_file(p) for p in paths]))
            theirs.append(len(paths) / _seconds(lambda: [cut(t) for t in texts]))
    return Speed(len(texts), statistics.fmean(map(len, texts)), ours, theirs)


def per_character(text: str, repeats: int = 5) -> dict[int, float]:
    """Microseconds a character of a whole review, by length: head and tail of *text* around a repeated middle."""
    lines = text.splitlines()
    head, middle, tail = lines[: len(lines) // 3], lines[len(lines) // 3 : -3], lines[-3:]
    costs = {}
    with tempfile.TemporaryDirectory(prefix="benmo-speed-") as folder:
        for length in LENGTHS:
            made = _of_length(head, middle, tail, length)
            paths = _write(Path(folder), [vary(made, n) for n in range(repeats)])
            best = min(_seconds(partial(review_file, p)) for p in paths)
            costs[len(made)] = best / len(made) * 1e6
    return costs


def _of_length(head: list[str], middle: list[str], tail: list[str], length: int) -> str:
    fixed = "\n".join([*head, *tail])
    body: list[str] = []
    size, n = len(fixed), 0
    while size < length and middle:
        line = vary(middle[n % len(middle)], n)[: max(1, length - size)]
        body.append(line)
        size, n = size + len(line) + 1, n + 1
    return "\n".join([*head, *body, *tail]) if len(fixed) <= length else fixed[:length]


def review_file(path: Path) -> bytes:
    """What is measured: one file from disk to the JSON of its review."""
    from benmo.cases.intake import gather
    from benmo.jsonline import dump_line
    from benmo.review import review_all

    return b"".join(dump_line(r) for m in gather(path) for r in review_all(m))


def _jieba() -> Callable[[str], list[str]]:
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    cut: Callable[[str], list[str]] = jieba.lcut
    return cut


def _write(folder: Path, texts: Sequence[str]) -> list[Path]:
    paths = [folder / f"{n:05d}.txt" for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return paths


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
