"""The wheel, installed by root, used by somebody without a home in a folder that they cannot write: every verb.

    python benchmarks/installed.py PYTHON [PYTHON …]

Run it as root. Each PYTHON gets an environment of its own with the wheel of this work tree; `nobody` then runs each
verb with an empty environment. Prints which verbs did what they should: their exit code, and no traceback.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from cami_graph.cli import list_verbs
from cami_graph.paths import ROOT

NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "-i", "PATH=/usr/bin:/bin"]
GREETING = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}},
}
VERBS = {
    "check": 0,
    "build": 2,
    "build --to OUT/graph": 0,
    "validate": 0,
    "query list": 0,
    "query who-funds-what": 0,
    "query who-funds-what --to OUT/money.xlsx": 0,
    "query who-funds-what --to money.csv": 2,
    "ask 'who works in Mongolia?'": 0,
    "gaps --top 3": 0,
    "gaps --write": 2,
    "backtest": 0,
    "compare cami-2014-2020 cami-2021-2026": 2,
    "diff --since DATA": 0,
    "brief KZ --to OUT/kz.pdf": 0,
    "brief KZ --to OUT/kz.docx": 0,
    "export --to OUT/network.graphml": 0,
    "site --single-file OUT/one.html": 0,
    "load --folder OUT/engine": 0,
    "import OUT/tables.xlsx": 0,
    "draft OUT/second.docx --programme next --report second --to OUT/draft": 0,
    "merge actor no-such-thing other": 2,
    "review no-such-document --differences": 2,
}


def run(program: Path, words: str, out: Path, stdin: str = "") -> tuple[int, str]:
    """Run a verb as nobody, in a folder of root's; return the exit code and what was said."""
    places = {"OUT": str(out), "DATA": str(next(out.parent.glob("venv/lib/*/site-packages/cami_graph/_rooms/data")))}
    line = re.sub("|".join(places), lambda found: places[found[0]], words)
    command = [*NOBODY, str(program), *shlex.split(line)]
    done = subprocess.run(command, cwd=out.parent / "shut", input=stdin, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def explore(program: Path, out: Path) -> bool:
    """Start the explorer as nobody, read its first page, and end it."""
    command = [*NOBODY, str(program), "explore", "--no-open", "--port", "0"]
    with subprocess.Popen(command, cwd=out.parent / "shut", stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        with urllib.request.urlopen(server.stdout.readline().strip()) as page:
            answered = page.status == 200
        server.send_signal(signal.SIGTERM)
        server.stdout.read()
        return answered and server.wait(10) in (0, 143, -signal.SIGTERM)


def try_all(python: str, wheel: Path, folder: Path) -> None:
    """Install for one interpreter, run every verb, and print what did not hold."""
    out = folder / "out"
    (folder / "shut").mkdir(mode=0o755)
    out.mkdir()
    out.chmod(0o777)
    (out / "second.docx").write_bytes((ROOT / "tests/drafts/second.docx").read_bytes())
    subprocess.run([python, "-m", "venv", str(folder / "venv")], check=True)
    install = [str(folder / "venv/bin/python"), "-m", "pip", "install", "--quiet", f"{wheel}[mcp]"]
    subprocess.run(install, check=True, capture_output=True)
    program = folder / "venv/bin/cami"
    wrong = {}
    run(program, "export --to OUT/tables.xlsx", out)
    for words, code in VERBS.items():
        said = run(program, words, out)
        if said[0] != code or "Traceback" in said[1]:
            wrong[words] = said
    code, said = run(program, "mcp", out, json.dumps(GREETING) + "\n")
    if '"serverInfo"' not in said:
        wrong["mcp"] = (code, said)
    if not explore(program, out):
        wrong["explore"] = (1, "")
    verbs = {words.split()[0] for words in VERBS} | {"mcp", "explore"}
    assert verbs == set(list_verbs()), verbs ^ set(list_verbs())
    count = len(VERBS) + 2
    print(f"{python}: {count - len(wrong)} of {count} commands of {len(verbs)} verbs")
    for words, (code, said) in wrong.items():
        print(f"  cami {words}: exit code {code}; {said.strip()[-300:]}")


def main(pythons: list[str]) -> None:
    """Make the wheel once, and try it with each interpreter."""
    if os.getuid():
        sys.exit("Run it as root: it installs as root and asks as nobody.")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], check=True, cwd=ROOT)
        wheel = next(Path(folder).glob("*.whl"))
        for number, python in enumerate(pythons):
            place = Path(folder) / str(number)
            place.mkdir()
            try_all(python, wheel, place)


if __name__ == "__main__":
    main(sys.argv[1:])
