"""Answers that were given before: the graph does not change while it is served, so the same question has the same.

They are kept as they were written, the latest asked for, up to a number of bytes. What calls for the hour, for chance
or for a new name is answered anew each time.
"""

from __future__ import annotations

import re
from collections import OrderedDict

from cami_graph.serve.limits import Message

KINDS = ("sparql", "library")
EVER_NEW = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\b|\\u", re.IGNORECASE)
SHARE = 8


class KeptAnswers:
    """Questions with their answers, the one that was not asked for longest going first."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes, self.bytes = most_bytes, 0
        self.answers: OrderedDict[bytes, Message] = OrderedDict()

    def find(self, question: Message) -> Message | None:
        """Return the answer to this question, where it is kept."""
        if question.head.get("kind") not in KINDS:
            return None
        name = question.write()
        if name in self.answers:
            self.answers.move_to_end(name)
        return self.answers.get(name)

    def keep(self, question: Message, answer: Message) -> None:
        """Keep an answer that is whole, holds always, and takes no more than its share of the room."""
        name = question.write()
        size = len(name) + len(answer.body)
        if question.head.get("kind") not in KINDS or answer.head["status"] != 200 or name in self.answers:
            return
        if size > self.most_bytes // SHARE or EVER_NEW.search(str(question.head.get("query", ""))):
            return
        self.answers[name] = answer
        self.bytes += size
        while self.bytes > self.most_bytes:
            name, oldest = self.answers.popitem(last=False)
            self.bytes -= len(name) + len(oldest.body)

    def forget(self) -> None:
        """Keep nothing of what was: the graph is read anew."""
        self.answers.clear()
        self.bytes = 0
