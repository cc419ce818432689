"""Documents per second of a whole review, beside jieba merely cutting the same texts.

A whole review is: the file read from disk, facts, checkpoints, grade, JSON written to a file. The texts are
termination rulings and nothing else (another document stops at its head and would flatter the figure), and distinct:
names and figures change from copy to copy, so that no cache between documents helps. Both sides run in turn in one
process, several rounds, in seconds of CPU rather than of the clock; each round's ratio is kept, because two figures
taken apart on a busy machine say nothing about each other. The texts are taken together as a batch takes them; what
they cost one by one is a figure of its own.
"""

from __future__ import annotations

import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from benmo import settings
from benmo.batch import TOGETHER
from benmo.pool import settle

#: Lengths, in characters, at which the cost for each character is measured.
LENGTHS = (300, 1_000, 3_000, 10_000, 40_000)
#: How many debtors (被执行人) a ruling gets, to see that their number costs no square.
DEBTORS = (1, 5, 20)


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
    """*count* distinct termination rulings made from those below *folder*, in turn.

    Raises:
        ValueError: there is none.
    """
    return list(islice(_endless(_rulings(folder)), count))


def _endless(sources: Sequence[str]) -> Iterator[str]:
    number = 0
    while True:
        yield vary(sources[number % len(sources)], number)
        number += 1


def _rulings(folder: Path) -> list[str]:
    """The different texts below *folder* that are single termination rulings, in order of their paths."""
    from benmo.cases.intake import gather
    from benmo.review import review_all

    found: dict[str, None] = {}
    for path in sorted(folder.rglob("*.txt")):
        if _is_utf8(path) and (cases := list(gather(path))) and len(cases) == 1 and review_all(cases[0])[0]["findings"]:
            found.setdefault(path.read_text("utf-8"))
    if not found:
        raise ValueError(f"no termination ruling below {folder}")
    return list(found)


def _is_utf8(path: Path) -> bool:
    try:
        return bool(path.read_text("utf-8").strip())
    except UnicodeDecodeError:
        return False


def measure(texts: Sequence[str], rounds: int = 5, together: int = TOGETHER) -> Speed:
    """Review *texts*, *together* at once, and cut them, *rounds* times in turn."""
    cut = _jieba()
    with tempfile.TemporaryDirectory(prefix="benmo-speed-") as folder:
        paths = _write(Path(folder), texts)
        out = Path(folder) / "reviews.jsonl"
        review_into(out, paths[:1])
        settle()  # as every batch does
        ours, theirs = [], []
        for _ in range(rounds):
            ours.append(len(paths) / _seconds(lambda: review_into(out, paths, together)))
            theirs.append(len(paths) / _seconds(lambda: [cut(t) for t in texts]))
    return Speed(len(texts), statistics.fmean(map(len, texts)), ours, theirs)


def per_character(text: str, repeats: int = 5) -> dict[int, float]:
    """Microseconds of CPU a character of a whole review, by length: *text* with its middle cut short or repeated."""
    lines = text.splitlines()
    head, middle, tail = lines[: len(lines) // 3], lines[len(lines) // 3 : -3], lines[-3:]
    made = [_of_length(head, middle, tail, length) for length in LENGTHS]
    return {len(text): cost / len(text) * 1e6 for text, cost in zip(made, _best(made, repeats), strict=True)}


def per_debtor(repeats: int = 5) -> dict[int, float]:
    """Microseconds of CPU a character of a whole review, by the number of debtors, each with a passage of its own."""
    made = [_with_debtors(count) for count in DEBTORS]
    costs = zip(DEBTORS, made, _best(made, repeats), strict=True)
    return {count: cost / len(text) * 1e6 for count, text, cost in costs}


@dataclass(frozen=True, slots=True)
class Scaling:
    """A batch over one and over two worker processes, in documents per second of the clock, start-up left out."""

    one: float
    two: float
    cpu_one: float
    cpu_two: float

    @property
    def ratio(self) -> float:
        """Two workers over one, by the clock; means something on an idle machine only."""
        return self.two / self.one

    @property
    def cpu_ratio(self) -> float:
        """Twice the CPU that a document costs alone over what it costs beside another worker."""
        return 2 * self.cpu_one / self.cpu_two


def scaling(texts: Sequence[str]) -> Scaling:
    """Run the batch that users run, with one worker process and with two."""
    with tempfile.TemporaryDirectory(prefix="benmo-speed-") as folder:
        paths = _write(Path(folder), texts)
        figures = [_pooled(paths, workers) for workers in (1, 2)]
    (one, cpu_one), (two, cpu_two) = figures
    return Scaling(len(texts) / one, len(texts) / two, cpu_one / len(texts), cpu_two / len(texts))


def _pooled(paths: Sequence[Path], workers: int) -> tuple[float, float]:
    """Seconds by the clock and of the workers' CPU for all *paths*, without what a worker needs to start."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    from benmo.pool import CHUNK, start_worker

    parts = [paths[i : i + CHUNK] for i in range(0, len(paths), CHUNK)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=start_worker) as pool:
        list(pool.map(_work, [paths[:4]] * (workers * 4)))  # every worker has read its tables
        start = time.perf_counter()
        spent = list(pool.map(_work, parts))
        return time.perf_counter() - start, sum(spent)


def _work(paths: Sequence[Path]) -> float:
    return _seconds(lambda: review_files(paths))


def memory(texts: Sequence[str], reviews: int, steps: int = 10) -> list[float]:
    """This process's peak memory in MB after each of *steps* equal parts of *reviews* reviews, every text distinct."""
    peaks = []
    with tempfile.TemporaryDirectory(prefix="benmo-speed-") as folder:
        path, source = Path(folder) / "one.txt", _endless(texts)
        settle()
        for _ in range(steps):
            for text in islice(source, reviews // steps):
                path.write_text(text, "utf-8")
                review_file(path)
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return peaks


def _best(texts: Sequence[str], repeats: int) -> list[float]:
    """The least CPU seconds of a review of each text, over distinct copies of it."""
    with tempfile.TemporaryDirectory(prefix="benmo-speed-") as folder:
        copies = [
            _write(Path(folder), [vary(text, n) for n in range(repeats)], f"{i}-") for i, text in enumerate(texts)
        ]
        return [min(_seconds(partial(review_file, path)) for path in paths) for paths in copies]


def _with_debtors(count: int) -> str:
    """A ruling with *count* debtors, all of them persons, each with assets looked up and found."""
    surnames, given = "赵钱孙李周吴郑王冯陈", "一二三四五六七八九十"
    names = [f"{surnames[n % 10]}试{given[n // 10]}" for n in range(count)]
    parties = "".join(f"被执行人：{name}，男，1980年1月1日出生，汉族，住某市某区某路1号。\n" for name in names)
    told = "".join(
        f"本院于2024年3月5日通过网络执行查控系统查询被执行人{name}名下的银行存款、车辆、不动产、证券，"
        f"冻结其银行存款{n + 1}23.45元，查封其名下小型汽车一辆，因未实际扣押到车辆，暂无法处置；"
        f"对{name}采取限制消费措施。\n"
        for n, name in enumerate(names)
    )
    return (
        "某市某区人民法院\n执行裁定书\n（2024）浙0602执1234号\n申请执行人：钱试试，男，1975年1月1日出生，住某市某区。\n"
        f"{parties}本院在执行申请执行人钱试试与被执行人{'、'.join(names)}民间借贷纠纷一案中，申请执行人于2024年3月1日申请执行，"
        f"本院于同日立案，执行标的为100000元。\n{told}"
        "本院约谈申请执行人，告知案件执行情况、财产调查措施、被执行人的财产情况、终结本次执行程序的依据及法律后果，"
        "申请执行人同意终结本次执行程序。\n本院认为，被执行人暂无可供执行的财产，依照《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"
        "第五百一十七条的规定，裁定如下：\n终结本次执行程序。\n"
        "审判长　张某\n审判员　李某\n审判员　王某\n二〇二四年九月二日\n书记员　周某\n"
    )


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
    """One file from disk to the JSON of its review, as ``benmo review`` does it."""
    return review_files([path])[0]


def review_files(paths: Sequence[Path]) -> list[bytes]:
    """The same for several files taken together, as ``benmo batch`` does it."""
    from benmo.cases.intake import gather
    from benmo.jsonline import dump_line
    from benmo.review import review_each

    with settings.held():
        read = [gather(path) for path in paths]
    done = iter(review_each([m for materials in read for m in materials]))
    return [b"".join(dump_line(r) for _ in materials for r in next(done)) for materials in read]


def review_into(out: Path, paths: Sequence[Path], together: int = TOGETHER) -> None:
    """Review *paths*, *together* at once, and write a line for each."""
    with out.open("wb") as stream:
        for at in range(0, len(paths), together):
            stream.writelines(review_files(paths[at : at + together]))


def _jieba() -> Callable[[str], list[str]]:
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    cut: Callable[[str], list[str]] = jieba.lcut
    return cut


def _write(folder: Path, texts: Sequence[str], prefix: str = "") -> list[Path]:
    paths = [folder / f"{prefix}{n:05d}.txt" for n in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return paths


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of this process's CPU, user and system: what others do on the machine counts little."""
    start = time.process_time()
    work()
    return time.process_time() - start
