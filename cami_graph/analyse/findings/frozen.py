"""Findings as bytes and back, so that what a build found need not be found again.

Only the plain values of the analysis are read back: bytes that name anything else are refused, so that a folder from
elsewhere can run nothing.
"""

from __future__ import annotations

import gc
import io
import pickle
from collections.abc import Iterator
from contextlib import contextmanager

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.errors import StoreError

PROTOCOL = 5
ROOMS = ("cami_graph.analyse.", "cami_graph.query.document")


def freeze(findings: Findings) -> bytes:
    """Return findings, with all gaps told, as bytes."""
    assert findings.gaps is not None  # what is told once is frozen with the rest
    return pickle.dumps(findings, PROTOCOL)


def thaw(content: bytes) -> Findings:
    """Return findings from bytes; raises StoreError where they are no findings of ours."""
    with _uncollected():
        try:
            findings = _Values(io.BytesIO(content)).load()
        except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, IndexError) as error:
            raise StoreError(f"What was kept cannot be read: {error}", remedy="Run `cami build`.") from error
    if not isinstance(findings, Findings):
        raise StoreError("What was kept are no findings.", remedy="Run `cami build`.")
    return findings


class _Values(pickle.Unpickler):
    """Takes the dataclasses of the analysis and nothing else."""

    def find_class(self, module_name: str, global_name: str, /) -> type:
        """Return a dataclass of the analysis, or refuse."""
        found = super().find_class(module_name, global_name) if module_name.startswith(ROOMS) else None
        if isinstance(found, type) and hasattr(found, "__dataclass_fields__"):
            return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no value of the analysis")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let no garbage be looked for while many small values are made, none of which is garbage."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
