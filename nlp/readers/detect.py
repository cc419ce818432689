"""Which format a file has: by its first bytes, then by its look as text, and only then by its name."""

from __future__ import annotations

import re

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"BM", "bmp"),
    (b"RIFF", "riff"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
)
_MAGIC_STARTS = tuple(magic for magic, _ in _MAGIC)
_HTML_START = re.compile(
    rb"\s*<(?:!doctype\s+html|!--|html|head|body|meta|title|div|table|span|br|tr|p|a)[\s>/!]", re.IGNORECASE
)
_XML_START = re.compile(rb"\s*<\?xml")
_CLOSING = re.compile(rb"</(?:p|div|span|td|tr|table|font|body|html|a|h[1-6])\s*>", re.IGNORECASE)
_RECORD_NAMES = {"json", "jsonl", "txt", ""}
_HTML_NAMES = {"html", "htm", "xhtml", "shtml", "mht"}


def detect(data: bytes, suffix: str) -> str:
    """The kind of *data*: txt, html, json, csv, pdf, zip, ole, rtf, image, archive, program or xml."""
    if data.startswith(_MAGIC_STARTS):
        return _by_magic(data, suffix)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _textual(data, suffix)


def _by_magic(data: bytes, suffix: str) -> str:
    kind = next(kind for magic, kind in _MAGIC if data.startswith(magic))
    if kind == "bmp":
        # Two letters are no proof: a text may begin with "BM".
        return "image" if data[6:10] == b"\0\0\0\0" else _textual(data, suffix)
    if kind == "riff":
        return "image" if data[8:12] == b"WEBP" else "program"
    if kind == "program" and b"\0" not in data[:256]:
        return _textual(data, suffix)
    return kind


def _textual(data: bytes, suffix: str) -> str:
    start = data[:4096]
    if start.startswith(b"\xef\xbb\xbf"):
        start = start[3:]
    elif start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start[2:].replace(b"\0", b"")
    if b"<" in start:
        if _HTML_START.match(start):
            return "html"
        if _XML_START.match(start):
            return "html" if b"<html" in start.lower() else "xml"
    if suffix in _HTML_NAMES:
        return "html"
    # Before the tags are counted: the body of a record is a page often enough.
    if suffix in _RECORD_NAMES and start.lstrip()[:1] in (b"{", b"["):
        return "json"
    return by_tags(data, suffix)


def by_tags(data: bytes, suffix: str) -> str:
    """The kind of a text that is no record and does not begin like a page: html, csv or txt."""
    # A crawler saves html as .txt or .doc: closing tags tell. Law titles in angle brackets are not ASCII.
    if b"</" in data and len(_CLOSING.findall(data[:100_000])) >= 3:
        return "html"
    if suffix in ("csv", "tsv"):
        return "csv"
    return "txt"
