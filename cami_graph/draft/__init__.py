"""What a new document could claim: DOCX, XLSX, HTML, PDF or text in, proposed rows out, each for a person to read.

Takes the reference tables and the cues of ``data/draft/``; knows no graph. Nothing it proposes counts before a person
said yes.
"""

from cami_graph.draft.document import Draft, draft_document, draft_source
from cami_graph.draft.facts import Fact, list_facts

__all__ = ["Draft", "Fact", "draft_document", "draft_source", "list_facts"]
