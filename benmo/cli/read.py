"""``benmo read``: what was read of the material, before any judgement."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from benmo.cli.frame import command
from benmo.cli.output import columns, put
from benmo.errors import Exit
from benmo.render.width import block
from benmo.render.words import word


@command("read")
@click.argument("path", metavar="文件或目录", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式，默认 text")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写入文件，不打印")
def read(path: Path, form: str, out: Path | None) -> int:
    """显示读到了什么：每份文书的类型与理由、修复了什么、哪些没有读出。"""
    from benmo.cases.intake import gather

    cases = [_case(material) for material in gather(path)]
    if form == "json":
        put(json.dumps(cases[0] if len(cases) == 1 else cases, ensure_ascii=False, indent=1) + "\n", out)
    else:
        put("\n".join("\n".join(_lines(case, columns())) + "\n" for case in cases), out)
    nothing = any(not case["documents"] for case in cases)
    return Exit.UNREADABLE if nothing else Exit.DONE


def _case(material: Any) -> dict[str, Any]:
    return {
        "id": material.id,
        "documents": [_document(d) for d in material.documents],
        "unread": [{"path": u.path, "reason": u.reason, "hint": u.hint} for u in material.unread],
        "skipped": list(material.skipped),
    }


def _document(document: Any) -> dict[str, Any]:
    from nlp.classify import classify
    from nlp.normalise import normalise
    from nlp.sections import find_sections

    clean = normalise(document.text, document.hidden)
    kind = classify(clean.text, find_sections(clean.text), document.path)
    return {
        "id": document.id,
        "path": document.path,
        "format": document.format,
        "chars": len(document.text),
        "type": str(kind.type),
        "reason": kind.reason,
        "repairs": [
            {"start": r.start, "end": r.end, "before": r.before, "after": r.after, "reason": r.reason}
            for r in clean.repairs
        ],
        "hidden": [{"start": h.start, "end": h.end, "reason": h.reason} for h in document.hidden],
        "unread": [{"page": u.page, "part": u.part, "reason": u.reason} for u in document.unread],
        "notes": list(document.notes),
    }


def _lines(case: dict[str, Any], cells: int) -> list[str]:
    lines = [case["id"]]
    for d in case["documents"]:
        lines += block("", f"{d['id']}　{d['format']}，{d['chars']:,}字", cells, 2)
        lines += block("类型：", f"{word('document_types', d['type'])}（{d['reason']}）", cells)
        repairs = Counter(r["reason"] for r in d["repairs"])
        if repairs:
            lines += block("修复：", "；".join(f"{reason} {n} 处" for reason, n in repairs.most_common()), cells)
        if d["hidden"]:
            lines += block("隐藏文字：", f"{len(d['hidden'])} 处，不作为证据", cells)
        for u in d["unread"]:
            where = f"第{u['page']}页" if u["page"] else u["part"]
            lines += block("未读出：", f"{where} {u['reason']}", cells)
        for note in d["notes"]:
            lines += block("说明：", note, cells)
    for u in case["unread"]:
        lines += block("未读取：", f"{u['path']}　{u['reason']}。{u['hint']}", cells, 2)
    if case["skipped"]:
        lines += block("跳过的系统文件：", "、".join(case["skipped"]), cells, 2)
    if not case["documents"]:
        lines.append("  没有读到任何文书。")
    return lines
