"""The QR code of an address, as SVG: it leads from paper to the page."""

from __future__ import annotations

from base64 import b64encode
from itertools import groupby
from xml.sax.saxutils import escape

import segno

QUIET = 4
"""The margin that readers need, in modules (ISO/IEC 18004)."""


def draw_code(address: str, told: str) -> str:
    """Draw the QR code of an address; `told` says what it is to those who do not see it.

    >>> draw_code("https://example.org/a", "a")[:60]
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 33 33" '
    """
    code = segno.make(address, error="m", micro=False)
    side = len(code.matrix) + 2 * QUIET
    runs = "".join(_draw_row(y + QUIET, row) for y, row in enumerate(code.matrix))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" class="brief-code">'
    return (
        f'{head}<title>{escape(told)}</title><rect width="{side}" height="{side}" fill="#fff"/><path d="{runs}"/></svg>'
    )


def sketch_code(address: str, told: str) -> str:
    """Return the same code without its drawing: the modules as bits, row by row, for a script to draw.

    >>> sketch_code("https://example.org/a", "a")[:60]
    '<svg viewBox="0 0 33 33" role="img" class="brief-code" data-'
    """
    code = segno.make(address, error="m", micro=False)
    side = len(code.matrix) + 2 * QUIET
    bits = "".join(str(dark) for row in code.matrix for dark in row)
    packed = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")
    data = b64encode(packed).decode()
    head = f'<svg viewBox="0 0 {side} {side}" role="img" class="brief-code" data-code="{data}">'
    return f"{head}<title>{escape(told)}</title></svg>"


def _draw_row(y: int, row: bytearray) -> str:
    """Draw the dark runs of a row."""
    drawn, x = "", QUIET
    for dark, run in groupby(row):
        long = len(list(run))
        drawn += f"M{x} {y}h{long}v1h-{long}z" if dark else ""
        x += long
    return drawn
