"""Small real files, made by hand: a PDF, a Word document and a zip archive need no more than a few lines each."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

SEEDS = Path(__file__).with_name("seeds")
RULING = "江北县人民法院\n执行裁定书\n（2023）苏0999执1234号\n被执行人孙大勇名下无财产。\n终结本次执行程序。\n"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: str, media: str = "0 0 595 842", images: Mapping[str, bytes] | None = None) -> bytes:
    """A PDF whose pages have these content streams; ``<hex>`` strings are UTF-16BE in the font /F."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    inner = add(b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
                b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
                b"/Supplement 4>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6"
                b"/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880"
                b"/StemV 80>>>>")  # fmt: skip
    font = add(
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[%d 0 R]>>" % inner
    )
    drawn = b""
    for name, jpeg in (images or {}).items():
        height, width = _jpeg_size(jpeg)
        number = add(
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
            b"/Filter/DCTDecode/Length %d>>stream\n%s\nendstream" % (width, height, len(jpeg), jpeg)
        )
        drawn += b"/%s %d 0 R" % (name.encode(), number)
    kids = []
    for content in pages:
        data = zlib.compress(content.encode())
        stream = add(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data))
        kids.append(
            add(
                b"<</Type/Page/Parent %d 0 R/MediaBox[%s]/Contents %d 0 R/Resources<</Font<</F %d 0 R>>"
                b"/XObject<<%s>>>>>>" % (tree, media.encode(), stream, font, drawn)
            )
        )
    objects[catalog - 1] = b"<</Type/Catalog/Pages %d 0 R>>" % tree
    objects[tree - 1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    out = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % at for at in starts)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, catalog, len(out),
    )  # fmt: skip


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        marker, length = struct.unpack(">HH", data[at : at + 4])
        if 0xFFC0 <= marker <= 0xFFC3:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return height, width
        at += 2 + length


def lines(text: str, *, before: str = "", top: int = 780) -> str:
    """A content stream that writes *text*, line under line; *before* is put before each (``1 g`` for white)."""
    rows = text.rstrip("\n").split("\n")
    return "\n".join(
        f"BT /F 14 Tf {before} 1 0 0 1 60 {top - 24 * n} Tm <{row.encode('utf-16-be').hex()}> Tj ET"
        for n, row in enumerate(rows)
    )


def docx(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document with this body (``w:`` elements) and further parts."""
    names = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
            **(parts or {}),
        }
    )


def p(text: str, run: str = "") -> str:
    """A paragraph of one run with these run properties."""
    return f"<w:p><w:r>{f'<w:rPr>{run}</w:rPr>' if run else ''}<w:t>{text}</w:t></w:r></w:p>"


def archive(members: Mapping[str, str | bytes] | Iterable[tuple[zipfile.ZipInfo | str, str | bytes]]) -> bytes:
    """A zip archive."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items() if isinstance(members, Mapping) else members:
            target.writestr(name, data)
    return out.getvalue()
