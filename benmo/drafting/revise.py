"""Drafting anew over a Word file that a person has worked on: the person's sentences stay, benmo's changes are tracked.

Every sentence of a draft carries a hidden bookmark with a hash of what benmo wrote (docx.py), and the file a record
of all of them in order. So three texts can be compared without storing one: what benmo wrote (hashes), what stands in
the file now, what benmo would write today.

* text equal to its hash: nobody touched it; it is replaced, as a tracked change, where benmo now writes something else
* text that differs: a person's sentence; it stays, and a comment says what benmo would write
* bookmark gone: a person struck it out; it does not come back
* text outside all bookmarks: a person's addition; it stays
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument

from benmo.drafting.docx import ROWS, add_note, digest, mark, marks_of, paragraphs, write_body
from benmo.drafting.docx_record import read_record, write_record
from benmo.drafting.docx_save import save
from benmo.drafting.docx_track import Tracker
from benmo.drafting.errors import WrongOld
from benmo.drafting.pieces import Piece, read_pieces


@dataclass(frozen=True, slots=True)
class Revised:
    """What became of a revision: how many sentences a person holds, and how many changes are tracked."""

    draft: dict[str, Any]
    kept: int
    changed: int


def revise(draft: Mapping[str, Any], old: Path, out: Path, *, comments: bool = True) -> Revised:
    """Write *draft* over the Word file *old* to *out*. Returns the draft as it stands there.

    Raises:
        WrongOld: *old* is no Word file, or none that benmo drafted.
    """
    document = _open(old)
    base = read_record(document)
    pieces = {p.name: p for p in read_pieces(document) if p.name}
    if not base or not pieces:
        raise WrongOld(
            f"{old} 不是本程序起草的文稿，或者其中的句子标记已丢失，不能在其上修订。",
            "用 --revise 指定由 benmo draft 写出、经修改后另存为 docx 的文件；或者不加 --revise 重新起草。",
        )
    job = _Job(document, [dict(s) for s in draft["sentences"]], base, pieces, comments)
    job.run()
    write_record(document, marks_of(job.new))
    save(document, out)
    made = dict(draft)
    made["sentences"] = as_it_stands(document, draft)
    made["dropped"] = [*draft["dropped"], *job.dropped]
    return Revised(made, sum(s["author"] == "person" for s in made["sentences"]), job.changed)


def as_it_stands(document: WordDocument, draft: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sentences of the file with all tracked changes accepted; what benmo did not write is a person's."""
    known = {digest(s["text"]): s for s in reversed(draft["sentences"])}
    out: list[dict[str, Any]] = []
    for piece in read_pieces(document):
        text = piece.text + ("\n" if piece.ends else "")
        found = known.get(digest(piece.text))
        if found is not None:
            out.append({**found, "text": text})
        elif text.strip():
            out.append(
                {
                    "text": text,
                    "kind": "form",
                    "author": "person",
                    "evidence": [],
                    "facts": [],
                    "norms": [],
                    "finding_ids": [],
                    "style": piece.style,
                }
            )
        elif out and text and not out[-1]["text"].endswith("\n"):
            out[-1]["text"] += text
    if out:
        out[-1]["text"] = out[-1]["text"].removesuffix("\n")
    return out


def _open(old: Path) -> WordDocument:
    try:
        return Document(str(old))
    except Exception as error:  # python-docx raises whatever zipfile, lxml or opc raise
        raise WrongOld(f"旧稿 {old} 不能作为 Word 文件打开。", "检查路径，并存为 docx 格式") from error


class _Job:
    """One revision: aligns what benmo wrote with what it writes now, and changes the file piece by piece."""

    def __init__(
        self,
        document: WordDocument,
        new: list[dict[str, Any]],
        base: list[list[str]],
        pieces: Mapping[str, Piece],
        comments: bool,
    ) -> None:
        self.document, self.new, self.base, self.pieces, self.comments = document, new, base, pieces, comments
        self.track = Tracker(document)
        self.dropped: list[dict[str, str]] = []
        self.changed = 0
        self._after: Piece | None = None

    def run(self) -> None:
        """Walk both texts in step, paragraph by paragraph, and within a paragraph sentence by sentence."""
        places = {id(s): n for n, s in enumerate(self.new)}
        now = [[places[id(s)] for s in group] for group in paragraphs(self.new)]
        for old, new in align(
            [[name.rsplit("_", 1)[-1] for name in group] for group in self.base],
            [[digest(self.new[j]["text"]) for j in group] for group in now],
        ):
            if old is None:
                self._paragraph(now[new or 0])
            elif new is None:
                for name in self.base[old]:
                    self._remove(name)
            else:
                self._sentences(self.base[old], now[new])

    def _sentences(self, base: list[str], now: list[int]) -> None:
        first = next((p for name in base if (p := self.pieces.get(name))), None)
        old, new = [n.rsplit("_", 1)[-1] for n in base], [digest(self.new[j]["text"]) for j in now]
        for _, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            paired = min(i2 - i1, j2 - j1)
            for k in range(paired):
                self._replace(base[i1 + k], now[j1 + k])
            for i in range(i1 + paired, i2):
                self._remove(base[i])
            for j in range(j1 + paired, j2):
                self._insert(now[j], first if i1 == 0 and i2 == 0 else None)

    def _struck(self, sentence: Mapping[str, Any]) -> None:
        self.dropped.append({"text": sentence["text"].strip("\n"), "reason": "经人从旧稿删去，修订时不恢复"})

    def _replace(self, name: str, j: int) -> None:
        """A sentence of the old draft and what stands for it now."""
        piece, sentence = self.pieces.get(name), self.new[j]
        if piece is None:
            self._struck(sentence)
            return
        self._after = piece
        if name.rsplit("_", 1)[-1] == digest(sentence["text"]):
            return
        if not piece.untouched or piece.in_table:
            self._tell(piece, f"此句经人修改或者在表格中，予以保留。现拟为：{_flat(sentence)}")
            self.dropped.append({"text": sentence["text"].strip("\n"), "reason": "旧稿此句予以保留，新拟的见批注"})
            return
        self.track.replace(piece, sentence["text"].removesuffix("\n"), mark(j, sentence["text"]))
        self.changed += 1

    def _remove(self, name: str) -> None:
        piece = self.pieces.get(name)
        if piece is None:
            return
        self._after = piece
        if not piece.untouched or piece.in_table:
            self._tell(piece, "新稿已无此句；因经人修改或者在表格中，予以保留，请核对。")
            return
        self.track.remove(piece)
        self.changed += 1

    def _insert(self, j: int, before: Piece | None) -> None:
        """A new sentence in a paragraph that stays."""
        sentence = self.new[j]
        text, name = sentence["text"].removesuffix("\n"), mark(j, sentence["text"])
        if before is not None and before.open is not None and not before.in_table:
            self._after = self.track.insert_before(before, text, name)
        elif self._after is not None and not self._after.in_table:
            self._after = self.track.insert(self._after, text, name, None)
        else:
            self._homeless(sentence)
            return
        self.changed += 1

    def _paragraph(self, places: list[int]) -> None:
        """A new paragraph."""
        if self._after is None or self.new[places[0]].get("style") in ROWS:
            for j in places:
                self._homeless(self.new[j])
            return
        for n, j in enumerate(places):
            sentence = self.new[j]
            fresh = write_body(self.document, [sentence], comments=False)[0] if n == 0 else None
            text, name = sentence["text"].removesuffix("\n"), mark(j, sentence["text"])
            self._after = self.track.insert(self._after, text, name, fresh)
            self.changed += 1

    def _homeless(self, sentence: Mapping[str, Any]) -> None:
        reason = "新增内容在表格中或者开头处，请手工补入"
        self.dropped.append({"text": sentence["text"].strip("\n"), "reason": reason})

    def _tell(self, piece: Piece, words: str) -> None:
        if self.comments and piece.runs:
            add_note(self.document, self.track.run_of(piece), words)


def align(old: list[list[str]], new: list[list[str]]) -> list[tuple[int | None, int | None]]:
    """Which old paragraph became which new one, in order; None = it went, or is new.

    Paragraphs that are equal pair first, then those that share a sentence, then single sentences in the same place.
    """
    pairs: list[tuple[int | None, int | None]] = []
    keys = [tuple(g) for g in old], [tuple(g) for g in new]
    for op, i1, i2, j1, j2 in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if op == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
            continue
        at = i1
        waiting: list[int] = []
        for j in range(j1, j2):
            found = next((i for i in range(at, i2) if set(old[i]) & set(new[j])), None)
            if found is None:
                waiting.append(j)
                continue
            pairs += [*_singles(range(at, found), waiting, old, new), (found, j)]
            at, waiting = found + 1, []
        pairs += _singles(range(at, i2), waiting, old, new)
    return pairs


def _singles(
    gone: range, come: list[int], old: list[list[str]], new: list[list[str]]
) -> list[tuple[int | None, int | None]]:
    """Paragraphs of one sentence each between two pairs: the first became the first, the second the second."""
    even = len(gone) == len(come) or (all(len(old[i]) == 1 for i in gone) and all(len(new[j]) == 1 for j in come))
    paired = min(len(gone), len(come)) if even else 0
    same = list(zip(gone[:paired], come[:paired], strict=True))
    return [*same, *((i, None) for i in gone[paired:]), *((None, j) for j in come[paired:])]


def _flat(sentence: Mapping[str, Any]) -> str:
    return str(sentence["text"]).strip("\n").replace("\t", "　")
