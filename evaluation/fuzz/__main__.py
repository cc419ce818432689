"""``python -m evaluation.fuzz``: mutants of every format through the readers; see the options."""

from __future__ import annotations

import argparse
import secrets
import sys
import time

from evaluation.fuzz.run import Report, fuzz
from evaluation.fuzz.seeds import FORMATS


def main() -> int:
    """Run and print a table; 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.fuzz", description=__doc__)
    parser.add_argument("--formats", default=",".join(FORMATS), help="comma-separated; default all")
    parser.add_argument("--count", type=int, default=20_000, help="mutants of each format")
    parser.add_argument("--seed", type=int, default=None, help="default: a random one, printed")
    parser.add_argument("--seconds", type=float, default=10.0, help="limit for one file")
    parser.add_argument("--office", action="store_true", help="let LibreOffice try what antiword cannot read (slow)")
    options = parser.parse_args()
    seed = secrets.randbelow(2**32) if options.seed is None else options.seed
    office = " and LibreOffice" if options.office else ""
    print(f"seed {seed}; pages are drawn and pictures decoded, recognition is stubbed; doc: antiword{office}")
    heads = f"{'format':7}{'mutants':>8}{'read':>8}{'refused':>9}{'other':>7}{'ms each':>9}{'slowest s':>11}"
    print(f"{heads}{'MB':>10}{'failed':>8}")
    failed = 0
    for form in options.formats.split(","):
        started = time.monotonic()
        report = fuzz(form, options.count, seed, limit_seconds=options.seconds, office=options.office)
        _show(report, time.monotonic() - started)
        failed += len(report.failures)
    return 1 if failed else 0


def _show(report: Report, seconds: float) -> None:
    good = report.outcomes["read"], report.outcomes["refused"]
    print(
        f"{report.form:7}{report.count:8}{good[0]:8}{good[1]:9}{report.count - sum(good):7}"
        f"{report.seconds / max(1, report.count) * 1000:9.2f}{report.slowest:11.2f}"
        f"{f'{report.base >> 20}→{report.peak >> 20}':>10}{len(report.failures):8}   ({seconds:.0f} s)",
        flush=True,
    )
    for outcome, times in report.outcomes.most_common():
        if outcome not in ("read", "refused"):
            print(f"    {times} × {outcome[:200]}", flush=True)
    for number, failure in report.failures[:20]:
        print(f"    mutant {number}: {failure[:300]}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
