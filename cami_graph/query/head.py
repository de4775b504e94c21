"""The head of a query file: lines `#+ ` at its top, together a small YAML document, read with the line of every fault.

#+ title: Countries acting together
#+ summary: Which countries report acting together, about which species, since when?
#+ persona: researcher
#+ tags: [cooperation, country]
#+ view: table
#+ parameters:
#+   country: {type: country, summary: "One of the countries", default: none}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from cami_graph.errors import Fault
from cami_graph.query.types import TYPES

MARK = "#+"
PERSONAS = ("researcher", "coordinator", "steward", "reader")
VIEWS = ("table", "map", "matrix", "graph", "bar", "timeline")
REQUIRED = ("title", "title_ru", "summary", "summary_ru", "persona", "tags", "view")
KEYS = (*REQUIRED, "parameters", "rests_on", "derives", "description")  # `derives`: the links that a rule may state
FOR_GRLC = "grlc cannot fill the parameters: it asks the question as it stands, with their defaults."
"""What `description`, which grlc shows beside a question, says where there are parameters."""
PARAMETER_KEYS = ("type", "summary", "summary_ru", "default", "example", "choices", "required")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a query can be asked about."""

    name: str
    type: str
    summary: str
    summary_ru: str = ""
    default: str | None = None
    example: str | None = None
    choices: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What a query file says of itself."""

    title: str = ""
    title_ru: str = ""
    summary: str = ""
    summary_ru: str = ""
    persona: str = ""
    tags: tuple[str, ...] = ()
    view: str = "table"
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    rests_on: tuple[str, ...] = ()
    """The variables of the pattern that are the claims behind the numbers of a row."""
    description: str = ""
    says_support: bool = False
    """Whether the head says what it rests on, be it `none`."""


def split_head(text: str) -> tuple[str, str]:
    """Cut the file into its head, without the marks, and its body."""
    lines = text.splitlines(keepends=True)
    count = next((place for place, line in enumerate(lines) if not line.startswith(MARK)), len(lines))
    head = "".join(line[len(MARK) :].removeprefix(" ") for line in lines[:count])
    return head, "".join(lines[count:])


def read_head(text: str, file: str) -> tuple[Head, tuple[Fault, ...]]:
    """Read the head of a query file; what is wrong comes back as faults with their lines, never as a guess."""
    source, _ = split_head(text)
    if not source.strip():
        return Head(), (Fault("The file has no head.", file, line=1, remedy=f"Begin with lines {MARK} title: …"),)
    try:
        node = yaml.compose(source, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Head(), (Fault(f"The head is not YAML: {error.problem}.", file, line=line, remedy="Quote the value."),)
    except yaml.YAMLError as error:
        problem = f"The head cannot be read: {str(error).partition(chr(10))[0]}."
        return Head(), (Fault(problem, file, line=1, remedy="Take the sign out."),)
    if not isinstance(node, yaml.MappingNode):
        return Head(), (Fault("The head is no list of keys and values.", file, line=1),)
    return _HeadReader(file).read(node)


class _HeadReader:
    """Walks through the YAML nodes, because only nodes know their lines."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []

    def read(self, node: yaml.MappingNode) -> tuple[Head, tuple[Fault, ...]]:
        """Return the head as far as it can be read, and all its faults."""
        found = dict(self.pairs(node, KEYS, "head"))
        for key in REQUIRED:
            if key not in found:
                self.fault(f'The head lacks "{key}".', node)
        texts = {key: self.text(found[key]) for key in REQUIRED if key in found and key != "tags"}
        self.choose(found.get("persona"), texts.get("persona", ""), PERSONAS)
        self.choose(found.get("view"), texts.get("view", ""), VIEWS)
        tags = self.texts(found["tags"]) if "tags" in found else ()
        parameters = self.parameters(found["parameters"]) if "parameters" in found else {}
        rests = found.get("rests_on")
        claims = () if rests is None or rests.value == "none" else self.texts(rests)
        description = self.text(found["description"]) if "description" in found else ""
        head = Head(tags=tags, parameters=parameters, rests_on=claims, description=description)
        said: dict[str, Any] = {**texts, "says_support": rests is not None}
        return replace(head, **said), tuple(self.faults)

    def pairs(self, node: yaml.Node, known: tuple[str, ...], place: str) -> Iterator[tuple[str, yaml.Node]]:
        """Give the keys and values of a mapping; unknown and double keys are faults."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(f"The {place} is no list of keys and values.", node)
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if known and name not in known:
                self.fault(f'The {place} may not say "{name}".', key, f"It may say: {', '.join(known)}.")
            elif name in seen:
                self.fault(f'The {place} says "{name}" twice.', key)
            else:
                seen.add(name)
                yield name, value

    def parameters(self, node: yaml.Node) -> dict[str, Parameter]:
        """Read all parameters."""
        return {name: self.parameter(name, value) for name, value in self.pairs(node, (), "list of parameters")}

    def parameter(self, name: str, node: yaml.Node) -> Parameter:
        """Read one parameter."""
        if not name.isidentifier() or name != name.lower():
            self.fault(f'"{name}" is no name of a parameter.', node, "Use small Latin letters, digits and _.")
        found = dict(self.pairs(node, PARAMETER_KEYS, f'parameter "{name}"'))
        for key in ("type", "summary"):
            if key not in found:
                self.fault(f'The parameter "{name}" lacks "{key}".', node)
        kind = self.text(found["type"]) if "type" in found else "string"
        self.choose(found.get("type"), kind, TYPES)
        default = self.text(found["default"], empty=True) if "default" in found else "none"
        return Parameter(
            name,
            kind,
            self.text(found["summary"]) if "summary" in found else "",
            self.text(found["summary_ru"]) if "summary_ru" in found else "",
            None if default == "none" else default,
            self.text(found["example"]) if "example" in found else None,
            self.texts(found["choices"]) if "choices" in found else (),
            self.truth(found["required"]) if "required" in found else False,
        )

    def text(self, node: yaml.Node, *, empty: bool = False) -> str:
        """Read a text."""
        if isinstance(node, yaml.ScalarNode) and (empty or node.value.strip()):
            return str(node.value).strip()
        self.fault("A text is wanted here.", node)
        return ""

    def texts(self, node: yaml.Node) -> tuple[str, ...]:
        """Read a list of texts."""
        if isinstance(node, yaml.SequenceNode) and node.value:
            return tuple(self.text(item) for item in node.value)
        self.fault("A list is wanted here, such as [species, country].", node)
        return ()

    def truth(self, node: yaml.Node) -> bool:
        """Read true or false."""
        if isinstance(node, yaml.ScalarNode) and node.value in ("true", "false"):
            return bool(node.value == "true")
        self.fault("true or false is wanted here.", node)
        return False

    def choose(self, node: yaml.Node | None, value: str, known: tuple[str, ...]) -> None:
        """Fault a value that is not on its list."""
        if node is not None and value and value not in known:
            self.fault(f'"{value}" is not known here.', node, f"Choose one of: {', '.join(known)}.")

    def fault(self, problem: str, node: yaml.Node, remedy: str = "") -> None:
        """Note a fault at the line of a node."""
        self.faults.append(Fault(problem, self.file, line=node.start_mark.line + 1, remedy=remedy))
