"""The QR code of an address, as SVG: it leads from paper to the page."""

from __future__ import annotations

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
    runs = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" class="code">'
    return (
        f'{head}<title>{escape(told)}</title><rect width="{side}" height="{side}" fill="#fff"/><path d="{runs}"/></svg>'
    )
