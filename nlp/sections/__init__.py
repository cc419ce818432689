"""Where the parts of a ruling are: header, parties, narrative, reasons, basis, operative part, signature, appendix."""

from __future__ import annotations

from nlp.sections.grammar import find_sections
from nlp.sections.model import Section, Sections

__all__ = ["Section", "Sections", "find_sections"]
