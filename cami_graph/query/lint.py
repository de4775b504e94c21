"""What a query file must keep to, beyond its head: each fault with its line.

Strict SPARQL 1.1; every prefix declared here, and every prefix declared is used; each parameter once in the body; none
of the forms that engines answer slowly (`NOT EXISTS`), wrongly (`HAVING` on an alias) or by calling other machines. A
question that counts says which claims its numbers rest on, and no number stands or is summed once for each quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from cami_graph.errors import Fault, QueryError
from cami_graph.paths import QUERIES
from cami_graph.query.bind import bind_terms, find_blocks, is_open
from cami_graph.query.head import FOR_GRLC
from cami_graph.query.library import ROOMS, SUFFIX, Query, read_query
from cami_graph.query.selects import Select, ask_behind, find_selects
from cami_graph.query.types import READERS, read_plain
from cami_graph.rdf import ID, PREFIXES, VOCABULARY

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PREFIX = re.compile(r"^\s*PREFIX\s+(?P<prefix>[\w.-]*):\s*<(?P<space>[^>]*)>", re.IGNORECASE | re.MULTILINE)
ALIAS = re.compile(r"\(\s*\w+\s*\(.*?\)\s+AS\s+\?(\w+)\s*\)", re.IGNORECASE | re.DOTALL)
HAVING = re.compile(r"\bHAVING\s*\((?P<test>.*)", re.IGNORECASE)
NOISE = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|\"\"\"(?:.|\n)*?\"\"\"|'''(?:.|\n)*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*"""
)
COUNTED = re.compile(r"\b(COUNT|SUM|AVG)\s*\(\s*(DISTINCT)?", re.IGNORECASE)
PROVEN = re.compile(r"\b(cami:isEvidencedBy|oa:hasSelector|oa:exact)\b")
SUMS = re.compile(r"\bcami:budgetAmount\s+\?(\w+)")
WITNESS = "evidence"
SAYING = ("competency", "analysis", "pages", "export")
OURS = (str(VOCABULARY), str(ID))  # a query may name a vocabulary or a kind of thing for short
POSITION = re.compile(r"error at (\d+):(\d+)")
FORBIDDEN = {
    "NOT EXISTS": (r"\bNOT\s+EXISTS\b", "Write MINUS { SELECT DISTINCT … } that binds every shared variable."),
    "SERVICE": (r"\bSERVICE\b", "The graph answers by itself; other machines are not called."),
    "FROM": (r"(?<![?$:\w-])FROM\b", "The default graph already is the union; say GRAPH where the graph matters."),
}


def lint_folder(folder: Path = QUERIES) -> tuple[Fault, ...]:
    """Return all faults of all query files under a folder."""
    seen: dict[str, str] = {}
    faults: list[Fault] = []
    for path in sorted(folder.rglob(f"*{SUFFIX}")):
        query, found = read_query(path, path.parent.name)
        faults += [*found, *lint_query(query)]
        if query.name in seen:
            faults.append(Fault(f"Its name is taken by {seen[query.name]}.", query.file, line=1))
        seen.setdefault(query.name, query.file)
    return tuple(faults)


def lint_query(query: Query) -> tuple[Fault, ...]:
    """Return the faults of one query file, those of its head aside."""
    checks = (_check_name, _check_syntax, _check_prefixes, _check_forms, _check_having, _check_parameters, _check_form)
    more = (_check_support, _check_counting)
    return tuple(fault for check in (*checks, *more) for fault in check(query))


def strip_noise(body: str) -> str:
    """Blank out addresses, strings and comments, keeping every line and place."""
    return NOISE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body)


def _line(query: Query, offset: int) -> int:
    """Return the line in the file of a place in the body."""
    head_lines = query.text.count("\n") - query.body.count("\n")
    return head_lines + query.body.count("\n", 0, offset) + 1


def _check_name(query: Query) -> Iterator[Fault]:
    if not NAME.fullmatch(query.name):
        yield Fault(
            f'"{query.name}" is no name of a query.', query.file, line=1, remedy="Small letters, digits and hyphens."
        )
    if query.room not in ROOMS:
        yield Fault(
            f'"{query.room}" is no folder of queries.', query.file, line=1, remedy=f"There are: {', '.join(ROOMS)}."
        )


def _check_syntax(query: Query) -> Iterator[Fault]:
    """Parse the body as it stands and as it runs when nothing is given."""
    for body in (query.body, bind_terms(query.body, {})):
        try:
            ox.Store().query(body)
        except SyntaxError as error:
            found = POSITION.search(str(error))
            offset = sum(len(line) for line in body.splitlines(keepends=True)[: int(found[1]) - 1]) if found else 0
            yield Fault(f"It is not SPARQL 1.1: {str(error)[:200]}.", query.file, line=_line(query, offset))
            return


def _check_prefixes(query: Query) -> Iterator[Fault]:
    """Every prefix declared is used, says what it says everywhere in the project, and is declared once."""
    code = strip_noise(query.body)
    seen: set[str] = set()
    for match in PREFIX.finditer(query.body):
        prefix, line = match["prefix"], _line(query, match.start("prefix"))
        if len(re.findall(rf"(?<![\w.-]){re.escape(prefix)}:", code)) < 2:
            yield Fault(f"The prefix {prefix}: is never used.", query.file, line=line)
        if prefix in seen:
            yield Fault(f"The prefix {prefix}: is declared twice.", query.file, line=line)
        if PREFIXES.get(prefix, match["space"] if match["space"].startswith(OURS) else None) != match["space"]:
            remedy = f"Everywhere else it is <{PREFIXES[prefix]}>." if prefix in PREFIXES else "Add it to rdf.py."
            yield Fault(f"The prefix {prefix}: is not ours.", query.file, line=line, remedy=remedy)
        seen.add(prefix)


def _check_forms(query: Query) -> Iterator[Fault]:
    code = strip_noise(query.body)
    for form, (pattern, remedy) in FORBIDDEN.items():
        for match in re.finditer(pattern, code, re.IGNORECASE):
            yield Fault(f"{form} is not used here.", query.file, line=_line(query, match.start()), remedy=remedy)


def _check_having(query: Query) -> Iterator[Fault]:
    """Oxigraph gives no rows, and no error, where HAVING tests an alias of the SELECT."""
    code = strip_noise(query.body)
    aliases = set(ALIAS.findall(code))
    for match in HAVING.finditer(code):
        for name in set(re.findall(r"\?(\w+)", re.sub(r"\w+\s*\([^()]*\)", "", match["test"]))) & aliases:
            line = _line(query, match.start())
            yield Fault(f"HAVING tests the alias ?{name}.", query.file, line=line, remedy="Repeat the aggregate.")


def _check_parameters(query: Query) -> Iterator[Fault]:
    """Each parameter stands once in the body, holding its default; each open block is a parameter."""
    blocks = find_blocks(query.body)
    told = FOR_GRLC if query.head.parameters and query.room == ROOMS[0] else ""
    if query.head.description != told:
        remedy = f'Say description: "{told}"' if told else "Leave it out."
        yield Fault(
            "Its description does not say what grlc makes of its parameters.", query.file, line=1, remedy=remedy
        )
    for name, parameter in query.head.parameters.items():
        found = blocks.get(name, [])
        if len(found) != 1:
            remedy = f"Write VALUES ?{name} {{ UNDEF }} once."
            yield Fault(
                f'The parameter "{name}" stands {len(found)} times in the body.', query.file, line=1, remedy=remedy
            )
        elif is_open(found[0]) != (parameter.default is None):
            line = _line(query, found[0].start())
            yield Fault(f'The default of "{name}" differs between head and body.', query.file, line=line)
        if parameter.required and parameter.example is None:
            yield Fault(f'The parameter "{name}" is required, so the head shows an example.', query.file, line=1)
        if parameter.type in READERS:
            yield from _check_values(query, name)
    for name, found in blocks.items():
        if name not in query.head.parameters and any(is_open(match) for match in found):
            line = _line(query, found[0].start())
            yield Fault(f"VALUES ?{name} waits for a parameter that the head does not name.", query.file, line=line)


def _check_values(query: Query, name: str) -> Iterator[Fault]:
    """Values named in the head are of the type of their parameter, and the default is one of the choices."""
    parameter = query.head.parameters[name]
    named = [value for value in (parameter.default, parameter.example) if value is not None]
    for value in [*parameter.choices, *named]:
        try:
            read_plain(value, parameter.type)
        except QueryError as error:
            yield Fault(f'Parameter "{name}": {error.problem}', query.file, line=1)
    if parameter.choices and parameter.default not in (None, *parameter.choices):
        yield Fault(f'The default of "{name}" is not one of its choices.', query.file, line=1)


def _check_form(query: Query) -> Iterator[Fault]:
    """Rules are CONSTRUCT; everything else but a page of one thing is SELECT; a SELECT says its order."""
    code = strip_noise(query.body)
    found = re.search(r"\b(SELECT|CONSTRUCT|DESCRIBE|ASK)\b", code, re.IGNORECASE)
    form = found[1].upper() if found else ""
    if query.room == "rules" and form != "CONSTRUCT":
        yield Fault("A rule is a CONSTRUCT.", query.file, line=_line(query, 0))
    if form == "SELECT" and not re.search(r"\bORDER\s+BY\b", code, re.IGNORECASE):
        yield Fault(
            "The rows have no order.", query.file, line=_line(query, 0), remedy="End with ORDER BY over all columns."
        )


def _check_support(query: Query) -> Iterator[Fault]:
    """A question that counts or groups says under `rests_on` which variables are the claims behind its numbers."""
    selects = find_selects(bind_terms(query.body, {})) if query.room in SAYING else []
    if any(one.numbers for one in selects) and not query.head.says_support:
        remedy = "Say rests_on: [action], the variables that are the claims behind its numbers, or rests_on: none."
        problem = "It counts or groups, and its head does not say what that rests on."
        yield Fault(problem, query.file, line=1, remedy=remedy)
    for name in query.head.rests_on:
        places = [place for place, one in enumerate(selects) if name in one.variables]
        if not places:
            yield Fault(f'It rests on "{name}", which no pattern binds.', query.file, line=1)
        elif any(ask_behind(selects[0].text, place, name, "fresh") is None for place in places):
            yield Fault(f'What "{name}" stands for cannot be asked: an inner SELECT hides it.', query.file, line=1)


def _check_counting(query: Query) -> Iterator[Fault]:
    """No number is made once for each quote that proves a claim, and none stands once for each quote."""
    selects = find_selects(query.body)
    for one in selects:
        plain = any(not found[2] for text in one.numbers.values() for found in COUNTED.finditer(text))
        if plain and PROVEN.search(one.pattern):
            remedy = "Count DISTINCT claims, or find the quotes outside."
            line = _line(query, one.start)
            yield Fault("A claim proven by two quotes counts twice.", query.file, line=line, remedy=remedy)
    for name in _repeated(selects) if selects and WITNESS in selects[0].columns else ():
        remedy = "Give the first quote alone, or the number in a question of its own."
        yield Fault(f"?{name} stands once for each quote of ?{WITNESS}.", query.file, line=1, remedy=remedy)


def _repeated(selects: list[Select]) -> list[str]:
    """Return the columns that are sums, or counts of something else than a quote."""
    found = set(SUMS.findall(selects[0].pattern))
    for number, one in enumerate(selects):
        counts = {name for name, text in one.numbers.items() if COUNTED.search(text)}
        if WITNESS in one.columns and number:
            continue
        for outer in (number, *reversed(one.around)):
            counts = selects[outer].follows(counts)
        found |= counts if number else set()
    return sorted(found & selects[0].columns.keys())
