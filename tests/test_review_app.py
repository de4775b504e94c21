"""The page of the review: only it can decide, words of a document stay words, a killed server has lost nothing."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from driven import drive
from reviewed import ANNA, HOSTILE, sit_down, start_review
from starlette.testclient import TestClient

from cami_graph.review.app import LARGEST, create_review
from cami_graph.review.decisions import read_log


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    with TestClient(create_review(sit_down(folder, ANNA), "ru")) as found:
        yield found


def token_of(page: str) -> str:
    return re.search(r'name="cami-token" content="([^"]+)"', page)[1]  # type: ignore[index]


@pytest.mark.slow
def test_another_page_in_the_browser_cannot_decide(client: TestClient, folder: Path) -> None:
    claim = client.get("/row/0").json()["claims"][0]["id"]
    body = {"claims": [claim], "decision": "accept"}
    token = {"x-cami-token": token_of(client.get("/").text)}
    for headers in ({}, {"x-cami-token": "x"}, token | {"sec-fetch-site": "cross-site"}):
        assert client.post("/decide", json=body, headers=headers).status_code == 403
    assert client.post("/decide", content=b"x" * (LARGEST + 1), headers=token).status_code == 422
    assert client.post("/decide", content=b"[", headers=token).status_code == 422
    assert client.post("/decide", json=body | {"claims": ["none"]}, headers=token).status_code == 422
    assert not (folder / "review").exists()
    told = client.post("/decide", json=body, headers=token)
    assert told.json()["row"]["claims"][0]["decision"]["reader"] == ANNA
    assert (client.get("/row/9").status_code, client.get("/assets/words.yaml").status_code) == (404, 404)


def test_the_page_speaks_both_languages_and_hostile_words_are_plain_text_in_it(client: TestClient) -> None:
    page = client.get("/").text
    assert 'lang="ru"' in page
    assert HOSTILE not in page
    sitting = client.get("/sitting").json()
    assert sitting["words"]["accept"] == "Верно"
    words = [text for cell in client.get("/row/0").json()["cells"] for text in cell["passages"]]
    assert any(HOSTILE in text for text in words)


@pytest.mark.slow
@pytest.mark.posix
def test_a_killed_server_has_lost_no_decision_and_answers_to_loopback_alone(folder: Path) -> None:
    with start_review(folder, ANNA) as (address, process), httpx.Client(base_url=address, trust_env=False) as browser:
        assert browser.get("/", headers={"host": "evil.example"}).status_code == 421
        page = browser.get("/")
        assert "script-src 'self'" in page.headers["content-security-policy"]
        told = decide_until_killed(browser, token_of(page.text), process)
    holding = read_log(folder, "anna-a").holding()
    assert len(told) > 3
    assert {claim: holding[claim].decision for claim in told} == told


def decide_until_killed(browser: httpx.Client, token: str, process: subprocess.Popen[str]) -> dict[str, str]:
    """Decide claim after claim, kill the server in the middle, and return what it said was kept."""
    claims = [claim["id"] for row in (0, 1) for claim in browser.get(f"/row/{row}").json()["claims"]]
    told: dict[str, str] = {}
    try:
        for number, claim in enumerate(claims):
            decision = ("accept", "reject", "unsure")[number % 3]
            if number == len(claims) // 2:
                os.kill(process.pid, signal.SIGKILL)
            body = {"claims": [claim], "decision": decision}
            if browser.post("/decide", json=body, headers={"x-cami-token": token}).status_code == 200:
                told[claim] = decision
    except httpx.TransportError:
        return told
    raise AssertionError("the server outlived its end")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.posix
def test_the_page_is_without_fault_by_keyboard_alone_in_every_shape(folder: Path) -> None:
    with start_review(folder, ANNA) as (address, _):
        drive("review.mjs", address.rstrip("/"))
