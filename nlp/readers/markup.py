"""From HTML mark-up to text: lines, table cells, hidden stretches. For pages and HTML inside crawler records.

The tree is walked by a small XSLT program in C; it writes the text with signs of ours where a line ends and a cell or a
hidden stretch begins, which is several times faster than a walk in Python.
"""

from __future__ import annotations

import re
from threading import local

from lxml import etree

from nlp.document import Hidden, Mark
from nlp.readers.flat import paragraphs
from nlp.readers.limits import Limits, size_words
from nlp.readers.source import Reading, Refused
from nlp.readers.styles import Visibility, styled_away

#: ``<中华人民共和国民事诉讼法>`` written raw is text, not a tag; parsers before libxml2 2.14 eat it.
_NOT_A_TAG = re.compile(rb"<(?![a-zA-Z!?]|/[a-zA-Z])")
_EATS_BRACKETS = etree.LIBXML_VERSION < (2, 14)
_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>")
#: Characters that XML refuses; no reader of a page sees them. In UTF-8 these bytes stand for nothing else.
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r")
_BLOCKS = (
    "address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figure|footer|form|h1|h2|h3|h4|h5|h6"
    "|header|hr|html|li|main|nav|ol|p|pre|section|tbody|tfoot|thead|ul"
)
_DROPPED = "script|style|head|title|button|select|option|noscript|template|input|textarea|iframe|object|svg"
#: Noncharacters are signs of ours: one ends a line, one with a letter says the rest.
_LINE, _SIGN = "\ufdd1", "\ufdd0"
_TABLE, _TABLE_END, _ROW, _CELL, _CELL_END = (_SIGN + letter for letter in "TtRCc")
_HIDE, _HIDE_NAMED, _HIDE_END = (_SIGN + letter for letter in "HNh")
#: The page has what may hide text beside style attributes.
_LOOK = _SIGN + "?"
#: A page must not speak in our signs by character references either; longer numbers are no characters of any text.
_FORGERY = re.compile("&#(?:0*6497[67]|[xX]0*[fF][dD][dD][01]);?")
_LOST = "\ufffd"
_PROGRAM = etree.XSLT(
    etree.XML(f"""<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/"><text title="{{(/descendant::title)[1]/node()[1][self::text()]}}"><xsl:if test="
 /descendant::style or /descendant::*/@hidden or /descendant::font/@color">{_LOOK}</xsl:if><xsl:apply-templates/>
</text></xsl:template>
<xsl:template match="{_DROPPED}"/>
<xsl:template match="{_BLOCKS}">{_LINE}<xsl:apply-templates/>{_LINE}</xsl:template>
<xsl:template match="br">{_LINE}</xsl:template>
<xsl:template match="table">{_LINE}{_TABLE}<xsl:apply-templates/>{_TABLE_END}{_LINE}</xsl:template>
<xsl:template match="tr">{_LINE}{_ROW}<xsl:apply-templates/>{_LINE}</xsl:template>
<xsl:template match="td|th">{_CELL}<xsl:apply-templates/>{_CELL_END}</xsl:template>
</xsl:stylesheet>"""),
    regexp=False,
)
#: A table of one column is layout, not a table.
_HAS_COLUMNS = etree.XPath(
    "boolean(/descendant::td/following-sibling::td or /descendant::th/following-sibling::*[self::td or self::th])"
)
_FURNITURE_WORD = re.compile("发布日期|发布时间|公开日期|浏览|点击|阅读|来源|打印|字号|字体|分享")
_FURNITURE = re.compile(rf"(?:{_FURNITURE_WORD.pattern})[^\n]{{0,60}}")
#: A line that may be furniture. The line end comes first, so that ``re`` skips from one to the next.
_FURNITURE_LINE = re.compile(rf"\n\s*(?:{_FURNITURE_WORD.pattern})")
_FURNITURE_FIRST = re.compile(rf"\s*(?:{_FURNITURE_WORD.pattern})")
#: A shorter title is no heading of the site's but may be the ruling's own.
_TITLE_LENGTH = 12
_BLANKS = re.compile(r"[ \t\n\r]+")
_SPACES = re.compile(r"  +")
#: Of tables that are layout only the line ends stay.
_TABLES = re.compile(f"{_SIGN}[TtR]")
_SIGNS = re.compile(f"({_LINE}|{_SIGN}.)")
#: A parser keeps the errors of its last page: every thread has its own.
_MINE = local()
#: Furniture stands above the ruling; further down the same words are the court's.
_TOP = 500
#: A longer line is none.
_LINE_LIMIT = 200


def extract(markup: str, limits: Limits, encoded: bytes | None = None) -> Reading:
    """The text of *markup* with its cells and hidden stretches. Lines without a letter are left out.

    *encoded* is the same in UTF-8, for whoever has it.

    Raises:
        Refused: nothing in it, too large, or nested deeper than libxml2's limit (256).
    """
    markup, encoded = _clean(markup, encoded, limits)
    reading = Reading("html", "")
    if plain := paragraphs(markup):
        held, title = plain
        text = _joined(_LINE.join(held))
    else:
        text, title = _by_tree(reading, _parse(encoded))
    reading.text = text + "\n" if text else ""
    _take_furniture(reading, title.strip())
    return reading


def _by_tree(reading: Reading, root: etree._Element) -> tuple[str, str]:
    """Text and title of a parsed page; marks and hidden stretches go to *reading*."""
    flow, title = _flow(root)
    signs = _SIGN in flow
    hides = 0
    if (signs and _LOOK in flow) or styled_away(root):
        hides = Visibility(root).mark(root, (_HIDE, _HIDE_NAMED, _HIDE_END))
        flow = (_flow(root)[0] if hides else flow).replace(_LOOK, "")
        signs = _SIGN in flow
    tables = signs and _CELL in flow and bool(_HAS_COLUMNS(root))
    if signs and not tables:
        flow = _TABLES.sub("", flow).replace(_CELL, _LINE).replace(_CELL_END, _LINE)
    if tables or hides:
        return _Lines(reading).run(_BLANKS.sub(" ", flow)), title
    return _joined(flow), title


def _joined(flow: str) -> str:
    """The lines of a *flow* that has no signs but line ends."""
    if "\n" in flow or "\t" in flow or "\r" in flow:
        flow = _BLANKS.sub(" ", flow)
    if " " in flow:
        flow = _SPACES.sub(" ", flow) if "  " in flow else flow
        flow = flow.replace(f" {_LINE}", _LINE).replace(f"{_LINE} ", _LINE).strip(" ")
    return "\n".join(filter(None, flow.split(_LINE)))


def _flow(root: etree._Element) -> tuple[str, str]:
    """The text of the page with our signs, and its title."""
    found = _PROGRAM(root).getroot()
    return found.text or "", found.get("title") or ""


def _clean(markup: str, encoded: bytes | None, limits: Limits) -> tuple[str, bytes]:
    """*markup* as a parser should have it, and the same in UTF-8.

    Raises:
        Refused: too large, or nothing in it.
    """
    if encoded is None:
        try:
            encoded = markup.encode("utf-8")
        except UnicodeEncodeError:  # halves of a surrogate pair, from JSON
            encoded = markup.encode("utf-8", "replace")
            markup = encoded.decode("utf-8")
    if len(encoded) > limits.markup_bytes:
        raise Refused(
            f"网页过大（{size_words(len(encoded))}），超过上限，未读取",
            "请只保存正文，或者在设置中调高上限（[limits] markup_bytes）。",
        )
    if declaration := _DECLARATION.match(encoded):
        encoded = encoded[declaration.end() :]
    if any(map(encoded.__contains__, _CONTROLS)):
        encoded = encoded.translate(None, _CONTROLS)
        markup = encoded.decode("utf-8")
    if _LINE in markup or _SIGN in markup or ("&" in markup and _FORGERY.search(markup)):
        # What is put in their place keeps the halves of a split reference apart.
        markup = _FORGERY.sub(_LOST, encoded.decode("utf-8").replace(_LINE, _LOST).replace(_SIGN, _LOST))
        encoded = markup.encode("utf-8")
    if _EATS_BRACKETS:
        encoded = _NOT_A_TAG.sub(b"&lt;", encoded)
    if not encoded or encoded.isspace():
        raise Refused("网页是空的", "请重新下载该网页。")
    return markup, encoded


def _parse(markup: bytes) -> etree._Element:
    try:
        parser: etree.HTMLParser = _MINE.parser
    except AttributeError:
        parser = _MINE.parser = etree.HTMLParser(
            encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, collect_ids=False
        )
    try:
        root = etree.fromstring(markup, parser)
    except etree.LxmlError:
        root = None
    if root is None:
        raise Refused("网页里没有内容", "请重新下载该网页。")
    # The parser stops in silence at its limits, and what follows would be missing.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise Refused("网页嵌套过深，已停止读取", "请确认文件是否为正常的网页，或者把正文另存为 txt。")
    return root


class _Lines:
    """Puts lines, cells and hidden stretches together, sign by sign."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parts: list[str] = []
        self.length = 0
        self.fresh = True  # nothing on this line, or in this cell, yet
        self.pending = False  # a line end that is written only if more follows on a line of its own
        self.tables: list[list[int]] = []  # number, row, column of the tables that are open
        self.count = 0
        self.cells: list[tuple[int, str]] = []
        self.marks: list[Mark] = []
        self.hidden: list[tuple[int, str]] = []
        self.named = False

    def run(self, flow: str) -> str:
        """The text of *flow*; marks and hidden stretches go to the reading."""
        tokens = _SIGNS.split(flow)
        for sign, text in zip(["", *tokens[1::2]], tokens[0::2], strict=True):
            self._sign(sign)
            if self.named:
                self.hidden.append((self.length + self.pending, text))
            elif text:
                self._text(text)
        text = "".join(self.parts).rstrip("\n ")
        # A table of one column is layout, not a table.
        wide = {m.label.split(" ")[0] for m in self.marks if not m.label.endswith("列1")}
        self.reading.marks += [m for m in self.marks if m.label.split(" ")[0] in wide]
        return text

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _text(self, text: str) -> None:
        if self.fresh or self.pending:
            text = text.lstrip(" ")
        if not text:
            return
        if self.pending:
            self._write("\n")
            self.pending = False
        self._write(text)
        self.fresh = False

    def _sign(self, sign: str) -> None:
        self.named = sign == _HIDE
        if sign == _LINE:
            self.pending = self.pending or not self.fresh
        elif sign == _TABLE:
            self.count += 1
            self.tables.append([self.count, 0, 0])
        elif sign == _TABLE_END and self.tables:
            self.tables.pop()
        elif sign == _ROW and self.tables:
            self.tables[-1][1] += 1
            self.tables[-1][2] = 0
        elif sign == _CELL:
            self._open_cell()
        elif sign == _CELL_END and self.cells:
            start, label = self.cells.pop()
            self.pending = False
            if start < self.length:
                self.marks.append(Mark("cell", start, self.length, label))
        elif sign == _HIDE_END and self.hidden:
            start, reason = self.hidden.pop()
            if start < self.length and not self.hidden:
                self.reading.hidden.append(Hidden(start, self.length, reason))

    def _open_cell(self) -> None:
        number, row, column = self.tables[-1] if self.tables else (0, 0, 0)
        if self.tables:
            self.tables[-1][2] = column + 1
        if column:
            self._write("\t")
            self.pending = False
        elif self.pending:
            self._write("\n")
            self.pending = False
        self.fresh = True
        self.cells.append((self.length, f"表{number} 行{row}列{column + 1}"))


def _take_furniture(reading: Reading, title: str) -> None:
    """The page's own title repeated above the ruling, and 发布日期 / 浏览: noted, not part of the text."""
    if title:
        reading.notes.append(f"网页标题：{title}")
    text = reading.text
    head = text[: _TOP + _LINE_LIMIT]
    titled = len(title) > _TITLE_LENGTH and title in head
    if not titled and not _FURNITURE_FIRST.match(head) and not _FURNITURE_LINE.search(head):
        return
    gone: list[tuple[int, int]] = []
    at = 0
    while at < min(_TOP, len(text)):
        end = text.find("\n", at) + 1 or len(text)
        line = text[at:end].strip() if end - at <= _LINE_LIMIT else ""
        if titled and line == title:
            gone.append((at, end))
        elif line and _FURNITURE.fullmatch(line):
            reading.notes.append(f"网页信息：{' '.join(line.split())}")
            gone.append((at, end))
        at = end
    if gone:
        _cut(reading, gone)


def _cut(reading: Reading, gone: list[tuple[int, int]]) -> None:
    """Take the stretches *gone* out of the text and move the marks up."""

    def moved(at: int) -> int:
        return at - sum(min(at, end) - start for start, end in gone if start < at)

    kept, at = [], 0
    for start, end in gone:
        kept.append(reading.text[at:start])
        at = end
    reading.text = "".join(kept) + reading.text[at:]
    marks = [Mark(m.kind, moved(m.start), moved(m.end), m.label) for m in reading.marks]
    reading.marks = [m for m in marks if m.start < m.end]
    hidden = [Hidden(moved(h.start), moved(h.end), h.reason) for h in reading.hidden]
    reading.hidden = [h for h in hidden if h.start < h.end]
