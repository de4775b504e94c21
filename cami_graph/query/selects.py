"""The SELECTs of a query, one inside the other, and how to ask for the things behind their numbers.

`SELECT ?country (COUNT(DISTINCT ?action) AS ?n) … GROUP BY ?country` says how many. Put through `ask_behind` for
`action`, the same pattern gives each country with each of its actions. See docs/decisions/0013.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cami_graph.store.syntax_errors import silence

STEP = re.compile(r"\bSELECT\b|\bMINUS\b|\bEXISTS\b|[{}]", re.IGNORECASE)
SPOKEN = re.compile(r"[?$](\w+)")
ALIAS = re.compile(r"\bAS\s+[?$](\w+)\s*$", re.IGNORECASE)
AGGREGATE = re.compile(r"\b(COUNT|SUM|AVG|MIN|MAX|SAMPLE|GROUP_CONCAT)\s*\(", re.IGNORECASE)
GROUPED = re.compile(r"\bGROUP\s+BY\b(.*?)(?=\bHAVING\b|\bORDER\s+BY\b|\bLIMIT\b|\bOFFSET\b|\bVALUES\b|$)", re.I | re.S)
BOUND = re.compile(r"\bBIND\s*\((.*?)\bAS\s+[?$](\w+)\s*\)", re.IGNORECASE | re.DOTALL)
CUT = re.compile(r"\b(LIMIT|OFFSET)\b", re.IGNORECASE)
FILTERED = re.compile(r"\bHAVING\b", re.IGNORECASE)
VALUES = re.compile(r"\bVALUES\b", re.IGNORECASE)
CLAUSES = re.compile(r"\b(FROM|WHERE)\b", re.IGNORECASE)
FIRST = re.compile(r"SELECT\s+(DISTINCT|REDUCED)?", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Select:
    """One SELECT by its places in a text; `bare` is the text with strings, addresses and comments blanked."""

    text: str
    bare: str
    start: int
    around: tuple[int, ...]
    """The numbers of the SELECTs that it stands in, the outermost first."""
    opened: int = -1
    closed: int = -1
    end: int = -1
    hidden: list[tuple[int, int]] = field(default_factory=list)
    """Where inside it stand other SELECTs, and patterns that bind nothing: MINUS and EXISTS."""

    @property
    def columns(self) -> dict[str, str]:
        """Return its columns in order, each with its expression, nothing for a plain variable; `*` for all."""
        word = FIRST.match(self.bare, self.start)
        clauses = CLAUSES.search(self.bare, self.start, self.opened)
        start, end = word.end() if word else self.start, clauses.start() if clauses else self.opened
        if self.bare[start:end].strip() == "*":
            return {"*": ""}
        return dict(split_columns(self.bare[start:end], self.text[start:end]))

    @property
    def numbers(self) -> dict[str, str]:
        """Return the columns that an aggregate makes, or an expression over one."""
        found: dict[str, str] = {}
        for name, expression in self.columns.items():
            if AGGREGATE.search(expression) or found.keys() & set(SPOKEN.findall(ALIAS.sub("", expression))):
                found[name] = expression
        return found

    def follows(self, numbers: set[str]) -> set[str]:
        """Return these numbers and whatever its pattern or its columns make of them."""
        found = set(numbers)
        made = [(name, expression) for expression, name in BOUND.findall(self.bare[self.opened : self.closed])]
        for name, expression in (*made, *self.columns.items()):
            found |= {name} if found & set(SPOKEN.findall(expression)) else set()
        return found

    @property
    def after(self) -> str:
        """Return what follows its pattern: GROUP BY, HAVING, ORDER BY, LIMIT, VALUES."""
        return self.bare[self.closed + 1 : self.end]

    @property
    def groups(self) -> bool:
        """Say whether its rows stand for groups."""
        return bool(self.numbers or GROUPED.search(self.after))

    @property
    def pattern(self) -> str:
        """Return its own pattern, without what is hidden in it."""
        pieces, place = [], self.opened + 1
        for start, end in sorted(self.hidden):
            pieces.append(self.bare[place:start])
            place = max(place, end)
        return "".join([*pieces, self.bare[place : self.closed]])

    @property
    def variables(self) -> list[str]:
        """Return the variables of its own pattern."""
        return list(dict.fromkeys(SPOKEN.findall(self.pattern)))


def split_columns(bare: str, text: str) -> Iterator[tuple[str, str]]:
    """Give name and expression of each column that a projection or a GROUP BY names."""
    depth = begun = 0
    for place, sign in enumerate(bare):
        if sign == "(":
            begun = begun if depth else place + 1
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth == 0 and (alias := ALIAS.search(bare[begun:place])):
                yield alias[1], text[begun:place]
        elif sign in "?$" and depth == 0 and (name := SPOKEN.match(bare, place)):
            yield name[1], ""


@dataclass(slots=True)
class _Group:
    """What stands between two braces while they are read: the pattern of a SELECT, one that binds nothing, or plain."""

    start: int
    number: int | None = None
    binds: bool = True
    child: Select | None = None


def find_selects(text: str) -> list[Select]:
    """Return the SELECTs of a text in SPARQL in their order; none that stands where nothing is bound."""
    bare = silence(text)
    found: list[Select] = []
    groups, waiting = [_Group(0)], _Group(0)
    for step in STEP.finditer(bare):
        word = step[0].upper()
        if word == "{":
            if waiting.number is not None:
                found[waiting.number].opened = step.start()
            groups.append(waiting)
            waiting = _Group(step.end())
        elif word == "}" and len(groups) > 1:
            _close(groups, step.start(), found)
        elif word == "SELECT" and all(one.binds for one in groups):
            around = tuple(one.number for one in groups if one.number is not None)
            groups[-1].child = Select(text, bare, step.start(), around)
            found.append(groups[-1].child)
            waiting = _Group(step.start(), number=len(found) - 1)
        elif word in ("MINUS", "EXISTS"):
            waiting = _Group(step.start(), binds=False)
    if groups[0].child:
        groups[0].child.end = len(text)
    return [one for one in found if one.closed >= 0]


def _close(groups: list[_Group], place: int, found: list[Select]) -> None:
    """Close the innermost group; the SELECT around it is told what it need not look into."""
    closing = groups.pop()
    outer = next((one.number for one in reversed(groups) if one.number is not None), None)
    if closing.child:
        closing.child.end = place
        outer = closing.number if closing.number is not None else outer
    if closing.number is not None:
        found[closing.number].closed = place
    if outer is not None and closing.child:
        found[outer].hidden.append((closing.child.start, place))
    elif outer is not None and not closing.binds:
        found[outer].hidden.append((closing.start, place + 1))


def ask_behind(text: str, number: int, variable: str, fresh: str) -> str | None:
    """Return SPARQL for the plain columns of a query, each row with one of the things that a variable stands for.

    The variable is one of the pattern of the SELECT of this number; its things come in the column `fresh`. None where
    an inner SELECT leaves rows or groups out by what the outermost does not see: too much would be given.
    """
    selects = find_selects(text)
    chain = (*selects[number].around, number)
    seen = selects[0].columns.keys()
    for one in map(selects.__getitem__, chain[1:]):
        told = one.columns.keys() - one.numbers.keys() <= seen or "*" in seen
        if CUT.search(one.after) or (FILTERED.search(one.after) and not told):
            return None
    for place in reversed(chain):
        one = find_selects(text)[place]
        bind = f" BIND(?{variable} AS ?{fresh})" if place == number else ""
        text = text[: one.start] + _ungroup(text, one, fresh, bind) + text[one.end :]
    return text


def _ungroup(text: str, one: Select, fresh: str, bind: str) -> str:
    """Return a SELECT that gives its plain columns and `fresh`, ungrouped, in no order."""
    numbers = one.numbers
    kept = [
        f"({expression})" if expression else name if name == "*" else f"?{name}"
        for name, expression in one.columns.items()
        if name not in numbers
    ]
    kept += [] if kept == ["*"] else [f"?{fresh}"]
    clauses = CLAUSES.search(one.bare, one.start, one.opened)
    between = text[clauses.start() : one.opened] if clauses else ""
    grouped, values = GROUPED.search(one.after), VALUES.search(one.after)
    keys = (one.closed + 1 + grouped.start(1), one.closed + 1 + grouped.end(1)) if grouped else (0, 0)
    named = split_columns(one.bare[slice(*keys)], text[slice(*keys)])
    made = "".join(f" BIND({key})" for _, key in named if key)
    rest = text[one.closed + 1 + values.start() : one.end] if values else ""
    return f"SELECT DISTINCT {' '.join(kept)} {between}{{{text[one.opened + 1 : one.closed]}{bind}{made} }} {rest}"
