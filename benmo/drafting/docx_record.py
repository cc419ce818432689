"""The record in a drafted Word file: the marks of the sentences as benmo wrote them, in order, as custom XML.

It holds hashes, no text, so that nothing a person deleted travels with the paper.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

_SPACE = "urn:benmo:draft:1"
_NAME = "/customXml/item{}.xml"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
#: Names the record in the file; any GUID will do, and the same one for the same content keeps files reproducible.
_ITEM = "{6E1F5A6B-6B65-5C1B-9E58-62656E6D6F31}"


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
        part = _new_part(document, blob)
    part._blob = blob


def _new_part(document: WordDocument, blob: bytes) -> Part:
    """The record's part with the properties that Word expects beside every custom XML."""
    package = document.part.package
    assert package is not None
    taken = {str(p.partname) for p in package.iter_parts()}
    number = next(n for n in count(1) if _NAME.format(n) not in taken)
    part = Part(PackURI(_NAME.format(number)), "application/xml", blob, package)
    item = etree.Element(f"{{{_STORE}}}datastoreItem", nsmap={"ds": _STORE})
    item.set(f"{{{_STORE}}}itemID", _ITEM)
    references = etree.SubElement(item, f"{{{_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{_STORE}}}schemaRef").set(f"{{{_STORE}}}uri", _SPACE)
    told = etree.tostring(item, xml_declaration=True, encoding="UTF-8", standalone=True)
    properties = Part(PackURI(f"/customXml/itemProps{number}.xml"), _PROPERTIES_TYPE, told, package)
    part.relate_to(properties, _PROPERTIES)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    return part


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
