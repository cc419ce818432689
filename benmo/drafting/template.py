"""An office's own Word template for a paper (docxtpl): fields in double braces, the body put in whole.

A template is a docx with places such as ``{{院名}}``; ``{{正文}}`` stands in a paragraph of its own and becomes the
body, with fonts, comments and marks as in our own form. A file ``模板/<文书名称>.docx`` in the data folder is used by
itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml.ns import qn

from benmo.drafting.docx import finish, paragraphs, writable, write_body
from benmo.drafting.docx_save import save
from benmo.drafting.errors import WrongOld

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FOLDER = "模板"
BODY_FIELD = "正文"
_HOLD = "\u2060正文\u2060"
#: Which field the paragraphs of a style go into; every other style belongs to the body.
_FIELDS = {
    "title": ("院名", "文书名称"),
    "number": ("文号",),
    "addressee": ("主送单位",),
    "court": ("致送法院",),
    "signature": ("落款",),
    "annex": ("附件",),
}
_ABOUT = {"案号": "case_no"}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a template lacks for a paper, and what it asks for that no paper has."""

    fields: tuple[str, ...]
    lacking: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def usable(self) -> bool:
        """Whether the paper would come out whole."""
        return not self.lacking and not self.unknown


def own_template(home: Path, paper: str) -> Path | None:
    """The office's template for *paper* in the data folder, if there is one."""
    file = home / FOLDER / f"{paper}.docx"
    return file if file.is_file() else None


def check(template: Path, draft: Mapping[str, Any]) -> Checked:
    """Compare the fields of *template* with what *draft* has to say. Raises WrongOld."""
    there = _fields(template)
    parts = _parts(draft["sentences"])
    needed = [name for name, text in parts.items() if text]
    known = {*(n for names in _FIELDS.values() for n in names), *_ABOUT, BODY_FIELD}
    return Checked(tuple(sorted(there)), tuple(n for n in needed if n not in there), tuple(sorted(there - known)))


def write_with(template: Path, draft: Mapping[str, Any], path: Path, *, comments: bool = True) -> None:
    """Write *draft* into a copy of *template* at *path*.

    Raises:
        WrongOld: it is no template, or lacks fields without which sentences of the paper would be lost.
    """
    draft = writable(draft)
    found = check(template, draft)
    if found.lacking:
        raise WrongOld(
            f"模板 {template} 缺少字段：{'、'.join(found.lacking)}，起草的内容放不进去。",
            "在模板中加入这些字段，写法如 {{正文}}；可用 --check-template 先行核对。",
        )
    if found.unknown:
        raise WrongOld(f"模板 {template} 中有不认识的字段：{'、'.join(found.unknown)}。", "改用手册所列的字段名称")
    from docxtpl import DocxTemplate
    from jinja2.sandbox import SandboxedEnvironment

    form = DocxTemplate(str(template))
    context = {**_parts(draft["sentences"]), **{zh: draft[key] or "" for zh, key in _ABOUT.items()}, BODY_FIELD: _HOLD}
    # A template comes from a person: its fields are filled in, never run as a program.
    form.render(context, jinja_env=SandboxedEnvironment(), autoescape=True)
    document: WordDocument = form.docx
    _fill(document, draft, comments=comments)
    finish(document, draft)
    save(document, path)


def _fields(template: Path) -> set[str]:
    from docxtpl import DocxTemplate

    try:
        return set(DocxTemplate(str(template)).get_undeclared_template_variables())
    except Exception as error:  # docxtpl raises whatever python-docx, lxml or jinja2 raise
        raise WrongOld(f"模板 {template} 无法读取：{error}。", "存为 docx 格式；字段写作 {{院名}} 的形式") from error


def _parts(sentences: list[dict[str, Any]]) -> dict[str, str]:
    """The text of each field, its lines divided by line breaks."""
    lines: dict[str, list[str]] = {name: [] for names in _FIELDS.values() for name in names}
    seen: dict[str, int] = {}
    for group in paragraphs(sentences):
        style = str(group[0].get("style", "body"))
        names = _FIELDS.get(style)
        if names:
            at = min(seen.get(style, 0), len(names) - 1)
            seen[style] = seen.get(style, 0) + 1
            lines[names[at]].append("".join(s["text"] for s in group).strip("\n"))
    parts = {name: "\n".join(found) for name, found in lines.items()}
    parts[BODY_FIELD] = "有"
    return parts


def _fill(document: WordDocument, draft: Mapping[str, Any], *, comments: bool) -> None:
    """The body in the place of its field."""
    place = next((p for p in document.paragraphs if _HOLD in p.text), None)
    if place is None:
        raise WrongOld("模板中的 {{正文}} 应当独占一段，不能放在表格、文本框里。", "把 {{正文}} 移到正文的单独一段")
    body = [s for s in draft["sentences"] if s.get("style", "body") not in _FIELDS]
    for element in write_body(document, body, comments=comments):
        place._p.addprevious(element)
    parent = place._p.getparent()
    if place._p.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None and parent is not None:
        parent.remove(place._p)


def blank_template(path: Path) -> None:
    """A template with every field, to start from."""
    document = Document()
    from benmo.drafting.docx import style_run
    from benmo.drafting.docx_page import layout, set_page

    set_page(document)
    for style, names in (
        ("title", ("院名", "文书名称")),
        ("number", ("文号",)),
        ("addressee", ("主送单位",)),
        ("body", (BODY_FIELD,)),
        ("court", ("致送法院",)),
        ("signature", ("落款",)),
        ("annex", ("附件",)),
    ):
        for name in names:
            paragraph = document.add_paragraph()
            layout(paragraph, style)
            style_run(paragraph.add_run("{{" + name + "}}"), style)
    save(document, path)
