"""Check a review's JSON against the contract: ``python check_review.py review.json``; exit 1 where it breaks it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benmo.contract import faults


def main() -> int:
    """Print what is wrong, or one line that all is well."""
    review = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    wrong = faults("review", review)
    print("\n".join(wrong) or f"review.json: valid, {review['status']}, {len(review['findings'])} findings")
    return 1 if wrong or review["status"] != "reviewed" else 0


if __name__ == "__main__":
    sys.exit(main())
