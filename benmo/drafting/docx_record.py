"""The record in a drafted Word file: the marks of the sentences as benmo wrote them, in order, as custom XML.

It holds hashes, no text, so that nothing a person deleted travels with the paper.
"""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

_SPACE = "urn:benmo:draft:1"
_NAME = "/customXml/benmo.xml"


def write_record(document: WordDocument, marks: Iterable[tuple[str, bool]]) -> None:
    """Put the marks, each with whether it ends a paragraph, into the file, in the place of an earlier record."""
    root = etree.Element(f"{{{_SPACE}}}draft", nsmap={"b": _SPACE})
    for name, ends in marks:
        entry = etree.SubElement(root, f"{{{_SPACE}}}s")
        entry.set("mark", name)
        entry.set("ends", "1" if ends else "0")
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = _part(document)
    if part is None:
        part = Part(PackURI(_NAME), "application/xml", blob, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    part._blob = blob


def read_record(document: WordDocument) -> list[list[str]]:
    """The marks in the order of the draft, paragraph by paragraph; empty when the file has no record."""
    part = _part(document)
    if part is None:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(part.blob, parser)
    except etree.XMLSyntaxError:
        return []
    groups: list[list[str]] = [[]]
    for entry in root.iter(f"{{{_SPACE}}}s"):
        groups[-1].append(str(entry.get("mark")))
        if entry.get("ends") == "1":
            groups.append([])
    return [g for g in groups if g]


def _part(document: WordDocument) -> Part | None:
    for related in document.part.rels.values():
        if related.is_external or related.reltype != RELATIONSHIP_TYPE.CUSTOM_XML:
            continue
        if _SPACE.encode() in related.target_part.blob[:400]:
            found: Part = related.target_part
            return found
    return None
