"""What a document asserts: acts with status, source, targets, date and the words that say so.

Extraction states what the text says and never judges it; :mod:`benmo.review` does. One module finds one kind of
assertion; the words are in ``nlp/lexicons``.
"""

from nlp.events.model import Assertion, Asset, Narrative

__all__ = ["Assertion", "Asset", "Narrative"]
