"""Two pages for a meeting: the finding, what is done on what is shared, what to ask, and the words behind it all.

Takes an analysed graph and a subject (a landscape, a country, a species or a pair of countries); gives PDF, DOCX, HTML,
Markdown or XLSX, in English or Russian. All forms are made from the same `Brief`.
"""

from cami_graph.brief.content import Brief, make_brief
from cami_graph.brief.headline import say_finding
from cami_graph.brief.maker import BriefMaker
from cami_graph.brief.page import to_fragment
from cami_graph.brief.questions import raise_questions
from cami_graph.brief.subject import Subject, find_subject
from cami_graph.brief.write import FORMS, write_brief

__all__ = [
    "FORMS",
    "Brief",
    "BriefMaker",
    "Subject",
    "find_subject",
    "make_brief",
    "raise_questions",
    "say_finding",
    "to_fragment",
    "write_brief",
]
