"""Papers that lie in a file for reference only (附卷参考): what they tell is of another case."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from nlp.lexicons import load
from nlp.pipeline import Reading

_WORDS = load("filed")["reference"]
_NAMED = re.compile(_WORDS["named"])
_NOTED = re.compile(_WORDS["noted"])
#: A note stands at the top or at the end of the paper, so many characters at most from either.
_EDGE = 200


def for_reference(reading: Reading) -> bool:
    """Whether the name of the file, or a note on the paper, says that it is there for reference only."""
    text = reading.text
    edges = (text[:_EDGE], text[max(_EDGE, len(text) - _EDGE) :])
    return bool(_NAMED.search(PurePosixPath(reading.document.path).name) or any(map(_NOTED.search, edges)))
