"""Who may import whom, and what the review of a text file must not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = {"nlp", "prompts", "corpora", "evaluation", "benmo"}
ALLOWED = {
    "nlp": {"nlp"},
    "prompts": {"prompts"},
    "corpora": {"corpora"},
    "benmo": {"benmo", "nlp", "prompts", "corpora"},
    "evaluation": OURS,
}
#: Large libraries that only some commands need.
HEAVY = ["spacy", "torch", "transformers", "langchain", "langchain_core", "langchain_openai", "openai", "pydantic"]
HEAVY += [
    "sqlalchemy",
    "fastapi",
    "nicegui",
    "openpyxl",
    "docx",
    "docxtpl",
    "pypdfium2",
    "lxml",
    "numpy",
    "rich",
    "jsonschema",
    "jieba",
    "xllamacpp",
    "click",
]


def sources() -> list[Path]:
    return [p for package in sorted(OURS) for p in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """Top-level packages that *path* imports, at whatever depth of the code."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", sources(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_arrows(path: Path) -> None:
    parts = path.relative_to(ROOT).parts
    allowed = ALLOWED[parts[0]] | ({"evaluation"} if parts[:2] == ("benmo", "cli") else set())
    assert imported(path) & OURS <= allowed


@pytest.mark.parametrize("path", sources(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_nlp_is_never_imported_by_its_bare_name(path: Path) -> None:
    # spaCy hands factories an argument called nlp; `import nlp` would hide one or the other.
    bare = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Import)]
    assert "nlp" not in {alias.name for node in bare for alias in node.names}


def test_every_package_says_what_it_is() -> None:
    for package in OURS:
        for folder in {p.parent for p in (ROOT / package).rglob("*.py")}:
            init = folder / "__init__.py"
            assert init.exists(), folder
            assert ast.get_docstring(ast.parse(init.read_text("utf-8"))), init


def test_no_init_in_tests() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def loaded_by(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.split(".")[0] for name in result.stderr.split()}


def test_review_of_a_text_file_loads_nothing_heavy() -> None:
    sample = next((ROOT / "corpora" / "samples").glob("05_*.txt"))
    code = (
        "from pathlib import Path\nfrom benmo.cases.intake import gather\nfrom benmo.review import review_all\n"
        f"review_all(gather(Path({str(sample)!r}))[0])"
    )
    assert not loaded_by(code) & set(HEAVY)


def test_help_loads_only_the_command_line() -> None:
    loaded = loaded_by("from benmo.cli.app import run\nrun(['--help'])")
    assert not loaded & (set(HEAVY) - {"click"})
    assert "nlp" not in loaded
