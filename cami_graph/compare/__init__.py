"""What changed: between two programmes of work, by what is recorded, and between two versions of the data.

Programmes are compared through questions of the library, versions through the rows of the tables. Both give frozen
values, each row with what it rests on; `told` and `sheets` say them in words, as tables and files.
"""

from cami_graph.compare.model import Comparison
from cami_graph.compare.programmes import compare_programmes

__all__ = ["Comparison", "compare_programmes"]
