"""Writing a Word file whole or not at all: an interruption leaves the earlier file, or none, never half of one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from docx.document import Document as WordDocument

from benmo.drafting.docx_package import tidy


def save(document: WordDocument, path: Path) -> None:
    """Save *document* at *path*, its package tidied. Raises OSError."""
    tidy(document)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        document.save(str(part))
        os.replace(part, path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
