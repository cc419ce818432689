"""What a procurator's office changes of the checkpoints: one YAML file of its own (本院规则), validated.

An office can switch a checkpoint off, give it another weight, move a warning line that no statute fixes, and add
checks of its own. It can never make silence a violation: an own check answers ok, not_shown or na, stands apart from
the contract's 46 and is not counted in the grade.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benmo.errors import SettingsError
from benmo.settings import home

if TYPE_CHECKING:
    from benmo.review.office_model import OwnCheck

FILE_NAME = "office.yaml"


@dataclass(frozen=True, slots=True)
class OfficeRules:
    """The office's changes; empty by default. ``off`` maps a checkpoint to the reason why it is switched off."""

    off: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    own: tuple[OwnCheck, ...] = ()


NONE = OfficeRules()


def office_file() -> Path:
    """Where the office's rules are read from; the file need not exist."""
    return home() / FILE_NAME


def load() -> OfficeRules:
    """The rules in force now; read again when the file changes.

    Raises:
        SettingsError: the file is not what it should be; the message names the entry.
    """
    path = _path_in(home())
    if not os.access(path, os.F_OK):  # asked for every case, and most offices have no rules of their own
        return NONE
    try:
        stat = os.stat(path)
    except OSError:
        return NONE
    return _read(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=4)
def _path_in(folder: Path) -> str:
    return str(folder / FILE_NAME)


@lru_cache(maxsize=4)
def _read(path: str, _changed: int, _size: int) -> OfficeRules:
    return read_rules(Path(path))


def read_rules(path: Path) -> OfficeRules:
    """The rules in the YAML file at *path*.

    Raises:
        SettingsError: unreadable, no YAML, or an entry that the form does not know.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"本院规则 {path} 无法读取：{error}。", "检查权限，并存为 UTF-8 编码") from error
    return rules_of(text, str(path))


def rules_of(text: str, source: str = "") -> OfficeRules:
    """The rules in YAML *text*; *source* is what messages call it.

    Raises:
        SettingsError: no YAML, or an entry that the form does not know.
    """
    import yaml

    try:
        content: Any = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a day that the calendar does not have
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行" if mark else ""
        words = f"本院规则 {source} {line}" if source else f"本院规则{line}"
        raise SettingsError(f"{words}不是有效的 YAML。", "检查缩进和冒号；列表每项以“- ”开头") from error
    if content is None:
        return NONE
    # pydantic costs a tenth of a second to import: only an office with rules of its own pays for it.
    from benmo.review.office_model import parse

    return parse(content, source)
