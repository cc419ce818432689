"""What python-docx's own template leaves undone in a package, so that Word opens the file without repairing it.

The template carries ``stylesWithEffects.xml``, a copy of the styles for Word 2010 that no longer fits once styles are
changed; and comments name the styles ``CommentReference`` and ``CommentText``, which it does not define.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt

_STYLES_COPY = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
#: style id -> (built-in name, type, size): as Word itself makes them.
_COMMENT_STYLES = {
    "CommentReference": ("annotation reference", WD_STYLE_TYPE.CHARACTER, Pt(8)),
    "CommentText": ("annotation text", WD_STYLE_TYPE.PARAGRAPH, Pt(10)),
}


def tidy(document: WordDocument) -> None:
    """Make the package of *document* whole: no stale copy of the styles, every style that comments name defined."""
    for name, related in list(document.part.rels.items()):
        if related.reltype == _STYLES_COPY:
            del document.part.rels[name]
    there = {style.get(qn("w:styleId")) for style in document.styles.element.iter(qn("w:style"))}
    for style_id, (name, kind, size) in _COMMENT_STYLES.items():
        if style_id not in there:
            style = document.styles.add_style(name, kind, builtin=True)
            style.element.set(qn("w:styleId"), style_id)
            style.font.size = size
