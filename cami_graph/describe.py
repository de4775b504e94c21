"""The graph described for machines: DCAT for catalogues, VoID statistics and the library as examples for query editors.

The examples have the form of sib-swiss/sparql-examples, the statistics the nested partitions that its editor completes
names from. Both are graphs without blank nodes, and the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, RDF, RDFS, XSD

from cami_graph.paths import ONTOLOGY
from cami_graph.query import Library, Query, Runner
from cami_graph.query.programme import read_programmes
from cami_graph.rdf import CAMI, GRAPHS, PREFIXES, SH, VOID, bind_prefixes, dataset_quads, new_dataset, turtle_text
from cami_graph.store import count_graphs

FORM = "sparql-examples"
WELL_KNOWN = ".well-known/void"  # where the VoID note of the W3C has programs look first
EXAMPLES = Namespace("https://w3id.org/cami/sparql-examples/")
DATASET = URIRef("https://w3id.org/cami/dataset")
PREFIX_LIST = EXAMPLES["prefixes"]
SDO = Namespace("https://schema.org/")  # the examples are read by programs that know this spelling only
VOID_EXT = Namespace("http://ldf.fi/void-ext#")
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
PROJECT = URIRef("https://w3id.org/cami/")
PROJECT_NAME = "CAMI Graph contributors"
"""The creator is the project itself; its address is a placeholder for that of whoever keeps it."""

FILES = {"cami.nq": "application/n-quads", "cami.ttl": "text/turtle"}
KEYWORDS = ("snow leopard", "saiga", "migratory species", "Central Asia", "CMS", "CAMI", "conservation")
TITLES = (
    Literal("CAMI Graph: the Central Asian Mammals Initiative as a knowledge graph", lang="en"),
    Literal("CAMI Graph: Инициатива по млекопитающим Центральной Азии в виде графа знаний", lang="ru"),
)
DESCRIPTION = "What {programmes}, what was reported as done by whom and where, and the exact words."


def describe_graph(runner: Runner, endpoint: str = "") -> bytes:
    """Return DCAT, VoID and the examples as Turtle, with the address of the endpoint where there is one."""
    return write_description(describe_whole(runner, endpoint))


def describe_whole(runner: Runner, endpoint: str = "") -> Graph:
    """Return DCAT, VoID and the examples, as they stand at the address where programs look first."""
    graph = describe_dataset(runner, endpoint)
    add_examples(graph, runner.library, endpoint)
    return graph


def describe_dataset(runner: Runner, endpoint: str = "") -> Graph:
    """Return DCAT and VoID, for the endpoint at an address or, where there is none, for the files alone."""
    graph = Graph()
    bind_prefixes(graph)
    add_catalogue(graph)
    graph.add((DATASET, DCTERMS.description, Literal(describe_content(runner), lang="en")))
    add_coverage(graph, runner)
    add_statistics(graph, runner)
    if endpoint:
        add_service(graph, endpoint)
    return graph


def write_description(graph: Graph) -> bytes:
    """Return a description as Turtle, the same bytes each time."""
    dataset = new_dataset()
    for triple in graph:
        dataset.graph(GRAPHS["description"]).add(triple)
    return turtle_text(dataset_quads(dataset))


def add_catalogue(graph: Graph) -> None:
    """State what the dataset is, under which licence and in which files."""
    for kind in (DCAT.Dataset, VOID.Dataset):
        graph.add((DATASET, RDF.type, kind))
    for title in TITLES:
        graph.add((DATASET, DCTERMS.title, title))
    graph.add((DATASET, DCTERMS.license, LICENCE))
    graph.add((DATASET, DCTERMS.conformsTo, URIRef(str(CAMI).rstrip("#"))))
    graph.add((DATASET, DCTERMS.identifier, Literal(str(DATASET))))
    for link in (DCTERMS.creator, DCTERMS.publisher):
        graph.add((DATASET, link, PROJECT))
    graph.add((PROJECT, RDF.type, FOAF.Organization))
    graph.add((PROJECT, FOAF.name, Literal(PROJECT_NAME)))
    release = read_release()
    graph.add((DATASET, OWL.versionInfo, Literal(release.version)))
    for link in (DCTERMS.issued, DCTERMS.modified):
        graph.add((DATASET, link, Literal(release.day, datatype=XSD.date)))
    graph.add((DATASET, VOID.uriSpace, Literal(PREFIXES["id"])))
    for keyword in KEYWORDS:
        graph.add((DATASET, DCAT.keyword, Literal(keyword, lang="en")))
    for prefix in ("cami", "dcterms", "dwc", "geo", "oa", "org", "prov", "skos"):
        graph.add((DATASET, VOID.vocabulary, URIRef(PREFIXES[prefix])))
    for name, media in FILES.items():
        _add_file(graph, name, media)


def add_coverage(graph: Graph, runner: Runner) -> None:
    """State the years of the programmes and the countries that the dataset is about."""
    rows = runner.query("page-programmes").rows
    years = sorted(str(row[name]) for row in rows for name in ("start", "end") if row.get(name) is not None)
    if years:
        period = URIRef(f"{DATASET}#period")
        graph.add((DATASET, DCTERMS.temporal, period))
        graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
        graph.add((period, DCAT.startDate, Literal(years[0], datatype=XSD.gYear)))
        graph.add((period, DCAT.endDate, Literal(years[-1], datatype=XSD.gYear)))
    for row in runner.query("how-much-is-told-of-each-country").rows:
        graph.add((DATASET, DCTERMS.spatial, URIRef(str(row["country"]))))


@dataclass(frozen=True, slots=True)
class Release:
    """Version and day of the release, as the header of the ontology has them; all files of the project agree."""

    version: str
    day: str


def read_release() -> Release:
    """Return version and day of the release."""
    header = Graph().parse(ONTOLOGY / "cami.ttl", format="turtle")
    node = URIRef(str(CAMI).rstrip("#"))
    return Release(str(header.value(node, OWL.versionInfo)), str(header.value(node, DCTERMS.created))[:10])


def describe_for_search(runner: Runner, address: str = str(DATASET)) -> dict[str, Any]:
    """Return the dataset in schema.org, as search engines read it and as an RO-Crate describes its root."""
    graph = Graph()
    add_coverage(graph, runner)
    period = URIRef(f"{DATASET}#period")
    years = [str(value) for link in (DCAT.startDate, DCAT.endDate) for value in graph.objects(period, link)]
    places = sorted(str(row["countryLabel"]) for row in runner.query("how-much-is-told-of-each-country").rows)
    release = read_release()
    return {
        "@type": "Dataset",
        "@id": address,
        "name": str(TITLES[0]),
        "description": describe_content(runner),
        "license": str(LICENCE),
        "creator": {"@type": "Organization", "@id": str(PROJECT), "name": PROJECT_NAME},
        "version": release.version,
        "datePublished": release.day,
        "keywords": list(KEYWORDS),
        "temporalCoverage": "/".join(years),
        "spatialCoverage": [{"@type": "Country", "name": name} for name in places],
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{DATASET}/{name}", "encodingFormat": media}
            for name, media in FILES.items()
        ],
    }


def describe_content(runner: Runner) -> str:
    """Say in a sentence what the dataset tells, with the years of its programmes."""
    programmes = read_programmes(runner.query("page-programmes").rows)
    years = sorted(one.years.replace("–", " to ") for one in programmes if one.years)
    asks = "programmes of work {} ask" if len(years) > 1 else "programme of work {} asks"
    return DESCRIPTION.format(programmes=f"the {asks.format(' and '.join(years))}".replace("  ", " "))


def add_service(graph: Graph, endpoint: str) -> None:
    """State where the dataset answers; the endpoint describes itself where it is asked nothing."""
    graph.add((DATASET, VOID.sparqlEndpoint, URIRef(endpoint)))
    service = URIRef(f"{DATASET}#endpoint")
    graph.add((service, RDF.type, DCAT.DataService))
    graph.add((service, DCAT.endpointURL, URIRef(endpoint)))
    graph.add((service, DCAT.endpointDescription, URIRef(endpoint)))
    graph.add((service, DCAT.servesDataset, DATASET))
    graph.add((service, DCTERMS.conformsTo, URIRef("http://www.w3.org/ns/sparql-service-description#SPARQL11Query")))


def _add_file(graph: Graph, name: str, media: str) -> None:
    file = URIRef(f"{DATASET}/{name}")
    graph.add((DATASET, DCAT.distribution, file))
    graph.add((DATASET, VOID.dataDump, file))
    graph.add((file, RDF.type, DCAT.Distribution))
    graph.add((file, DCAT.downloadURL, file))
    graph.add((file, DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{media}")))
    graph.add((file, DCTERMS.license, LICENCE))


# Statistics


def add_statistics(graph: Graph, runner: Runner) -> None:
    """State how large the graph and each of its parts is, and which class uses which property with what."""
    sizes = count_graphs(runner.store)
    graph.add((DATASET, VOID.triples, Literal(sum(sizes.values()))))
    for name, size in sizes.items():
        graph.add((DATASET, VOID.subset, URIRef(name)))
        graph.add((URIRef(name), VOID.triples, Literal(size)))
    classes, properties = set(), set()
    for row in runner.query("page-schema").rows:
        name, link = str(row["class"]), str(row["property"])
        part = partition("property", name, link)
        graph.add((_add_class(graph, name), VOID.propertyPartition, part))
        graph.add((part, VOID.property, URIRef(link)))
        graph.add((part, VOID.distinctSubjects, Literal(row["uses"])))
        classes.add(name)
        properties.add(link)
        if link == str(RDF.type):
            graph.add((_add_class(graph, name), VOID.entities, Literal(row["uses"])))
    graph.add((DATASET, VOID.classes, Literal(len(classes))))
    graph.add((DATASET, VOID.properties, Literal(len(properties))))
    _add_targets(graph, runner)


def _add_class(graph: Graph, name: str) -> URIRef:
    part = partition("class", name)
    graph.add((DATASET, VOID.classPartition, part))
    graph.add((part, VOID["class"], URIRef(name)))
    return part


def _add_targets(graph: Graph, runner: Runner) -> None:
    """State to which classes and datatypes each property of each class leads."""
    for row in runner.query("how-classes-are-linked").rows:
        link, target = (str(row["class"]), str(row["property"])), str(row["objectClass"])
        part = partition("target", *link, target)
        graph.add((partition("property", *link), VOID.classPartition, part))
        graph.add((part, VOID["class"], URIRef(target)))
        graph.add((part, VOID.distinctSubjects, Literal(row["things"])))
    for row in runner.query("which-values-classes-have").rows:
        link, target = (str(row["class"]), str(row["property"])), str(row["datatype"])
        part = partition("datatype", *link, target)
        graph.add((partition("property", *link), VOID_EXT.datatypePartition, part))
        graph.add((part, VOID_EXT.datatype, URIRef(target)))
        graph.add((part, VOID.distinctSubjects, Literal(row["things"])))


def partition(kind: str, *names: str) -> URIRef:
    """Return the address of a part of the statistics: readable where one name tells it, else a mark of all names."""
    if len(names) == 1:
        return URIRef(f"{DATASET}#{kind}-{re.split(r'[/#]', names[0])[-1]}-{_mark(names)}")
    return URIRef(f"{DATASET}#{kind}-{_mark(names)}")


def _mark(names: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


# Examples


def add_examples(graph: Graph, library: Library, endpoint: str = "") -> None:
    """State each question that people ask as an example, for the endpoint where its address is known."""
    graph.add((PREFIX_LIST, RDF.type, OWL.Ontology))
    for prefix, space in PREFIXES.items():
        declared = URIRef(f"{PREFIX_LIST}#{prefix}")
        graph.add((PREFIX_LIST, SH.declare, declared))
        graph.add((declared, SH.prefix, Literal(prefix)))
        graph.add((declared, SH.namespace, Literal(space, datatype=XSD.anyURI)))
    for query in library:
        if query.room in ("competency", "export"):
            _add_example(graph, query, endpoint)


def describe_example(library: Library, endpoint: str, iri: str) -> Graph | None:
    """Return one example, or the list of prefixes; nothing where there is no such example."""
    whole, part = Graph(), Graph()
    add_examples(whole, library, endpoint)
    for triple in whole:
        if str(triple[0]).partition("#")[0] == iri:
            part.add(triple)
    return part if len(part) else None


def _add_example(graph: Graph, query: Query, endpoint: str) -> None:
    """State one question: its words, its SPARQL as it is asked when nothing is given, its tags."""
    node, head = EXAMPLES[query.name], query.head
    text = query.bind({}).strip() + "\n"
    graph.add((node, RDF.type, SH.SPARQLExecutable))
    graph.add((node, RDF.type, SH.SPARQLSelectExecutable))
    graph.add((node, SH.prefixes, PREFIX_LIST))
    graph.add((node, SH.select, Literal(text)))
    graph.add((node, RDFS.label, Literal(head.title, lang="en")))
    graph.add((node, RDFS.label, Literal(head.title_ru, lang="ru")))
    graph.add((node, RDFS.comment, Literal(head.summary, lang="en")))  # editors list an example once for each comment
    graph.add((node, DCTERMS.description, Literal(head.summary_ru, lang="ru")))
    if endpoint:
        graph.add((node, SDO.target, URIRef(endpoint)))
    for tag in head.tags:
        graph.add((node, SDO.keywords, Literal(tag)))
