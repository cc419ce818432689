"""What a document is: by its heading, its operative part and its build, never by a keyword."""

from __future__ import annotations

from nlp.classify.decide import classify
from nlp.classify.model import DocumentType

__all__ = ["DocumentType", "classify"]
