"""Text files in the encodings that offices use, and the record of a crawler."""

from __future__ import annotations

import json
from random import Random

from corpora.generator.model import Paper


def utf8(paper: Paper, rng: Random) -> bytes:
    return paper.text.encode()


def utf8_bom(paper: Paper, rng: Random) -> bytes:
    """As Windows Notepad writes it, with \\r\\n."""
    return paper.text.replace("\n", "\r\n").encode("utf-8-sig")


def utf16(paper: Paper, rng: Random) -> bytes:
    return paper.text.encode("utf-16")


def gb18030(paper: Paper, rng: Random) -> bytes:
    return paper.text.encode("gb18030")


def record(paper: Paper, rng: Random) -> bytes:
    """Title, number and body as fields, the body with \\r\\n."""
    lines = {
        role: "".join(line.text for line in paper.lines if line.role == role) for role in ("court", "title", "number")
    }
    row = {
        "title": f"{lines['court']}{lines['title']}",
        "caseNo": lines["number"],
        "court": lines["court"],
        "content": paper.text.replace("\n", "\r\n"),
    }
    return json.dumps(row, ensure_ascii=rng.random() < 0.5).encode()
