"""Bytes to text: byte-order mark, strict UTF-8, UTF-16 by its look, then GB18030; what fits none of them is binary.

The order matters: valid UTF-8 of any length is almost never anything else, GB18030 accepts nearly all bytes.
"""

from __future__ import annotations

import re

from nlp.readers.source import Refused

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 200_000
#: The controls of _JUNK as bytes: in every encoding here but UTF-16 and UTF-32 they mean nothing else.
_CONTROLS = bytes(c for c in (*range(32), 127) if c not in b"\t\n\x0b\x0c\r")
#: Characters that never stand in a text: C0 controls except tab, line ends and form feed, and failed decodings.
_JUNK = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff]")
#: What a Chinese legal text is full of, in whatever encoding.
_USUAL = re.compile("[，。、：（）的一年月日人民法院执行裁定本案申请于被有书\n]")
_TRADITIONAL = re.compile("[，。、：（）的一年月日人民法院執行裁定本案申請於被有書\n]")
_GUESSES = ("gb18030", "utf-8", "utf-16-le", "utf-16-be", "big5hkscs")
_NAMES = {"utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE", "big5hkscs": "Big5"}
_BINARY = Refused("文件内容不是文字", "请确认文件是否损坏，或者用原来的软件打开后另存为 docx、pdf 或 txt 再试。")


def decode(data: bytes, declared: str = "") -> tuple[str, list[str]]:
    """Decode *data*, of *declared* encoding where the file names one.

    Returns the text with ``\\n`` line ends and Chinese notes for the user.

    Raises:
        Refused: the bytes are no text in any encoding that we know.
    """
    text, notes = _decode(data, declared)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not notes and b"\xef\xbf" not in data and len(data.translate(None, _CONTROLS)) == len(data):
        return text, notes
    sample = text if len(text) <= _SAMPLE else text[:_SAMPLE]
    # A stray control character comes from broken converters; a hundredth part of them is a binary file.
    if len(_JUNK.findall(sample)) > 2 + len(sample) // 100:
        raise Refused(_BINARY.reason, _BINARY.hint)
    return text, notes


def _decode(data: bytes, declared: str) -> tuple[str, list[str]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return text, _damaged(text)
    zeros = b"\0" in data[:_SAMPLE]
    if not zeros:
        try:
            return data.decode("utf-8"), []
        except UnicodeDecodeError:
            pass
    return _guess(data, declared)


def _guess(data: bytes, declared: str) -> tuple[str, list[str]]:
    """The most Chinese-looking of the encodings left, and a note that says it was a guess."""
    best, best_score = "", -9.0
    sample = data[: _SAMPLE // 2 * 2]
    for encoding in _GUESSES:
        score = _score(sample.decode(encoding, "replace"), _TRADITIONAL if encoding == "big5hkscs" else _USUAL)
        if encoding == "big5hkscs" and not declared.startswith("big5"):
            # Nearly every pair of bytes of GB18030 is some character of Big5 too: it must be right throughout.
            score = score if score > 0.1 and b"\0" not in sample else -9.0
        # A later one must be clearly better, since GB18030 is what old court systems write.
        if score > best_score + 0.02:
            best, best_score = encoding, score
    text = data.decode(best, "replace")
    notes = _damaged(text)
    if best in _NAMES:
        notes.insert(0, f"文件没有注明编码，按 {_NAMES[best]} 读取。")
    return text, notes


def _score(text: str, usual: re.Pattern[str]) -> float:
    if not text:
        return 0.0
    return (len(usual.findall(text)) - 5 * len(_JUNK.findall(text))) / len(text)


def _damaged(text: str) -> list[str]:
    """A note on characters that could not be decoded."""
    lost = text.count("\ufffd")
    return [f"有 {lost} 处字节无法解码，已用“\ufffd”代替，请核对原件。"] if lost else []
