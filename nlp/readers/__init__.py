"""Files in, documents out: one format a module, told apart by content first and by name second.

:func:`read_file` is the one door. It never raises for bad content: what it cannot read comes back as
:class:`~nlp.document.UnreadFile` with a Chinese reason and what to do about it.
"""

from nlp.readers.limits import DEFAULT_LIMITS, Limits
from nlp.readers.reading import read_file

__all__ = ["DEFAULT_LIMITS", "Limits", "read_file"]
