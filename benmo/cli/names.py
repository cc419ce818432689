"""Checkpoints as people call them: by id, by their Chinese name or a part of it."""

from __future__ import annotations

from benmo.errors import UsageError


def checkpoint_id(name: str) -> str:
    """The id that *name* means.

    Raises:
        UsageError: none or several; the message names what is near.
    """
    from difflib import get_close_matches

    from benmo.review.catalog import catalogue

    entries = {c.id: c.name for c in catalogue()}
    if name in entries:
        return name
    found = [i for i, words in entries.items() if name == words] or [
        i for i, words in entries.items() if name in words or name in i
    ]
    if len(found) == 1:
        return found[0]
    if found:
        listed = "、".join(f"{entries[i]}（{i}）" for i in found[:6])
        raise UsageError(f"“{name}”可指多个要点：{listed}。", "写完整的名称或编号")
    near = get_close_matches(name, [*entries, *entries.values()], n=3, cutoff=0.5)
    hint = f"是不是 {'、'.join(near)}？" if near else "编号见 benmo review 的输出"
    raise UsageError(f"没有“{name}”这个监督要点。", hint)


def checkpoint_ids(names: str) -> str:
    """A comma-separated list of names as ids, commas of either width. Raises UsageError."""
    parts = [p.strip() for p in names.replace("，", ",").replace("、", ",").split(",") if p.strip()]
    return ",".join(checkpoint_id(p) for p in parts)
