"""Damage that copying does to a text, each kind on its own, so that a failure names its cause."""

from __future__ import annotations

import re
from random import Random

from corpora.generator.model import Paper

_INSIDE = re.compile("(?<=[一-鿿])(?=[一-鿿])")


def one_line(paper: Paper, rng: Random) -> bytes:
    """All line ends lost."""
    return "".join(line.text for line in paper.lines).encode()


def sentence_lines(paper: Paper, rng: Random) -> bytes:
    """Every full stop became a line end."""
    return paper.text.replace("。\n", "\n").replace("。", "\n").encode()


def wrapped(paper: Paper, rng: Random) -> bytes:
    """Copied from a pdf: a line end every 36 glyphs, in the middle of words and numbers."""
    lines = []
    for line in paper.lines:
        text = line.text if line.role in ("court", "title", "number", "sign", "date") else "    " + line.text
        lines += [text[at : at + 36] for at in range(0, len(text), 36)]
    return ("\n".join(lines) + "\n").encode()


def spaces(paper: Paper, rng: Random) -> bytes:
    """One blank in every thirty places between two glyphs, and between a number and its unit."""
    text = _INSIDE.sub(lambda _: " " if rng.random() < 0.03 else "", paper.text)
    text = re.sub(r"(?<=\d)(?=[年月日元号])|(?<=[年月第])(?=\d)", lambda _: " " if rng.random() < 0.3 else "", text)
    return text.encode()


def blank_lines(paper: Paper, rng: Random) -> bytes:
    """A blank line between all lines, each with one leading blank or two wide ones."""
    lead = rng.choice([" ", "　　", "\u00a0\u00a0"])
    return "".join(f"{lead}{line.text}\n\n" for line in paper.lines).encode()


def private(paper: Paper, rng: Random) -> bytes:
    """A private-use character instead of the full stop that ends a line, another beside some commas."""
    text = paper.text.replace("。\n", "\ue5e5\n")
    return re.sub("，", lambda _: "，\ue004" if rng.random() < 0.05 else "，", text).encode()


def zero_width(paper: Paper, rng: Random) -> bytes:
    """Zero-width characters inside words and numbers."""
    text = re.sub(r"(?<=.)(?=.)", lambda _: rng.choice("\u200b\u200e\ufeff") if rng.random() < 0.04 else "", paper.text)
    return text.encode()


def widths(paper: Paper, rng: Random) -> bytes:
    """Full-width digits and letters in some places, half-width punctuation in others."""
    wide = str.maketrans("0123456789ABCDEFGH", "０１２３４５６７８９ＡＢＣＤＥＦＧＨ")
    text = re.sub(r"\d+", lambda m: m.group().translate(wide) if rng.random() < 0.4 else m.group(), paper.text)
    half = str.maketrans("，：；（）", ",:;()")
    return re.sub(
        "[，：；（）]", lambda m: m.group().translate(half) if rng.random() < 0.4 else m.group(), text
    ).encode()


def brackets(paper: Paper, rng: Random) -> bytes:
    """Brackets of case numbers of another kind, or two kinds in one pair; titles in <…>, ＜…＞."""
    pairs = ["()", "〔〕", "(）", "（)", "[]", "【】"]

    def other(match: re.Match[str]) -> str:
        pair = rng.choice(pairs)
        return f"{pair[0]}{match[1]}{pair[1]}"

    text = re.sub(r"（(\d{4})）", other, paper.text)
    left, right = rng.choice([("<", ">"), ("＜", "＞"), ("〈", "〉")])
    return text.replace("〈", left).replace("〉", right).encode()


def signatures(paper: Paper, rng: Random) -> bytes:
    """The signature block broken: leader dots, a glyph a line, two roles on a line, names blown up or padded."""
    form = rng.choice(["dots", "glyphs", "joined", "blown"])
    lines: list[str] = []
    for line in paper.lines:
        text = line.text
        if line.role == "sign":
            role, _, name = re.sub("[　 ]+", " ", text).partition(" ")
            wide = len(name) <= 3
            if form == "dots":
                text = f"........{role}　{name}"
            elif form == "glyphs" and wide and line is not paper.lines[-1]:
                text = "\n".join(role + name)
            elif form == "joined" and lines and re.match("审判|人民陪审", lines[-1]) and wide:
                lines[-1] += f"　　{role}　{name}"
                continue
            elif form == "blown" and wide:
                text = "　".join(role) + "　　" + " 　".join(name)
        lines.append(text)
    return ("\n".join(lines) + "\n").encode()


def pages(paper: Paper, rng: Random) -> bytes:
    """Page numbers between lines, also in the middle of a paragraph, and glued into dates as [3]."""
    lines: list[str] = []
    glued = False
    for line in paper.lines:
        text = line.text
        if line.role == "body" and not glued and (day := re.search(r"(?<=\d年)\d{1,2}(?=月)", text)):
            text = f"{text[: day.end()]}[{rng.randint(2, 9)}]{text[day.end() :]}"
            glued = True
        if line.role == "body" and len(text) > 120 and rng.random() < 0.5:
            half = len(text) // 2
            lines += [text[:half], rng.choice(["- 2 -", "第 2 页", "第2页 共3页"]), text[half:]]
        else:
            lines.append(text)
    return ("\n".join(lines) + "\n- 3 -\n").encode()


def dates(paper: Paper, rng: Random) -> bytes:
    """Another sign for 〇 in the date of the signature."""
    return paper.text.replace("〇", rng.choice(["Ｏ", "O", "0", "○", "０", "零", "o", "◯"])).encode()


def lookalikes(paper: Paper, rng: Random) -> bytes:
    """What a scanner makes of fixed words; names, numbers and dates are left alone."""
    pairs = [
        *(
            ("裁定", "栽定"),
            ("申请执行", "申清执行"),
            ("查询", "杳询"),
            ("审判长", "窜判长"),
            ("被执行人：", "被执行入："),
        ),
        *(
            ("债权", "债杈"),
            ("人民法院\n", "入民法院\n"),
            ("再次申请", "冉次申请"),
            ("未发现", "末发现"),
            ("判决书", "判泱书"),
        ),
    ]
    text = paper.text
    for right, wrong in rng.sample(pairs, 4):
        text = text.replace(right, wrong)
    return text.encode()
