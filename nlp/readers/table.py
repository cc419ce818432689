"""CSV and TSV: query feedback and logs exported from the courts' systems, in the encodings of plain text."""

from __future__ import annotations

import csv
from io import StringIO

from nlp.readers.decoding import decode
from nlp.readers.rows import RowWriter
from nlp.readers.source import Reading, Source

_FIELD_LIMIT = 10_000_000


def read_csv(source: Source) -> Reading:
    """Read a table, one row a line, cells parted by tabs; the separator is the one that the first line has most of."""
    text, notes = decode(source.data)
    reading = Reading("csv", "", notes=notes)
    first = text[: text.find("\n")] if "\n" in text else text
    separator = max(",\t;|，", key=first.count)
    csv.field_size_limit(_FIELD_LIMIT)
    writer = RowWriter(reading, source.limits.cells)
    writer.rows(csv.reader(StringIO(text), delimiter=separator), "")
    reading.text = "".join(writer.parts)
    return reading
