"""From HTML mark-up to text: lines, table cells, hidden stretches. For pages and HTML inside crawler records."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from nlp.document import Hidden, Mark
from nlp.readers.limits import Limits
from nlp.readers.source import Reading, Refused
from nlp.readers.styles import Visibility

#: ``<中华人民共和国民事诉讼法>`` written raw is text, not a tag; a parser would eat it.
_NOT_A_TAG = re.compile(r"<(?![a-zA-Z!?]|/[a-zA-Z])")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
#: Characters that lxml refuses; they come back as nothing, since no reader of the page would have seen them.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BLOCKS_NAMES = (
    "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html li main nav ol p pre section table tbody tfoot thead tr ul"
)
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_DROPPED_NAMES = "script style head title button select option noscript template input textarea iframe object svg"
_DROPPED = frozenset(_DROPPED_NAMES.split())
_FURNITURE = re.compile(r"(?:发布日期|发布时间|公开日期|浏览|点击|阅读|来源|打印|字号|字体|分享)[^\n]{0,60}")
_BREAKS = re.compile(r"[ \t\n]+")


class _Writer:
    """Collects text and remembers offsets."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.at_line_start = True

    def text(self, found: str) -> None:
        if found[0] in " \t\n" or "\n" in found or "  " in found or "\t" in found:
            found = _BREAKS.sub(" ", found)
            if self.at_line_start:
                found = found.lstrip(" ")
            if not found:
                return
        self.parts.append(found)
        self.length += len(found)
        self.at_line_start = False

    def sign(self, mark: str) -> None:
        self.parts.append(mark)
        self.length += 1
        self.at_line_start = mark == "\n"

    def line(self) -> None:
        if not self.at_line_start:
            self.sign("\n")


def extract(markup: str, limits: Limits) -> Reading:
    """The text of *markup* with its cells, paragraphs and hidden stretches.

    Raises:
        Refused: nothing in it, or nested deeper than the limit.
    """
    markup = _NOT_A_TAG.sub("&lt;", _DECLARATION.sub("", _ILLEGAL.sub("", markup), count=1))
    if not markup.strip():
        raise Refused("网页是空的", "请重新下载该网页。")
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = lxml_html.document_fromstring(markup, parser=parser)
    except etree.ParserError:
        raise Refused("网页里没有内容", "请重新下载该网页。") from None
    return _Extraction(root, limits).run()


class _Extraction:
    """One walk over one page."""

    def __init__(self, root: etree._Element, limits: Limits) -> None:
        self.root = root
        self.limits = limits
        self.out = _Writer()
        self.reading = Reading("html", "")
        self.visibility = Visibility(root)
        title = root.find(".//title")
        self.title = (title.text or "").strip() if title is not None else ""
        self.tables: list[tuple[int, int, int]] = []  # number, row, column of the tables that are open
        self.table_count = self.paragraphs = 0
        self.cells: list[Mark] = []
        self.hidden_until: etree._Element | None = None
        self.hidden_from = 0
        self.starts: dict[etree._Element, int] = {}

    def run(self) -> Reading:
        """Walk, and put the pieces together."""
        self._walk()
        text = "".join(self.out.parts).rstrip("\n ")
        reading = self.reading
        reading.text = text + "\n" if text else ""
        # A table of one column is layout, not a table.
        wide = {m.label.split(" ")[0] for m in self.cells if not m.label.endswith("列1")}
        reading.marks += [m for m in self.cells if m.label.split(" ")[0] in wide]
        if self.title:
            reading.notes.append(f"网页标题：{self.title}")
        return reading

    def _walk(self) -> None:
        skip: etree._Element | None = None
        depth = 0
        out = self.out
        for event, node in etree.iterwalk(self.root, events=("start", "end")):
            tag = node.tag
            if event == "start":
                depth += 1
                if depth > self.limits.depth + 50:
                    raise Refused("网页嵌套过深", "请确认文件是否为正常的网页。")
                if skip is not None:
                    continue
                if not isinstance(tag, str) or tag in _DROPPED or self._furniture(node, tag):
                    skip = node
                    continue
                self._open(node, tag)
                if node.text:
                    out.text(node.text)
            else:
                depth -= 1
                if skip is None:
                    self._close(node, tag)
                elif skip is node:
                    skip = None
                if skip is None and node.tail:
                    out.text(node.tail)

    def _furniture(self, node: etree._Element, tag: str) -> bool:
        """The page's own title repeated above the ruling, and 发布日期 / 浏览: noted, not part of the text."""
        if tag not in ("div", "span", "h1", "h2", "p", "td") or self.out.length > 400 or len(node) > 8:
            return False
        if len(node) == 0 and not node.text:
            return False
        words = "".join(str(part) for part in node.itertext()).strip()
        if len(words) > 200:
            return False
        if words and words == self.title and len(words) > 12:
            return True
        if _FURNITURE.fullmatch(words):
            self.reading.notes.append(f"网页信息：{_BREAKS.sub(' ', words)}")
            return True
        return False

    def _open(self, node: etree._Element, tag: str) -> None:
        out = self.out
        if tag in _BLOCKS:
            out.line()
            if tag == "table":
                self.table_count += 1
                self.tables.append((self.table_count, 0, 0))
            elif tag == "tr" and self.tables:
                number, row, _ = self.tables[-1]
                self.tables[-1] = (number, row + 1, 0)
            elif tag in ("p", "div", "li", "h1", "h2", "h3"):
                self.starts[node] = out.length
        elif tag == "br":
            out.sign("\n")
        elif tag in ("td", "th"):
            if self.tables:
                number, row, column = self.tables[-1]
                self.tables[-1] = (number, row, column + 1)
            if not out.at_line_start:
                out.sign("\t")
            self.starts[node] = out.length
        if self.hidden_until is None:
            reason = self.visibility.reason(node)
            if reason:
                self.hidden_until, self.hidden_from = node, out.length
                self.reason = reason

    def _close(self, node: etree._Element, tag: str) -> None:
        out = self.out
        start = self.starts.pop(node, None)
        if start is not None and start < out.length:
            if tag in ("td", "th"):
                if self.tables:
                    number, row, column = self.tables[-1]
                    self.cells.append(Mark("cell", start, out.length, f"表{number} 行{row}列{column}"))
            elif tag != "div":
                self.paragraphs += 1
                self.reading.marks.append(Mark("paragraph", start, out.length, str(self.paragraphs)))
        if self.hidden_until is node:
            if self.hidden_from < out.length:
                self.reading.hidden.append(Hidden(self.hidden_from, out.length, self.reason))
            self.hidden_until = None
        if tag in _BLOCKS:
            out.line()
            if tag == "table" and self.tables:
                self.tables.pop()
