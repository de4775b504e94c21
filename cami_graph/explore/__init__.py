"""The explorer: pages a person can read, as a served site, as plain files, and as one file to mail.

Takes a store and the query library; gives documented page dataclasses (`pages`), their HTML (`render`), the folder of a
site (`site`) and the single file (`single_file`). Whatever a page shows comes from a query under `queries/pages/`.
"""

from typing import TYPE_CHECKING

from cami_graph.late import late_names

if TYPE_CHECKING:
    from cami_graph.explore.pages import Page, all_pages
    from cami_graph.explore.record import Record
    from cami_graph.explore.render import Renderer, render_page
else:
    __getattr__ = late_names(
        __name__,
        {"pages": ("Page", "all_pages"), "record": ("Record",), "render": ("Renderer", "render_page")},
    )

__all__ = ["Page", "Record", "Renderer", "all_pages", "render_page"]
