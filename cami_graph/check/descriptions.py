"""See that a report of which something was read is described: what a draft cannot know, a person has to write."""

from __future__ import annotations

from collections.abc import Iterator

from cami_graph.check.quotes import Words
from cami_graph.errors import Fault
from cami_graph.source import DESCRIPTION, TO_WRITE
from cami_graph.tables import Claim

WANTED = {
    "title": "Write its title as it is printed.",
    "title_ru": "Write the title in Russian.",
    "publisher": "Write who published it.",
    "citation": "Write how one cites it.",
    "licence": "Write under which terms it may be used.",
}
READER = "Write under [reading] who read the report, and the day as read_on."


def check_description(words: Words) -> Iterator[Fault]:
    """Find what the description of a report lacks, once a claim of it counts as read."""
    if not any(isinstance(row, Claim) and row.state == "read" for row in words.tables.all_rows()):
        return
    source = words.source
    file = f"reports/{source.id}/{DESCRIPTION}"
    for name, remedy in WANTED.items():
        text = str(getattr(source, name))
        if text in ("", TO_WRITE):
            yield Fault(f"The report has no {name}.", file, None, name, text, remedy)
    if not source.reading.reader:
        yield Fault("Nobody is named who read the report.", file, None, "reading.reader", "", READER)
