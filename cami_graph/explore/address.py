"""Where a thing has its page: `…/id/activity/1.1.10` stands at `activity/1.1.10`, in every language and mode."""

from __future__ import annotations

from urllib.parse import quote

from cami_graph.rdf import CAMI, ID, VOCABULARY

KINDS = (
    "programme",
    "objective",
    "section",
    "heading",
    "activity",
    "subactivity",
    "taxon",
    "country",
    "landscape",
    "site",
    "actor",
    "initiative",
    "finding",
    "gap",
    "report",
    "document",
    "framework",
)
BASE = "https://w3id.org/cami/"
ONTOLOGY = str(CAMI).rstrip("#")
OF_THE_WHOLE = ("alignments", "foreign", "mappings")
THREAT_SCHEMES = ("threat",)
BRIEF_FORMS = ("pdf", "docx", "xlsx")


def kind_of(iri: str) -> str:
    """Return the kind of a thing by its IRI: `activity`, `threat`, `concept`, `term`; empty for what is not ours."""
    if iri.startswith(str(ID)):
        return iri[len(ID) :].split("/", 1)[0]
    if iri.startswith(str(VOCABULARY)):
        scheme, _, code = iri[len(VOCABULARY) :].partition("/")
        return "threat" if code and scheme in THREAT_SCHEMES else "concept"
    return "term" if iri.startswith(str(CAMI)) else ""


def slug_of(iri: str) -> str:
    """Return what ends the IRI of a thing, after its kind: `1.1.1-r1`."""
    return iri[len(ID) :].split("/", 1)[1] if iri.startswith(str(ID)) and "/" in iri[len(ID) :] else ""


def _document_path(path: str) -> str:
    """Return the page of what is no thing of the graph: a module, a rule, the data set, an example."""
    room, _, name = path.partition("/")
    if room == "ontology" and name:
        module = name.partition("/")[0]
        return "ontology/index" if module in OF_THE_WHOLE or module[0].isdigit() else f"ontology/{module}"
    if room == "claims":
        return "ontology/index"
    if room == "shape":
        return f"ontology/shapes#{name}" if name else "ontology/shapes"
    if room == "sparql-examples" and name and name != "prefixes":
        return f"query/{name}"
    return "about" if path == "dataset" else ""


def page_path(iri: str) -> str:
    """Return the path of the page of a thing, or of two countries, or nothing where it has no page of its own.

    >>> page_path("https://w3id.org/cami/id/pair/TM-UZ")
    'pair/TM-UZ'
    """
    kind = kind_of(iri)
    if iri == ONTOLOGY:
        return "ontology/index"
    if iri.startswith(BASE) and (path := _document_path(iri[len(BASE) :])):
        return path
    if kind == "term":
        return f"term/{iri[len(CAMI) :]}"
    if kind == "threat":
        return iri[len(VOCABULARY) :]
    if kind == "concept":
        scheme, _, code = iri[len(VOCABULARY) :].partition("/")
        return f"vocabulary/{scheme}#{code}" if code else f"vocabulary/{scheme}"
    if kind == "event":
        return f"browse/event#event-{slug_of(iri).replace('/', '-')}"
    return iri[len(ID) :] if kind in KINDS or kind == "pair" else ""


def pair_path(one: str, two: str) -> str:
    """Return the path of the page that shows what two countries share, by their codes.

    >>> pair_path("UZ", "TM")
    'pair/TM-UZ'
    """
    return f"pair/{'-'.join(sorted((one, two)))}"


def brief_path(subject: str, form: str, language: str) -> str:
    """Return where the server gives the brief of a page's subject (`country/UZ`, `pair/TM-UZ`) as a file of a form.

    >>> brief_path(pair_path("UZ", "TM"), "pdf", "ru")
    'brief/pair/TM-UZ.pdf?language=ru'
    """
    return f"brief/{quote(subject)}.{form}?language={language}"
