"""The files that mutants are made of: a few small ones of every format, with all that the readers look for."""

from __future__ import annotations

import json
from io import BytesIO

from evaluation.fuzz.files import RULING, SEEDS, archive, docx, lines, p, pdf

FORMATS = ("txt", "html", "json", "csv", "docx", "xlsx", "pdf", "zip", "png", "doc")
_LONG = RULING + "被执行人孙大勇名下无财产可供执行，本院已穷尽财产调查措施，现终结本次执行程序，特此裁定。\n"


def seeds(form: str) -> list[bytes]:
    """The seed files of one of :data:`FORMATS`."""
    return _MAKERS[form]()


def _txt() -> list[bytes]:
    return [RULING.encode(code) for code in ("utf-8", "gb18030", "utf-16", "utf-16-be", "big5hkscs")[:4]] + [
        _LONG.replace("\n", "\r\n").encode("utf-8-sig")
    ]


def _html() -> list[bytes]:
    body = "".join(f"<p class='t' style='font-size:16pt'>{line}</p>" for line in RULING.splitlines())
    table = "<table border=1><tr><th>财产</th><th>结果</th></tr><tr><td><p>存款</p></td><td>无</td></tr></table>"
    hidden = (
        "<div style='display:none'>藏</div><font color=white>白</font><style>.x{display:none}</style><i class=x>类</i>"
    )
    page = f"<!DOCTYPE html><html><head><meta charset='%s'><title>某某裁定书</title></head><body>{body}{table}{hidden}"
    whole = page + "&lt;解释&gt;二&#12295;二三&nbsp;&times;<br/><a name='WBSB'></a><!-- c --></body></html>"
    return [(whole % "utf-8").encode(), (whole % "gb2312").encode("gb18030"), body.encode()]


def _json() -> list[bytes]:
    record = {
        "title": "裁定书",
        "caseNo": "（2023）苏0999执1234号",
        "content": _LONG * 2,
        "n": 1.5,
        "x": None,
        "l": ["甲"],
    }
    wrapped = {"code": 0, "data": {"result": [record, {"qwContent": f"<p>{_LONG * 2}</p>", "s1": "某某裁定书"}]}}
    rows = "\n".join(json.dumps(record, ensure_ascii=False) for _ in range(3))
    return [json.dumps(record).encode(), json.dumps(wrapped, ensure_ascii=False).encode(), rows.encode()]


def _csv() -> list[bytes]:
    rows = '日期,被执行人,机构,结果\n2023-03-01,孙大勇,银行,无\n2023-03-02,孙大勇,"车管,所","有\n一辆"\n'
    return [rows.encode(), rows.encode("gb18030"), rows.replace(",", "\t").encode("utf-16")]


def _docx() -> list[bytes]:
    body = "".join(map(p, RULING.splitlines()))
    cell = "<w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc>"
    table = (
        f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}<w:tc><w:tbl><w:tr>{cell}</w:tr></w:tbl></w:tc></w:tr></w:tbl>"
    )
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>"
        "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    changes = "<w:p><w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>"
    hidden = p("藏", "<w:vanish/>") + p("白", '<w:color w:val="FFFFFF"/>')
    header = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>'
    return [docx(body + table + box + changes + hidden, {"word/header1.xml": header}), docx(body)]


def _xlsx() -> list[bytes]:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["日期", "财产", "结果"], ["2023-03-01", "存款", 16127.5], ["2023-03-02", "车辆", None]):
        sheet.append(row)
    book.create_sheet("隐藏").append(["甲"])
    book.worksheets[1].sheet_state = "hidden"
    out = BytesIO()
    book.save(out)
    return [out.getvalue()]


def _pdf() -> list[bytes]:
    hidden = lines("白色", before="1 g", top=300) + "\n" + lines("锚点", before="3 Tr", top=280)
    return [
        pdf(lines(_LONG), lines(RULING)),
        pdf(lines(_LONG) + "\n" + hidden),
        pdf(lines(_LONG), "0 g 9 9 300 300 re f", ""),
    ]


def _zip() -> list[bytes]:
    inner = archive([("内/裁定.txt", RULING.encode("gb18030")), ("b.html", "<p>甲</p>")])
    members: dict[str, str | bytes] = {"裁定.txt": RULING, "卷/约谈.txt": "笔录", "内.zip": inner, "空/": ""}
    return [archive(members | {"a.docx": docx(p("文"))})]


def _png() -> list[bytes]:
    return [(SEEDS / "page.png").read_bytes()]


def _doc() -> list[bytes]:
    return [(SEEDS / "ruling.doc").read_bytes()]


_MAKERS = {
    "txt": _txt, "html": _html, "json": _json, "csv": _csv, "docx": _docx, "xlsx": _xlsx, "pdf": _pdf, "zip": _zip,
    "png": _png, "doc": _doc,
}  # fmt: skip
