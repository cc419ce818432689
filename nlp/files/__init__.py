"""What the papers of a case file (案卷) say: tables of inquiry feedback, logs, talks, minutes, payments, seizures …

Extraction only: it states what a paper records, with the words that say so, and judges nothing. :func:`read_papers` is
the door; it needs the people and numbers of the case (:class:`Cast`), which the termination ruling's head gives.
"""

from nlp.files.cast import Cast, cast_of
from nlp.files.model import Papers
from nlp.files.papers import read_papers

__all__ = ["Cast", "Papers", "cast_of", "read_papers"]
