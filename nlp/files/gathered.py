"""What the readers of one paper gather."""

from __future__ import annotations

from nlp.events.model import Assertion
from nlp.files.model import Control, Delivery, Feedback, Instalment, Payment, Requery, Sale


class Gathered:
    """What is being gathered."""

    def __init__(self) -> None:
        self.assertions: list[Assertion] = []
        self.feedback: list[Feedback] = []
        self.controls: list[Control] = []
        self.deliveries: list[Delivery] = []
        self.requeries: list[Requery] = []
        self.payments: list[Payment] = []
        self.sales: list[Sale] = []
        self.instalments: list[Instalment] = []
