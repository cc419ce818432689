"""Where results go: the terminal or a file, written whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from benmo.errors import UsageError
from benmo.files import replacing
from nlp.readers.system import system_words


def columns() -> int:
    """The width of the terminal in cells."""
    return shutil.get_terminal_size((100, 24)).columns


def put(text: str, out: Path | None) -> None:
    """Print *text*, or write it to *out* and say so.

    Raises:
        UsageError: *out* cannot be written.
    """
    if out is None:
        click.echo(text, nl=False)
        return
    data = text.encode("utf-8", "replace")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with replacing(out) as spare:
            spare.write_bytes(data)
    except OSError as error:
        raise UsageError(f"不能写入 {out}：{system_words(error)}。", "换一个有写权限的位置") from error
    click.echo(f"已写入 {out}", err=True)
