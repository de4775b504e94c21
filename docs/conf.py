"""How the documentation becomes a site: `make docs`; reference pages are written from code and questions each time."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path

from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from reference import write_reference  # noqa: E402  (it stands beside this file)

project = "CAMI Graph"
author = "CAMI Graph contributors"
project_copyright = "CAMI Graph contributors, CC BY 4.0"
version = release = metadata.version("cami-graph")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]
exclude_patterns = ["w3id"]
autodoc_typehints = "description"
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = "CAMI Graph"
html_copy_source = False
html_show_sphinx = False


def setup(app: Sphinx) -> None:
    """Write the reference before the pages are read."""
    app.connect("config-inited", lambda *_: write_reference(HERE / "reference"))
