"""The settings as a page shows and changes them: the same file and rules as ``benmo config show``."""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import fields
from typing import Any

from benmo.desk.model import SettingRow
from benmo.errors import SettingsError
from benmo.files import replacing
from benmo.settings import SECRET, Settings, load, settings_file


def listed() -> tuple[SettingRow, ...]:
    """Every setting in force."""
    settings = load()
    rows = []
    for section in fields(Settings):
        values = getattr(settings, section.name)
        for spec in fields(values):
            value, secret = getattr(values, spec.name), spec.name in SECRET
            shown = "" if secret else (value if isinstance(value, str) else json.dumps(value))
            rows.append(
                SettingRow(
                    section.name,
                    spec.name,
                    shown,
                    str(spec.metadata.get("zh", "")),
                    type(value).__name__,
                    f"BENMO_{section.name}_{spec.name}".upper() in os.environ,
                    secret,
                )
            )
    return tuple(rows)


def change(section: str, key: str, value: str) -> None:
    """Set one setting in the file; an empty value brings the default back.

    Raises:
        SettingsError: there is no such setting, or its value is wrong; the file stays as it was.
    """
    row = next((r for r in listed() if (r.section, r.key) == (section, key)), None)
    if row is None:
        raise SettingsError(f"没有 [{section}] {key} 这项设置。", "见设置页")
    file = settings_file()
    old = file.read_text("utf-8-sig") if file.exists() else None
    content: dict[str, dict[str, Any]] = tomllib.loads(old) if old else {}
    table = content.setdefault(section, {})
    if value == "":
        table.pop(key, None)
    else:
        table[key] = _typed(row.kind, value)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(content)
    try:
        _forget()
        load()
    except SettingsError:
        if old is None:
            file.unlink()
        else:
            file.write_text(old, "utf-8")
        _forget()
        raise


def _typed(kind: str, value: str) -> Any:
    try:
        if kind == "bool":
            return {"true": True, "false": False}[value.lower()]
        return int(value) if kind == "int" else float(value) if kind == "float" else value
    except (ValueError, KeyError):
        raise SettingsError(f"值 {value!r} 不对。", "应为 true 或 false" if kind == "bool" else "应为数字") from None


def _write(content: dict[str, dict[str, Any]]) -> None:
    lines: list[str] = []
    for section, table in content.items():
        if table:
            lines += [f"[{section}]", *(f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in table.items()), ""]
    with replacing(settings_file(), private=True, durable=True) as spare:
        spare.write_text("\n".join(lines), "utf-8")


def _forget() -> None:
    from benmo import settings

    settings._load.cache_clear()
