"""`python -m cami_graph` is `cami`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from cami_graph.cli import run

    run()


if __name__ == "__main__":
    main()
