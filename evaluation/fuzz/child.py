"""The process in which mutants are read: reports each before and after, under an audit of what it touches."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from evaluation.fuzz.mutate import mutant
from evaluation.fuzz.seeds import seeds

#: Address space beyond this is refused by the system; far above what reading may take, for libraries map a lot.
_SPACE = 6 * 1024**3
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.rmtree"}


class Escape(BaseException):
    """Something outside the working area was touched; no handler of ours or a library's swallows it."""


def audit(area: str) -> Callable[[str, tuple[Any, ...]], None]:
    """A hook that raises where a file outside *area* is written, an address connected or a foreign program started."""

    def inside(path: object) -> bool:
        return isinstance(path, int) or os.path.realpath(os.fsdecode(path)).startswith((area, "/dev/null"))  # type: ignore[arg-type]

    def relative(path: object, folder: object) -> object:
        # rmtree names files relative to an open folder
        return f"/proc/self/fd/{folder}/{os.fsdecode(path)}" if isinstance(folder, int) and folder >= 0 else path  # type: ignore[arg-type]

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, mode, flags = args
            writes = any(c in mode for c in "wax+") if isinstance(mode, str) else bool((flags or 0) & _WRITES)
            if writes and path is not None and not inside(path):
                raise Escape(f"open {path}")
        elif event in _CHANGES and not inside(relative(args[0], args[-1])):
            raise Escape(f"{event} {args[0]}")
        elif event in ("os.rename", "os.link", "os.symlink") and not inside(args[1]):
            raise Escape(f"{event} {args[1]}")
        elif event == "socket.connect":
            raise Escape(f"connect {args[1]}")
        elif event == "subprocess.Popen" and os.path.basename(str(args[0])) not in (
            "antiword",
            "soffice",
            "libreoffice",
        ):
            raise Escape(f"run {args[0]}")

    return hook


def run(pipe: Connection, form: str, seed: int, office: bool) -> None:
    """Read the mutants whose numbers come through *pipe* until None comes; answer each with its outcome."""
    sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - for the life of the process
    with tempfile.TemporaryDirectory(prefix="benmo-fuzz-") as area:
        tempfile.tempdir = area
        os.environ["TMPDIR"] = area
        os.environ["HOME"] = area
        os.environ["BENMO_HOME"] = area
        read = _prepare(form, office)
        originals = seeds(form)
        read(originals[0])  # imports happen now
        resource.setrlimit(resource.RLIMIT_AS, (_SPACE, _SPACE))
        sys.addaudithook(audit(os.path.realpath(area)))
        pipe.send(("ready", _peak()))
        while (number := pipe.recv()) is not None:
            data = mutant(originals, Random(f"{form}-{seed}-{number}"), form)
            started = time.perf_counter()
            try:
                outcome = read(data)
            except BaseException as error:  # the point of all this
                outcome = f"crash: {type(error).__name__}: {error}"
            pipe.send((outcome, time.perf_counter() - started, _peak()))


def _peak() -> int:
    """The most memory this process or one of the converters it ran had since it began, in bytes.

    Not ``ru_maxrss``: Linux hands a parent's high-water mark on to its children, and a test runner may be large. For
    the converters it is right enough: what they inherit is this process's own mark.
    """
    return max(_own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)


def _own_peak() -> int:
    try:
        for line in Path("/proc/self/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:  # no procfs: the inherited mark is better than none
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _prepare(form: str, office: bool) -> Callable[[bytes], str]:
    """What is done to each mutant: read it as the application would, and check what comes back."""
    from benmo.cases.intake import gather

    if form in ("png", "pdf", "docx", "zip"):
        _without_engine()
    if not office:
        from nlp.readers import convert

        convert.has_office = lambda: False
    path = Path(tempfile.gettempdir()) / f"变异.{form}"

    def read(data: bytes) -> str:
        path.write_bytes(data)
        return check(gather(path))

    return read


def check(cases: Any) -> str:
    """``read`` or why not, in a word; raises where what came back breaks a promise."""
    outcome = "read"
    for case in cases:
        for document in case.documents:
            document.text.encode()  # no half characters
            for span in (*document.marks, *document.hidden):
                assert 0 <= span.start <= span.end <= len(document.text), span
        for unread in case.unread:
            assert unread.reason and unread.hint, unread
            known = "未能读取（" not in unread.reason
            outcome = "refused" if known else f"unexpected {unread.reason.split('（')[-1].split('）')[0]}"
        assert case.documents or case.unread, "nothing came back"
    return outcome


def _without_engine() -> None:
    """Pictures are decoded but not recognised: the engine sees only pixels, and takes a second for them."""
    from nlp.readers.ocr import engine, pages
    from nlp.readers.ocr.model import Line, Page

    def recognise(image: Any) -> Page:
        image.convert("RGB").resize((64, 64))
        return Page((Line("字", (0, 0, 10, 10), 0.9),))

    setattr(pages, "recognise", recognise)  # noqa: B010 - a stand-in, and the type checker need not believe in it
    setattr(engine, "find_spec", bool)  # noqa: B010
