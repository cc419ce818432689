from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from benmo.cli.app import run
from benmo.contract import faults
from benmo.errors import EXIT_WORDS, Exit

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "corpora" / "samples"


def sample(prefix: str) -> str:
    return str(next(SAMPLES.glob(f"{prefix}_*")))


def benmo(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "benmo", *arguments]
    return subprocess.run(command, capture_output=True, env=os.environ | environment, stdin=subprocess.DEVNULL)


def test_help_is_chinese_and_names_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    assert all(words in text for words in EXIT_WORDS.values())
    assert not any(word in text for word in ("Usage", "Options", "Commands", "Show this"))


@pytest.mark.parametrize(
    "command", ["review", "batch", "draft", "read", "law show", "llm fetch", "eval findings", "doctor"]
)
def test_every_command_explains_itself_in_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command.split(), "--help"]) == 0
    text = capsys.readouterr().out
    assert "用法：" in text
    assert "Show this" not in text


HEAVY = ("spacy", "jieba", "torch", "transformers", "langchain_core", "openai", "pydantic", "docx", "openpyxl", "numpy")


@pytest.mark.parametrize("arguments", [["--help"], ["review", "SAMPLE"], ["why", "SAMPLE", "interview"]])
def test_no_command_imports_what_it_does_not_use(arguments: list[str]) -> None:
    words = [sample("03") if a == "SAMPLE" else a for a in arguments]
    code = (
        f"import sys; from benmo.cli.app import run; run({words!r}); print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["revew"], "没有这个命令：revew"),
        (["review"], "缺少参数 文件或目录"),
        (["review", "x", "--formt", "text"], "没有 --formt"),
        (["review", "x", "--format", "pdf"], "只能是 text、json、html"),
        (["review", "x", "y"], "多出的参数"),
        (["review", "/没有/这个.txt"], "找不到 /没有/这个.txt"),
        (["batch", "."], "没有说结果写到哪里"),
        (["batch", ".", "--out", "r", "--workers", "0"], "应为数字"),
        (["draft", "x", "--out", "x.doc"], ".docx"),
        (["draft", "x", "--out", "x.docx", "--by", "张三"], "--confirm"),
        (["law", "show", "没有这部法", "1"], "没有这部法"),
    ],
)
def test_wrong_use(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == Exit.USAGE
    shown = capsys.readouterr().err
    assert words in shown
    assert "办法" in shown
    assert "Traceback" not in shown


def test_json_review_obeys_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", sample("05"), "--format", "json"]) == 0
    review = json.loads(capsys.readouterr().out)
    assert not faults("review", review)
    assert review["status"] == "reviewed"
    assert "text" not in review["documents"][0]


def test_text_and_html_review(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", sample("05")]) == 0
    assert "待核实" in capsys.readouterr().out
    assert run(["review", sample("05"), "--format", "html", "--out", str(tmp_path / "r.html")]) == 0
    page = (tmp_path / "r.html").read_text("utf-8")
    assert "<mark" in page
    assert "http://" not in page
    assert "https://" not in page


GARBAGE = {
    "空.txt": b"",
    "二进制.txt": bytes(range(256)) * 40,
    "截断.docx": b"PK\x03\x04" + b"\x14\0" * 30,
    "图.txt": b"\x89PNG\r\n\x1a\n" + b"\0" * 200,
    "坏.pdf": b"%PDF-1.4\n%broken",
}


@pytest.mark.parametrize("name", GARBAGE)
def test_garbage_is_reported_not_raised(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_bytes(GARBAGE[name])
    assert run(["review", str(tmp_path / name)]) == Exit.UNREADABLE
    shown = capsys.readouterr()
    assert name in shown.out + shown.err
    assert "Traceback" not in shown.out + shown.err


def test_folder_of_images(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for n in range(3):
        (tmp_path / f"{n}.png").write_bytes(GARBAGE["图.txt"])
    assert run(["review", str(tmp_path)]) == Exit.UNREADABLE
    # Without the extra the files are named as needing OCR, with it as unreadable pictures.
    shown = capsys.readouterr().out
    assert any(word in shown for word in ("图片", "OCR"))


def test_fault_of_ours_has_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr("benmo.review.review_all", fail)
    assert run(["review", sample("05")]) == Exit.INTERNAL
    shown = capsys.readouterr().err
    assert "程序内部错误" in shown
    assert "Traceback" not in shown
    assert "deep inside" in (own_home / "logs" / "benmo.log").read_text("utf-8")


def test_utf8_without_a_locale() -> None:
    result = benmo("--help", LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0", PYTHONIOENCODING="ascii")
    assert "用法" in result.stdout.decode("utf-8")


def test_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m benmo review '{sample('05')}' | head -c 1"
    result = subprocess.run(["bash", "-c", command], capture_output=True)
    assert result.stderr == b""


def test_batch_with_a_list_for_excel(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = tmp_path / "cases"
    cases.mkdir()
    (cases / "=1+1.txt").write_bytes(Path(sample("05")).read_bytes())
    (cases / "空.txt").write_bytes(b"")
    out, sheet = tmp_path / "r.jsonl", tmp_path / "清单.xlsx"
    assert run(["batch", str(cases), "--out", str(out), "--xlsx", str(sheet)]) == Exit.UNREADABLE
    assert len(out.read_text("utf-8").splitlines()) == 2
    table = openpyxl.load_workbook(sheet).active
    assert table is not None
    head = [c.value for c in table[1]]
    assert {"法院", "案号", "立案日期", "裁定日期", "立案至裁定天数", "执行通知", "终本约谈"} - set(head) <= {
        "终本约谈"
    }
    assert len(head) > 60
    assert table["A2"].value == "=1+1"
    assert table["A2"].data_type == "s"
    assert table.freeze_panes == "B2"
    assert table.auto_filter.ref
    conclusions = {c.value for c in table[2][head.index("执行通知") :][:46]}
    assert conclusions <= {"违法", "待核实", "合规", "不适用"}


def test_batch_for_excel_alone(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.txt").write_bytes(Path(sample("05")).read_bytes())
    assert run(["batch", str(tmp_path / "cases"), "--xlsx", str(tmp_path / "l.xlsx")]) == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cases", "l.xlsx"]


def test_suggestion_is_refused_where_nothing_is_firm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "建议.docx"
    assert run(["draft", sample("05"), "--out", str(out), "--no-llm"]) == Exit.NOTHING_FIRM
    assert not out.exists()
    assert {p.name for p in tmp_path.glob("*.docx")} == {"建议_调卷函.docx", "建议_调查核实方案.docx"}
    assert "不出具检察建议书" in capsys.readouterr().err


def test_confirmed_point_is_drafted(tmp_path: Path) -> None:
    out, record = tmp_path / "建议.docx", tmp_path / "draft.json"
    arguments = ["draft", sample("05"), "--out", str(out), "--json", str(record), "--no-llm"]
    assert run([*arguments, "--confirm", "interview", "--by", "张三", "--on", "2025-03-01"]) == 0
    assert out.read_bytes()[:2] == b"PK"
    made = json.loads(record.read_text("utf-8"))
    assert not faults("draft", made)
    assert made["confirmed"][0]["by"] == "张三"


def test_unknown_checkpoint_is_wrong_use(tmp_path: Path) -> None:
    arguments = ["draft", sample("05"), "--out", str(tmp_path / "x.docx"), "--confirm", "intervew", "--by", "张三"]
    assert run(arguments) == Exit.USAGE


def test_doctor_and_config(capsys: pytest.CaptureFixture[str], own_home: Path) -> None:
    import tomllib

    assert run(["doctor"]) == 0
    assert "监督要点" in capsys.readouterr().out
    assert run(["config", "show"]) == 0
    assert set(tomllib.loads(capsys.readouterr().out)) == {"office", "llm", "ocr", "storage", "web", "limits"}


def test_a_case_with_a_file_that_cannot_be_read_says_so_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "裁定.txt").write_bytes(Path(sample("05")).read_bytes())
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 torn")
    assert run(["review", str(tmp_path)]) == Exit.UNREADABLE
    lines = capsys.readouterr().out.splitlines()
    assert any("未能读取" in line and "坏.docx" in line for line in lines[:6])


@pytest.mark.parametrize("command", ["review", "batch"])
def test_an_empty_folder(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    assert run([command, str(empty)]) in (Exit.UNREADABLE, Exit.USAGE)
    shown = capsys.readouterr()
    assert "没有" in shown.out + shown.err


def test_points_are_confirmed_by_their_chinese_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "建议.docx"
    words = [
        "draft",
        sample("05"),
        "--out",
        str(out),
        "--confirm",
        "执行通知，责令报告财产",
        "--by",
        "张三",
        "--no-llm",
    ]
    assert run(words) == 0
    assert out.exists()


@pytest.mark.parametrize("day", ["昨天", "2019-02-30"])
def test_a_wrong_day_is_told_in_chinese(day: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "show", "民诉法解释", "517", "--on", day]) == Exit.USAGE
    text = capsys.readouterr().err
    assert "2025-03-01" in text
    assert "format" not in text
