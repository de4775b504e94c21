"""Names with a prefix, written as the engine reads them.

SPARQL lets a name have any number of dots within (`activity:1.1.1`). The parser of pyoxigraph 0.5 stops at the second,
and takes each of them with a backslash before it, which SPARQL allows as well.
"""

from __future__ import annotations

import re

from cami_graph.store.syntax_errors import silence

ESCAPED = r"\\[_~.\-!$&'()*+,;=/?#@%]"
NAME = re.compile(rf"(?<![\w?$.:-])(?:[A-Za-z][\w.-]*)?:(?P<local>(?:[\w:.%-]|{ESCAPED})*(?:[\w:%-]|{ESCAPED}))")
DOT = re.compile(r"(?<!\\)\.")


def escape_dots(text: str) -> str:
    """Return a query with a backslash before each dot within a name, where a name has more than one."""
    parts, last = [], 0
    for found in NAME.finditer(silence(text)):
        if found["local"].count(".") > 1:
            parts += [text[last : found.start("local")], DOT.sub(r"\\.", found["local"])]
            last = found.end()
    return "".join([*parts, text[last:]])
