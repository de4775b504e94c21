"""JSON-LD with a context: the engine's expanded form with our prefixes, types, and single values told plainly."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from cami_graph.rdf import PREFIXES

LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda one: -len(one[1]))
TYPE = f"{PREFIXES['rdf']}type"


def jsonld_bytes(statements: Iterable[ox.Quad] | Iterable[ox.Triple]) -> bytes:
    """Write statements as JSON-LD 1.1: `@context` of the prefixes that are used, `@graph` of nodes or named graphs."""
    expanded = json.loads(ox.serialize(statements, format=ox.RdfFormat.JSON_LD) or b"[]")
    used: set[str] = set()
    nodes = [_node(one, used) for one in expanded]
    content = {"@context": {name: PREFIXES[name] for name in sorted(used)}, "@graph": nodes}
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _short(iri: str, used: set[str]) -> str:
    """Return an address by its longest prefix of ours, as it is where none fits."""
    for name, space in LONGEST_FIRST:
        if iri.startswith(space) and not iri.startswith("//", len(space)):
            used.add(name)
            return f"{name}:{iri[len(space) :]}"
    return iri


def _node(node: Mapping[str, Any], used: set[str]) -> dict[str, Any]:
    """Return a node, or a named graph with its nodes."""
    short: dict[str, Any] = {}
    for key, values in node.items():
        if key == "@id":
            short[key] = _short(values, used)
        elif key == "@graph":
            short[key] = [_node(one, used) for one in values]
        elif key in ("@type", TYPE):
            short["@type"] = _single([_short(one if isinstance(one, str) else one["@id"], used) for one in values])
        else:
            short[_short(key, used)] = _single([_value(one, used) for one in values])
    return short


def _single(values: list[Any]) -> Any:  # noqa: ANN401  (whatever a value may be)
    return values[0] if len(values) == 1 else values


def _value(value: Mapping[str, str], used: set[str]) -> str | dict[str, str]:
    """Return a value: a plain text alone, all else with its address, language or datatype."""
    if set(value) == {"@value"}:
        return value["@value"]
    return {key: _short(one, used) if key in ("@id", "@type") else one for key, one in value.items()}
