"""``python -m corpora.generator``: write generated cases, each through one carrier or as plain text."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from corpora.generator import Case, generate, split_of
from corpora.generator.carriers import CARRIERS, carry


def main(arguments: list[str] | None = None) -> int:
    """Write ``input/``, ``gold/`` and ``manifest.json`` below the output folder."""
    parser = argparse.ArgumentParser(prog="python -m corpora.generator", description="生成虚构的裁定书、近似文书与卷宗")
    parser.add_argument("--seed", type=int, default=1, help="起始种子，默认 1")
    parser.add_argument("--n", type=int, default=20, help="生成多少案，默认 20")
    parser.add_argument("--out", type=Path, required=True, help="输出目录")
    parser.add_argument("--split", choices=["train", "dev", "test"], help="只取该集合的种子")
    parser.add_argument("--carrier", choices=["mixed", *CARRIERS], default="txt_utf8", help="载体；mixed 为轮流")
    chosen = parser.parse_args(arguments)
    usable = [c for c in CARRIERS.values() if c.available]
    rows = []
    for at, case in enumerate(generate(chosen.seed, chosen.n, chosen.split)):
        name = usable[at % len(usable)].name if chosen.carrier == "mixed" else chosen.carrier
        write(case, name, chosen.out)
        rows.append(
            {"id": case.id, "seed": case.seed, "split": split_of(case.seed), "carrier": name, "notes": case.notes}
        )
    text = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    (chosen.out / "manifest.json").write_text(text, "utf-8")
    print(f"已生成 {len(rows)} 案：{chosen.out}")
    return 0


def write(case: Case, carrier: str, folder: Path) -> None:
    """One case below *folder*: a file, or a folder of files, and its labels."""
    suffix = CARRIERS[carrier].suffix
    source, gold = folder / "input", folder / "gold"
    source.mkdir(parents=True, exist_ok=True)
    gold.mkdir(parents=True, exist_ok=True)
    if len(case.papers) == 1:
        (source / f"{case.id}{suffix}").write_bytes(carry(case.papers[0], carrier, case.seed))
    else:
        (source / case.id).mkdir(exist_ok=True)
        for paper in case.papers:
            (source / case.id / f"{paper.name}{suffix}").write_bytes(carry(paper, carrier, case.seed))
    text = json.dumps(case.gold(), ensure_ascii=False, indent=1) + "\n"
    (gold / f"{case.id}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
