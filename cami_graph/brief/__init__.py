"""Two pages for a meeting: who shares what, what is done together, what may be missing, who could bridge it.

Takes an analysed graph and a subject (a landscape, a country, a species or a pair of countries); gives PDF, DOCX, HTML
or Markdown, in English or Russian. All forms are made from the same `Brief`.
"""

from cami_graph.brief.content import Brief, make_brief
from cami_graph.brief.maker import BriefMaker
from cami_graph.brief.subject import Subject, find_subject
from cami_graph.brief.write import FORMS, write_brief

__all__ = ["FORMS", "Brief", "BriefMaker", "Subject", "find_subject", "make_brief", "write_brief"]
