"""The papers between procuratorate and court: what a 检察建议书 raises and requests, what a court's answer does.

Plain functions from clean text to dataclasses with spans. Which checkpoint a defect answers is a name from
``nlp/lexicons/defects.yaml``; whether the defect is there is no matter of this room.
"""

from nlp.papers.defects import Raised, displaced, find_raised, topics_of
from nlp.papers.parts import Parts, cut
from nlp.papers.replies import Reply, ReplyItem, read_reply
from nlp.papers.requests import find_requests
from nlp.papers.signs import Signs, find_signs, spoken_of, yields_to

__all__ = [
    "Parts",
    "Raised",
    "Reply",
    "ReplyItem",
    "Signs",
    "cut",
    "displaced",
    "find_raised",
    "find_requests",
    "find_signs",
    "read_reply",
    "spoken_of",
    "topics_of",
    "yields_to",
]
