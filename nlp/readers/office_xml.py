"""The XML of Office packages: parsed without entities, network or unbounded trees."""

from __future__ import annotations

from lxml import etree

from nlp.readers.source import Refused

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Strict Open XML (as some WPS versions write it) uses another namespace for the same elements.
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def parse_xml(data: bytes) -> etree._Element:
    """Parse *data* without entities, network or unbounded trees.

    Raises:
        Refused: not well-formed, or it declares a document type (Office never does; entity bombs do).
    """
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise Refused("文件内部含有异常的实体定义，已停止读取", "请确认文件来源，用 Word 或 WPS 打开并另存后重试。")
    if _STRICT in data[:8192]:
        data = data.replace(_STRICT, _TRANSITIONAL)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise Refused("文档嵌套过深，已停止读取", "请用 Word 或 WPS 打开检查并另存后重试。") from None
        raise Refused("文件内容已损坏", "请用 Word 或 WPS 打开检查并另存后重试。") from None
