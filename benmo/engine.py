"""What a review depends on besides the material: the program's own files, the office's rules, the laws it imported.

A stored review is only as good as what made it. The mark changes when any of these does, so that a resumed batch does
not show yesterday's conclusions for today's rules.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module
from pathlib import Path

from benmo import __version__
from benmo.settings import home

#: Packages whose files decide what a review says; pages, papers and measurements do not.
_PARTS = ("nlp", "benmo/cases", "benmo/law", "benmo/review", "corpora/statutes")
_KINDS = {".py", ".yaml", ".yml", ".json", ".jsonl", ".txt"}
_OFFICE = ("office.yaml", "settings.toml", "laws/index.json")


def mark() -> str:
    """Twelve hexadecimal digits for everything that decides a review here and now."""
    whole = hashlib.sha256(f"{__version__} {_program()}".encode())
    for name in _OFFICE:
        try:
            whole.update(name.encode() + (home() / name).read_bytes())
        except OSError:
            continue
    return whole.hexdigest()[:12]


@cache
def _program() -> str:
    """One hash over the program's files, by name and content: the same wherever they are installed."""
    whole = hashlib.sha256()
    for part in _PARTS:
        package = part.partition("/")[0]
        root = Path(str(import_module(package).__file__)).parent
        folder = root.parent / part
        for file in sorted(folder.rglob("*")):
            if file.suffix in _KINDS and file.is_file():
                whole.update(file.relative_to(root.parent).as_posix().encode() + b"\0")
                whole.update(file.read_bytes())
    return whole.hexdigest()
