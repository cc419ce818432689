"""The API against requests made from its own description: ``python -m evaluation.fuzz.api --examples 200``.

schemathesis makes requests that keep to ``/api/v1/openapi.json`` and requests that do not, for every operation, with a
token that is good. Whatever comes back must be a status that the description names, with a body as it says there; no
answer may be a 500, and what does not keep to the description must not be taken.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benmo.api.app import make_app
from benmo.desk.model import Actor, Upload
from benmo.desk.service import Desk
from benmo.errors import NotLoggedIn

if TYPE_CHECKING:
    from schemathesis import Case
    from schemathesis.schemas import APIOperation

SAMPLES = Path(__file__).resolve().parents[2] / "corpora" / "samples"
PASSWORD = "Mo-Hu-Ce-Shi-2026"


@dataclass
class Report:
    """What came of a run: how often each operation answered with each status, and what broke a promise."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)

    def table(self) -> Iterator[str]:
        """A line for each operation."""
        by_label: dict[str, list[str]] = {}
        for (label, status), count in sorted(self.answers.items()):
            by_label.setdefault(label, []).append(f"{status}×{count}")
        for label, found in by_label.items():
            yield f"{label}\t{' '.join(found)}"


class Target:
    """A desk with a case, a draft and a paper, and a token that is made anew where a request took it back."""

    def __init__(self, desk: Desk) -> None:
        assert desk.first_password
        self.desk = desk
        self.who: Actor = desk.change_password(
            desk.login("admin", desk.first_password).actor, desk.first_password, PASSWORD
        )
        self._secret = ""
        self.app = make_app(desk)
        self.key = self._case()

    def _case(self) -> str:
        file = next(SAMPLES.glob("03_*"))
        job = self.desk.intake(self.who, [Upload(file.name, file.read_bytes())])
        self.desk.runner.drain()
        key = str(self.desk.items(self.who, job.id)[0].case)
        found = self.desk.case(self.who, key).review["findings"]
        shown = next(f["checkpoint"] for f in found if f["conclusion"] == "violation")
        self.desk.decide(self.who, key, shown, "confirmed")
        self.desk.answer_admission(self.who, key, "gate", "overruled", note="只作测试")
        self.desk.draft(self.who, key, "检察建议书")
        return key

    @property
    def described(self) -> dict[str, Any]:
        """The description of the API."""
        return self.app.openapi()

    def head(self) -> dict[str, str]:
        """Headers that are good for the next request."""
        try:
            self.desk.bearer(self._secret)
        except NotLoggedIn:
            self._secret = self.desk.make_token(self.who, "fuzz")[1]
        return {"Authorization": f"Bearer {self._secret}"}

    def known(self) -> dict[str, Any]:
        """Names that are there, for requests that are to reach something."""
        view = self.desk.case(self.who, self.key)
        shown = next(f["checkpoint"] for f in view.review["findings"] if f["conclusion"] == "violation")
        document = view.review["documents"][0]["id"]
        return {
            "key": self.key, "checkpoint": shown, "number": 1, "place": 3, "document": document, "start": 3, "end": 30,
            "paper": "检察建议书", "base": view.drafts[0].versions, "q": "查封", "name": self.who.name,
            "item": "source", "answer": "application",
        }  # fmt: skip

    def before(self) -> dict[str, str]:
        """Whatever waits is done (the events of a job end with it); returns :meth:`head`."""
        self.desk.runner.drain()
        return self.head()


@contextmanager
def target(home: Path, url: str = "") -> Iterator[Target]:
    """A target in an empty data folder."""
    with Desk.open(home, url, apart=False) as desk:
        yield Target(desk)


def run(at: Target, examples: int, seed: int | None = None) -> Report:
    """Ask every operation *examples* times, half of them as described and half not."""
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.core.result import Ok

    report = Report()
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", at.app)
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        for mode in GenerationMode:
            _operation(at, report, operation, operation.as_strategy(generation_mode=mode), examples // 2, seed)
    return report


def _operation(
    at: Target, report: Report, operation: APIOperation[Any, Any, Any, Any], cases: Any, examples: int, seed: int | None
) -> None:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis import strategies as st
    from hypothesis.errors import Unsatisfiable
    from schemathesis import GenerationMode
    from schemathesis.core.failures import FailureGroup

    @settings(
        max_examples=max(1, examples), deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), derandomize=False,
    )  # fmt: skip
    @given(cases, st.booleans())
    def ask(case: Case[Any], real: bool) -> None:
        if real and case.meta is not None and case.meta.generation.mode == GenerationMode.POSITIVE:
            for part in (case.path_parameters, case.query, case.body):
                if isinstance(part, dict):
                    part.update({k: v for k, v in at.known().items() if k in part})
        try:
            response = case.call(headers=at.before())
        except Exception as error:  # served in this process, an error of the program comes through as itself
            report.answers[operation.label, 500] += 1
            words = "".join(traceback.format_exception(error)[-3:])
            report.failures.setdefault(
                f"{operation.label}: {type(error).__name__}", f"{case.as_curl_command()}\n{words}"
            )
            return
        report.answers[operation.label, response.status_code] += 1
        try:
            case.validate_response(response, excluded_checks=[])
        except FailureGroup as group:
            for failure in group.exceptions:
                if excused(operation, failure):
                    continue
                name = f"{operation.label}: {type(failure).__name__}: {response.status_code}"
                report.failures.setdefault(name, f"{failure}\n{case.as_curl_command()}\n{response.text[:500]}")

    try:
        (seeded(seed)(ask) if seed is not None else ask)()
    except Unsatisfiable:
        return  # nothing can be wrong about a request that holds nothing


def excused(operation: APIOperation[Any, Any, Any, Any], failure: Exception) -> bool:
    """What is no fault of the API.

    A schema cannot say everything: a rejection needs its reason, a password must be right, a paper must be one that
    can be drafted. And a form has no types: what was meant as a number or null arrives as words.
    """
    from schemathesis.core.failures import AcceptedNegativeData
    from schemathesis.openapi.checks import RejectedPositiveData

    if isinstance(failure, RejectedPositiveData):
        return True
    form = any(body.media_type.startswith("multipart/") for body in operation.body)
    return form and isinstance(failure, AcceptedNegativeData)


def main() -> int:
    """Run, print what was answered and what failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--examples", type=int, default=200)
    options.add_argument("--seed", type=int)
    options.add_argument("--url", default="", help="an empty PostgreSQL; default is SQLite in a temporary folder")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as spare, target(Path(spare), given.url) as at:
        report = run(at, given.examples, given.seed)
    print("\n".join(report.table()))
    for name, words in report.failures.items():
        print(f"\n{name}\n{words}")
    print(f"\n{sum(report.answers.values())} requests, {len(report.failures)} failures")
    return bool(report.failures)


if __name__ == "__main__":
    sys.exit(main())
