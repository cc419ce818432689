"""Carriers: the same paper as a file of another kind, clean or damaged as copies are. Same seed, same bytes.

A carrier is *noiseless* where every character of the paper survives, *noisy* where a copyist, a crawler or a converter
did damage that a careful reader sees through, *scan* where the page is only an image.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from random import Random

from corpora.generator.carriers import html, noise, office, page, plain, scan
from corpora.generator.model import Paper

Writer = Callable[[Paper, Random], bytes]


@dataclass(frozen=True, slots=True)
class Carrier:
    """One way to carry a paper; ``needs`` are the modules without which it cannot be written."""

    name: str
    suffix: str
    kind: str
    write: Writer
    needs: tuple[str, ...] = ()

    @property
    def available(self) -> bool:
        """Whether what it needs is installed here."""
        return all(find_spec(module) is not None for module in self.needs)


_DRAWN = ("PIL", "pylopdf_fonts_zh_cn")
_TABLE = (
    Carrier("txt_utf8", ".txt", "noiseless", plain.utf8),
    Carrier("txt_utf8_bom", ".txt", "noiseless", plain.utf8_bom),
    Carrier("txt_utf16", ".txt", "noiseless", plain.utf16),
    Carrier("txt_gb18030", ".txt", "noiseless", plain.gb18030),
    Carrier("json_record", ".json", "noiseless", plain.record),
    Carrier("html_paragraphs", ".html", "noiseless", html.paragraphs),
    Carrier("html_entities", ".html", "noiseless", html.entities),
    Carrier("html_spans", ".html", "noiseless", html.spans),
    Carrier("html_sections", ".html", "noiseless", html.sections),
    Carrier("docx_paragraphs", ".docx", "noiseless", office.paragraphs, ("docx",)),
    Carrier("docx_table", ".docx", "noiseless", office.table, ("docx",)),
    Carrier("docx_textbox", ".docx", "noiseless", office.textbox, ("docx",)),
    Carrier("pdf_text", ".pdf", "noiseless", page.pdf, ("reportlab",)),
    Carrier("html_one_line", ".html", "noisy", html.one_line),
    Carrier("html_eaten", ".html", "noisy", html.eaten),
    Carrier("txt_one_line", ".txt", "noisy", noise.one_line),
    Carrier("txt_sentence_lines", ".txt", "noisy", noise.sentence_lines),
    Carrier("txt_wrapped", ".txt", "noisy", noise.wrapped),
    Carrier("txt_spaces", ".txt", "noisy", noise.spaces),
    Carrier("txt_blank_lines", ".txt", "noisy", noise.blank_lines),
    Carrier("txt_private", ".txt", "noisy", noise.private),
    Carrier("txt_zero_width", ".txt", "noisy", noise.zero_width),
    Carrier("txt_widths", ".txt", "noisy", noise.widths),
    Carrier("txt_brackets", ".txt", "noisy", noise.brackets),
    Carrier("txt_signatures", ".txt", "noisy", noise.signatures),
    Carrier("txt_pages", ".txt", "noisy", noise.pages),
    Carrier("txt_dates", ".txt", "noisy", noise.dates),
    Carrier("txt_lookalikes", ".txt", "noisy", noise.lookalikes),
    Carrier("scan_png", ".png", "scan", page.scan_png, _DRAWN),
    Carrier("scan_pdf", ".pdf", "scan", page.scan_pdf, _DRAWN),
    Carrier("scan_columns", ".pdf", "scan", scan.columns, _DRAWN),
    Carrier("scan_skewed", ".pdf", "scan", scan.skewed, _DRAWN),
    Carrier("scan_turned", ".pdf", "scan", scan.turned, _DRAWN),
    Carrier("scan_photo", ".jpg", "scan", scan.photo, _DRAWN),
)
CARRIERS = {carrier.name: carrier for carrier in _TABLE}


def carry(paper: Paper, carrier: str, seed: int) -> bytes:
    """*paper* as the bytes of a file; *seed* fixes where the damage falls.

    Raises:
        KeyError: no carrier of this name.
    """
    return CARRIERS[carrier].write(paper, Random(f"benmo-carrier-{carrier}-{seed}"))
