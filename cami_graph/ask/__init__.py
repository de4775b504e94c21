"""A question in a person's own words, English or Russian, led to a question of the library with its values.

Nothing is learnt from those who ask and nothing is sent anywhere: `words` reduces words to what they mean, `names`
finds things of the record in a sentence, `match` compares the sentence with the phrasings that every question carries
(`queries/phrasings.csv`), `regression` lets all of these have a say, `fill` puts the things found into the parameters,
`told` says what was understood.
"""

from cami_graph.ask.answer import Answer, Asker
from cami_graph.ask.fill import Candidate
from cami_graph.ask.kept import freeze_asker, open_asker, renew_asker
from cami_graph.ask.phrasings import Phrasing, lint_phrasings, read_phrasings
from cami_graph.ask.things import find_things
from cami_graph.ask.written import answer_json, answer_object, short_values

__all__ = [
    "Answer",
    "Asker",
    "Candidate",
    "Phrasing",
    "answer_json",
    "answer_object",
    "find_things",
    "freeze_asker",
    "lint_phrasings",
    "open_asker",
    "read_phrasings",
    "renew_asker",
    "short_values",
]
