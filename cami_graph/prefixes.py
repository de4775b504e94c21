"""The prefixes that we use in RDF, as plain text: who only asks a question waits for no library of RDF."""

from __future__ import annotations

from functools import lru_cache

GRAPHS = "https://w3id.org/cami/graph/"
PREFIXES: dict[str, str] = {
    "cami": "https://w3id.org/cami/ontology#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dwc": "http://rs.tdwg.org/dwc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "id": "https://w3id.org/cami/id/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pplan": "http://purl.org/net/p-plan#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "voc": "https://w3id.org/cami/vocabulary/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CAMI, ID, VOCABULARY = PREFIXES["cami"], PREFIXES["id"], PREFIXES["voc"]


@lru_cache(maxsize=50_000)
def shorten(iri: str) -> str:
    """Return the IRI with the longest prefix that fits, or in full: `cami:Activity`, `id:country/AF`."""
    fits = [(prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space) and len(iri) > len(space)]
    if not fits:
        return iri
    prefix, space = max(fits, key=lambda pair: len(pair[1]))
    return f"{prefix}:{iri[len(space) :]}"
