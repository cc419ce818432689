"""The records that the papers of a case file yield. Every span is a clean-text span of the paper it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from nlp.document import Span
from nlp.events.model import Assertion

Day = date  # inside the classes below a field named ``date`` hides the type


class Feedback(NamedTuple):
    """One answer to an inquiry (查控反馈): who, what category, when, what came back and how it was controlled.

    ``found`` is None where the answer cannot be read. ``flags``: unmortgaged, unsealed, mortgaged, sealed_elsewhere,
    ours, uncontrolled, frozen, seized, waiting, transferred, none_worth, unanswered (未反馈).
    """

    respondents: tuple[str, ...]
    category: str
    date: Day | None
    found: bool | None
    result: str
    control: str
    flags: tuple[str, ...]
    amount: Decimal | None
    span: Span
    plates: tuple[str, ...] = ()


class Control(NamedTuple):
    """A seizure or freeze (查封、冻结) and how long it lasts. ``kind``: seizure, freeze; ``waiting``: 轮候.

    ``reckoned``: the end is not written but counted from start and term (推算).
    """

    kind: str
    category: str
    holders: tuple[str, ...]
    start: Day | None
    until: Day | None
    waiting: bool
    renewal: bool
    words: str
    span: Span
    reckoned: bool = False


class Sighting(NamedTuple):
    """A thing of a respondent's that someone told of, or that was seen, at a visit (走访): a lead, no proof."""

    category: str
    respondents: tuple[str, ...]
    date: Day | None
    words: str
    span: Span


class Lapse(NamedTuple):
    """A register says that a seizure ran out and was not renewed (到期失效、无续封登记)."""

    until: Day | None
    span: Span


class Talk(NamedTuple):
    """One interview (约谈、谈话、询问) as recorded.

    ``with_whom``: creditor, agent, debtor, stranger, unknown. ``objects`` are the statutory subjects that the court
    told (progress, measures, assets, grounds, consequences). ``signed``: yes, refused, unknown.
    ``answer``: what the court replied to an objection or clue: none, noted (记录在案), promised, answered.
    """

    date: Day | None
    with_whom: str
    name: str
    authorised: bool
    objects: tuple[str, ...]
    consent: Span | None
    mild: Span | None
    objection: Span | None
    clue: Span | None
    no_clue: Span | None
    urgent: bool
    demands: tuple[tuple[str, Span], ...]
    answer: str
    signed: str
    told: Span | None
    span: Span


class Minutes(NamedTuple):
    """Minutes of a panel (合议庭评议笔录). ``approved`` is the president's approval, ``approval`` its words."""

    date: Day | None
    members: tuple[str, ...]
    agreed: bool | None
    approved: Day | None
    approval: Span | None
    span: Span


class Delivery(NamedTuple):
    """Service of the ruling (送达): to whom, when, whether it arrived."""

    to: tuple[str, ...]
    creditor: bool
    date: Day | None
    arrived: bool
    span: Span


class Requery(NamedTuple):
    """One line of the register of inquiries after the ending (终本后定期查询).

    ``done`` is None where the line says that the inquiry was not made (``skipped``) or leaves it blank. ``told``: True,
    False (未告知), None (blank).
    """

    due: Day | None
    done: Day | None
    skipped: bool
    result: str
    amount: Decimal | None
    sealed: bool
    new: bool
    told: bool | None
    span: Span


class Payment(NamedTuple):
    """Money that came in and went out (案款)."""

    arrived: Day | None
    noticed: Day | None
    released: Day | None
    payee: str
    amount: Decimal | None
    kept: bool
    excused: bool
    span: Span


class Application(NamedTuple):
    """What a party asked for. ``kind``: renewal, resume, clue, add_party, release, credit, measure, share, supervision.

    ``received`` is the court's stamp (收文), ``written`` the paper's own date.
    """

    kind: str
    written: Day | None
    received: Day | None
    urgent: bool
    span: Span
    words: str = ""


class Answer(NamedTuple):
    """What the court answered to an application of ``kind``. ``outcome``: granted, refused, checked."""

    kind: str
    date: Day | None
    outcome: str
    span: Span


class Round(NamedTuple):
    """One round of an auction (拍卖): price, notice, start, outcome. ``ratio`` is price over valuation where stated."""

    number: int
    price: Decimal | None
    noticed: Day | None
    opens: Day | None
    failed: bool
    sold: bool
    span: Span


class Sale(NamedTuple):
    """The disposal of one thing (评估拍卖): valuation, rounds, private sale, and what was asked afterwards.

    ``asked``: True (征询抵债), False (未征询), None.
    """

    category: str
    valuation: Decimal | None
    valued: Span | None
    rounds: tuple[Round, ...]
    private_sale: Span | None
    asked: Span | None
    not_asked: Span | None
    declined: Span | None
    kept: Span | None
    undisclosed: Span | None
    unqualified: Span | None
    offset_price: Decimal | None
    offset: Span | None
    span: Span


class Declaration(NamedTuple):
    """What a respondent declared (财产申报): category → said to have nothing."""

    respondents: tuple[str, ...]
    date: Day | None
    nothing: tuple[tuple[str, Span], ...]
    something: tuple[tuple[str, Span], ...]
    span: Span


class Transfer(NamedTuple):
    """An asset that changed hands according to a register (转移登记). ``gratuitous``: 赠与, 无偿."""

    category: str
    old: str
    new: str
    date: Day | None
    gratuitous: bool
    plates: tuple[str, ...]
    span: Span


class Unsealed(NamedTuple):
    """The court that sealed first released its seizure (首封解除), so that a waiting one takes effect."""

    date: Day | None
    span: Span


class Ground(NamedTuple):
    """One ground of a supervision request (监督申请书)."""

    text: str
    span: Span


class Settlement(NamedTuple):
    """A settlement agreement (执行和解协议): signed when, running until when."""

    signed: Day | None
    until: Day | None
    span: Span


class Instalment(NamedTuple):
    """One instalment of a settlement: the day agreed and the day paid."""

    due: Day
    paid: Day | None
    span: Span


class Kept(NamedTuple):
    """The court's own word that a settlement is being kept, or that it is broken (``kept`` False)."""

    kept: bool
    date: Day | None
    span: Span


class Insolvency(NamedTuple):
    """A ruling that accepts a petition for the bankruptcy of *who*."""

    who: str
    date: Day | None
    span: Span


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything read of one paper. ``numbers`` are the case numbers it calls its own; ``latest`` its last date."""

    assertions: tuple[Assertion, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    controls: tuple[Control, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    talks: tuple[Talk, ...] = ()
    minutes: tuple[Minutes, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    requeries: tuple[Requery, ...] = ()
    payments: tuple[Payment, ...] = ()
    applications: tuple[Application, ...] = ()
    answers: tuple[Answer, ...] = ()
    sales: tuple[Sale, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    unsealed: tuple[Unsealed, ...] = ()
    grounds: tuple[Ground, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    kept: tuple[Kept, ...] = ()
    insolvencies: tuple[Insolvency, ...] = ()
    own_number: str | None = None
    foreign: bool = False
    dated: Day | None = None
    latest: Day | None = None
