"""Kills builds at random moments and reads what is left, as readers do: `python benchmarks/kills.py [KILLS] [BUILDS]`.

First versions as large as the real one are published without end by a process that is killed KILLS times (1,000
unless said), each at another moment; then `cami build` itself is killed BUILDS times (20 unless said). After each kill
every part of the version in use and of those kept is read. Prints what was found; nothing of the work tree is touched.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from killed import Contents, kill_builds, look, maker

from cami_graph.publish.atomic import publish_version
from cami_graph.store.version import PARTS, find_version, list_versions

SEED = 20261129
LONGEST_PUBLISHING = 0.6
TIMED_EVERY = 50


def read_parts() -> list[Contents]:
    """Return the parts of the built version, and of one that differs in each part."""
    folder = find_version().folder
    one = {part: (folder / part).read_bytes() for part in PARTS}
    return [one, {part: content + b"\n" for part, content in one.items()}]


def kill_commands(folder: Path, contents: list[Contents], times: int) -> dict[str, int]:
    """Kill `cami build` at random moments of its run, and count what is found after each."""
    chance = random.Random(SEED)
    command = [sys.executable, "-m", "cami_graph", "build", "--to", str(folder)]
    found = {"kills": 0, "mixed": 0, "lost": 0}
    time_build(command)  # the first one finds nothing kept and takes longer
    for number in range(times):
        if number % TIMED_EVERY == 0:
            whole = time_build(command)
            real = {part: (find_version(folder).folder / part).read_bytes() for part in PARTS}
            print(f"{found}, a build takes {whole:.1f} s", file=sys.stderr, flush=True)
        publish_version(maker(contents[number % 2]), folder)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as build:
            time.sleep(chance.uniform(0, whole * 1.05))
            build.send_signal(signal.SIGKILL)
        found["kills"] += 1
        look(folder, [*contents, real], found)
    return found


def time_build(command: list[str]) -> float:
    """Return the seconds that a build takes now: the machine may have other work."""
    start = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - start


def main(kills: int = 1000, builds: int = 20) -> None:
    """Kill, read, and print."""
    contents = read_parts()
    for name, count in (("publishing", kills), ("cami build", builds)):
        with tempfile.TemporaryDirectory() as folder:
            start = time.monotonic()
            if name == "publishing":
                found = kill_builds(Path(folder), contents, count, LONGEST_PUBLISHING, SEED)
            else:
                found = kill_commands(Path(folder), contents, count)
            kept = len(list_versions(Path(folder)))
            told = ", ".join(f"{what} {number}" for what, number in found.items())
            print(f"{name}: {told}; {kept} versions kept; {time.monotonic() - start:.0f} s on {os.cpu_count()} cores")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
