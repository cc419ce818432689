"""What a reader is willing to open. A file beyond a limit is refused with a reason; it never exhausts the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file. Sizes are bytes, lengths are code points, times are seconds."""

    file_bytes: int = 64 * 1024 * 1024
    unzipped_bytes: int = 256 * 1024 * 1024
    member_bytes: int = 64 * 1024 * 1024
    zip_ratio: int = 200
    zip_members: int = 5_000
    text_chars: int = 40_000_000
    #: One document longer than this is no ruling: unless the file is a collection of many, it is refused.
    document_chars: int = 1_000_000
    pages: int = 2_000
    cells: int = 500_000
    sheets: int = 200
    depth: int = 200
    convert_seconds: int = 60


DEFAULT_LIMITS = Limits()
