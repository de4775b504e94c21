"""The copy of the tables that the tests run on, named before anything asks where the data lie.

A claim that is corrected in `data/` breaks no test: what the tests know of the data, they know of this copy. `make
frozen` puts it together under `out/` and builds its graph; `make freeze` makes it anew from the data.
"""

from __future__ import annotations

import os
from pathlib import Path

FROZEN = Path(__file__).resolve().parent.parent / "out" / "frozen"

os.environ.setdefault("CAMI_DATA", str(FROZEN))
