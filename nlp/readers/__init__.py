"""Files in, documents out: one format a module, told apart by content first and by name second.

:func:`read_file` is the one door. It never raises for bad content: what it cannot read comes back as
:class:`~nlp.document.UnreadFile` with a Chinese reason and what to do about it.
"""

from nlp.readers.aids import Aids, PageStore
from nlp.readers.archive import is_archive, members
from nlp.readers.limits import DEFAULT_LIMITS, Limits
from nlp.readers.reading import load_bytes, read_bytes, read_file
from nlp.readers.source import Refused

__all__ = [
    "DEFAULT_LIMITS",
    "Aids",
    "Limits",
    "PageStore",
    "Refused",
    "is_archive",
    "load_bytes",
    "members",
    "read_bytes",
    "read_file",
]
