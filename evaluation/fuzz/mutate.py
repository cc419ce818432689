"""Mutants of a file: bytes flipped, cut, repeated and spliced; in packages also inside the members."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from random import Random

#: Values at which counters and lengths break.
_EDGES = (
    b"\0",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"\0\0\0\0",
    b"-1",
    b"65536",
    b"999999999",
)
_WORDS = (
    b"<", b">", b"&", b"&#x1F4A9;", b"&#0;", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"</w:p>", b"<w:tbl><w:tr><w:tc>", b"<table><tr><td>", b"<div>" * 40, b"{", b"[" * 60, b'"', b"\\u0000", b"\\",
    b",", b"\t", b"\r", b"endobj", b"stream", b"obj<<", b"PK\x03\x04", b"../", "中".encode(), "〇".encode("gb18030"),
    b"\xef\xb7\x90", b"\xed\xa0\x80",
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")
_LONGEST = 400_000


def mutant(seeds: Sequence[bytes], random: Random, form: str) -> bytes:
    """One mutant of one of *seeds*, of the kind *form*; the same *random* gives the same mutant."""
    data = random.choice(seeds)
    if form in ("docx", "xlsx", "zip") and random.random() < 0.6:
        return _inside(data, seeds, random)
    if form == "png" and random.random() < 0.6:
        return _png(data, random)
    return mutilate(data, seeds, random)


def mutilate(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    """*data* after one to eight changes."""
    for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
        data = random.choice(_CHANGES)(data, seeds, random)
    return data[:_LONGEST]


def _spot(data: bytes, random: Random, longest: int = 200) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.randrange(1, longest))


def _flip(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 2, 8))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _edge(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    start, _ = _spot(data, random)
    value = random.choice(_EDGES)
    return data[:start] + value + data[start + len(value) :]


def _insert(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    start, _ = _spot(data, random)
    return data[:start] + random.choice(_WORDS) + data[start:]


def _noise(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    start, end = _spot(data, random, 60)
    return data[:start] + random.randbytes(end - start) + data[end:]


def _cut(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    start, end = _spot(data, random, max(2, len(data) // 3))
    return data[:start] + data[end:]


def _truncate(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _repeat(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    start, end = _spot(data, random)
    return data[:end] + data[start:end] * random.choice((1, 3, 50, 400)) + data[end:]


def _splice(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(seeds)
    start, end = _spot(other, random, 2000)
    at, to = _spot(data, random)
    return data[:at] + other[start:end] + data[to:]


def _number(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    found = list(_NUMBER.finditer(data, 0, 200_000))
    if not found:
        return data
    match = random.choice(found)
    value = random.choice((b"0", b"-1", b"2147483648", b"4294967295", b"99999999999999999999", b"1e400"))
    return data[: match.start()] + value + data[match.end() :]


_CHANGES: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    _flip, _flip, _edge, _insert, _noise, _cut, _truncate, _repeat, _splice, _number,
)  # fmt: skip


def _inside(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    """The package in *data* with one or two members changed, left out, doubled or renamed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = set(random.sample(names, min(len(names), random.choice((1, 1, 2)))))
        for name in names:
            content = source.read(name)
            if name in chosen:
                fate = random.random()
                if fate < 0.05:
                    continue
                if fate < 0.1:
                    name = random.choice(("../" + name, "/etc/" + name, name + "\0x", "C:\\" + name, name * 20))
                elif fate < 0.12:
                    content *= 200
                else:
                    content = mutilate(content, [content], random)
            target.writestr(name, content)
    return out.getvalue()


def _png(data: bytes, random: Random) -> bytes:
    """*data* with chunks changed and their checksums right, so that the decoder looks at them."""
    at, chunks = 8, []
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += 12 + length
    index = random.randrange(len(chunks))
    kind, body = chunks[index]
    if kind == b"IHDR" and random.random() < 0.5:
        body = random.choice((2, 50_000, 2**31 - 1)).to_bytes(4, "big") + body[4:]
    else:
        body = mutilate(body, [body], random)
    chunks[index] = (kind, body)
    out = data[:8]
    for kind, body in chunks:
        out += len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
    return out
