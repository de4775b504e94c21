"""Scripts for headless Chromium, each driven as one test: what it finds wrong is the failure."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cami_graph.explore.bundle import find_node

E2E = Path(__file__).parent / "e2e"
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")


def drive(script: str, *arguments: str, timeout: int = 900) -> str:
    """Run a browser script; where there is no browser, the test is skipped with a line that says so."""
    if not any(Path(place).exists() for place in BROWSERS):
        pytest.skip("Chromium is not on this machine: `apt-get install chromium`.")
    command = [*find_node("node"), str(E2E / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=timeout)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout
