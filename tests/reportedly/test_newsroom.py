"""The labelled newsroom, polled through a proxy as its outlets were: what arrives, and how well it is judged."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reportedly.home import ensure
from tests.conftest import NOW
from tests.reportedly.conftest import Run

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"

pytestmark = pytest.mark.skipif(not EVAL.is_dir(), reason="the labelled stories (../shared/eval) are not here")


def key(url: str) -> str:
    return re.sub(r"^https?://", "", url.split("#")[0]).rstrip("/")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def test_the_newsroom_from_import_to_export(run: Run, tmp_path: Path) -> None:
    """All entries arrive; a second poll is conditional throughout; texts are whole; relevance and stance hold."""
    home = ensure(tmp_path / "home", NOW, feeds=False)
    log, opml = tmp_path / "requests.jsonl", tmp_path / "feeds.opml"
    command = [sys.executable, str(EVAL / "newsroom.py"), str(EVAL / "stories.jsonl"), "--port", "0"]
    with subprocess.Popen(
        [*command, "--opml", str(opml), "--log", str(log)], stdout=subprocess.PIPE, text=True
    ) as room:
        try:
            assert room.stdout
            proxy = room.stdout.readline().split()[0]
            through = {"HTTP_PROXY": proxy, "http_proxy": proxy}
            run("feeds", "import", opml, home=home.root)
            assert run("poll", home=home.root, **through).returncode == 0
            first = lines(log)
            assert run("poll", "--all", home=home.root, **through).returncode == 0
        finally:
            room.terminate()
    second = lines(log)[len(first) :]
    assert {row["status"] for row in second} == {304}
    assert all("if-none-match" in row["headers"] for row in second)
    gold = lines(EVAL / "stories.jsonl")
    stories, claims = tmp_path / "stories.jsonl", tmp_path / "claims.jsonl"
    run("export", "stories", "--all", "-o", stories, home=home.root)
    run("export", "claims", "-o", claims, home=home.root)
    exported = {key(row["url"]): row for row in lines(stories)}
    assert len(exported) == len(gold) == 133
    fits = [row for row in gold if exported[key(row["url"])]["relevant"]]
    whole = sum(" ".join(row["text"].split()) in " ".join(exported[key(row["url"])]["text"].split()) for row in fits)
    assert whole >= 0.98 * len(fits)
    score = _scorer()
    assert score.relevance(gold, list(exported.values()))["f1"] >= 0.95
    figures = score.claims(gold, json.loads((EVAL / "claims.json").read_text()), lines(claims))
    assert figures["stance_accuracy"] >= 0.85
    assert int(figures["claims_recovered"].split("/")[0]) >= 7


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
