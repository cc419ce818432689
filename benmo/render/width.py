"""Columns and wrapping for a terminal in which a Chinese character takes two cells."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

#: Punctuation that must not begin a line.
CLOSING = "，。；：、？！）》〉」』”’…"


def width(text: str) -> int:
    """Cells that *text* takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, cells: int) -> str:
    """*text* filled with spaces to *cells*; longer text stays as it is."""
    return text + " " * max(0, cells - width(text))


def wrap(text: str, cells: int) -> list[str]:
    """*text* in lines of at most *cells*, give or take one closing mark; white space runs shrink to one space."""
    lines: list[str] = []
    line, used = "", 0
    for char in " ".join(text.split()):
        step = width(char)
        if used + step > cells and char not in CLOSING:
            lines.append(line.rstrip())
            line, used = "", 0
            if char == " ":
                continue
        line += char
        used += step
    return [*lines, line.rstrip()] if line or not lines else lines


def block(label: str, text: str, cells: int, indent: int = 4) -> list[str]:
    """*text* wrapped behind *label*, continued under its own first character."""
    lead = " " * indent + label
    first, *rest = wrap(text, max(20, cells - width(lead)))
    return [lead + first, *(" " * width(lead) + line for line in rest)]
