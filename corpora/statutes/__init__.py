"""The statutes benmo knows: provisions in our own words, the numbers articles had when, and the laws they belong to.

``provisions.jsonl``   one provision a line: what an article asks for (a summary, never the official text), from when to
                       when, whether number and content were checked (``verified``).
``renumbering.jsonl``  one subject of a law a line, with its article number in each version of that law.
``laws.jsonl``         one law a line: official title, short names, versions with their dates and last article numbers
                       (null where we are not certain, so that nothing is called nonexistent on a guess).
``norms.json``         which norm answers a recurring question; from which article on the renumbering is complete; which
                       version of 民事诉讼法 other texts cite.
``basis.json``         which articles carry a ruling of a kind, which may stand beside them, which belong to another.
``schema.json``        the JSON schema of the three line files.

JSON Lines rather than YAML because every cold start reads them: a few milliseconds instead of half a second.
"""

from __future__ import annotations

import json
from typing import Any

from corpora import read_text


def read_rows(name: str) -> list[dict[str, Any]]:
    """The rows of ``<name>.jsonl``, in file order.

    Raises:
        FileNotFoundError: there is no such table.
    """
    lines = read_text("statutes", f"{name}.jsonl").splitlines()
    # One call for all lines is three times as fast as one call a line.
    rows: list[dict[str, Any]] = json.loads("[" + ",".join(line for line in lines if line) + "]")
    return rows


def read_json(name: str) -> Any:
    """The content of ``<name>.json``."""
    return json.loads(read_text("statutes", f"{name}.json"))
