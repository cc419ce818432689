"""Plain text, also what a crawler saved without any mark-up."""

from __future__ import annotations

from nlp.readers.decoding import decode
from nlp.readers.source import Reading, Source


def read_text(source: Source) -> Reading:
    """Read a text file. No paragraph marks are stored: a line's number is the count of line ends before it."""
    text, notes = decode(source.data)
    return Reading("txt", text, notes=notes)
