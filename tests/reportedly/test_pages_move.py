"""Kept pages on their way to another home: with `export all --pages`, and with a home's folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from store import boilerplate, evidence, pages
from store.database import Store, open_store
from tests.reportedly import exchange
from tests.reportedly.conftest import Run
from tests.reportedly.exchange import fetched, out, taken, told, written
from tests.store import build
from tests.store.build import hours, page


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "other.db") as made:
        yield made


def kept(store: Store) -> list[tuple[str, bytes, str | None]]:
    """The pages of a store, unpacked."""
    return [(one.url, evidence.body(store, one.id), one.rules) for one in evidence.newest(store)]


@pytest.mark.parametrize("by", ["export", "folder"])
def test_a_home_that_moves_takes_its_pages_along(store: Store, other: Store, tmp_path: Path, by: str) -> None:
    """Unpacked they are the same, byte for byte, and so is what goes out again; the versions name theirs."""
    exchange.full(store)
    path = written(tmp_path / "all.jsonl", out(store)) if by == "export" else store.path
    account = taken(other, path)
    assert (told(account), account.taken["page"]) == ([], 2)
    assert out(other) == out(store)
    assert kept(other) == kept(store)
    assert other.value("SELECT count(dictionary_id) FROM bodies") == 1
    read_in = "SELECT evidence_id, extracted, asides, rules FROM revisions ORDER BY id"
    assert list(map(tuple, other.rows(read_in))) == list(map(tuple, store.rows(read_in)))


def test_without_pages_the_rest_is_the_same(store: Store, other: Store, tmp_path: Path) -> None:
    """They can come later: their stories are known by then."""
    exchange.full(store)
    without = out(store, kept=False)
    taken(other, written(tmp_path / "all.jsonl", without))
    assert out(other, kept=False) == without
    assert kept(other) == []
    account = taken(other, written(tmp_path / "pages.jsonl", out(store)))
    assert (told(account), account.taken["page"], kept(other)) == ([], 2, kept(store))
    again = taken(other, written(tmp_path / "pages.jsonl", out(store)))
    assert (again.changed, again.known["page"]) == (False, 2)


def test_pages_come_to_stories_under_other_ids(store: Store, other: Store, tmp_path: Path) -> None:
    """Also to one that is here, and where a body is here already, packed against another."""
    exchange.full(store)
    own = build.a_story(other, 7, "Another one", url="https://paper.example/story/77")
    pages.save(other, page(own, kept=fetched(77)), hours(1))
    pages.save(other, page(own, text="Anew.", kept=fetched(1)), hours(2))
    before = other.value("SELECT count(*) FROM bodies WHERE dictionary_id IS NULL")
    account = taken(other, written(tmp_path / "all.jsonl", out(store)))
    assert told(account) == []
    found = {url: body for url, body, _ in kept(other)}
    assert {url: found[url] for url, _, _ in kept(store)} == {url: body for url, body, _ in kept(store)}
    assert other.value("SELECT count(*) FROM bodies WHERE dictionary_id IS NULL") == before + 1
    story = other.value("SELECT id FROM stories WHERE url LIKE '%/story/1'")
    named = other.value("SELECT min(evidence_id) FROM revisions WHERE story_id = ?", (story,))
    assert named in [one.id for one in evidence.of_story(other, story)]
    assert other.rows("PRAGMA foreign_key_check") == []


def test_a_line_that_was_left_out_can_be_given_back_after_a_move(store: Store, other: Store, tmp_path: Path) -> None:
    """What was learned from pages goes along, and each text as it was extracted."""
    box = "Get our letter every morning."
    for number in (1, 2, 3):
        build.a_story(store, number, f"Story {number}")
        pages.save(store, page(number, f"Story number {number} is its own, {'very ' * number}long.\n{box}"), hours(1))
    assert [one.stories for one in boilerplate.every(store)] == [3]
    taken(other, written(tmp_path / "all.jsonl", out(store, kept=False)))
    assert [one.stories for one in boilerplate.every(other)] == [3]
    assert boilerplate.restore(other, 1, hours(9)) == 3
    assert all(box in row["text"] for row in other.rows("SELECT text FROM stories"))


SPOILT: list[tuple[str, dict[str, Any], str]] = [
    ("body", {"sha256": "0" * 64}, "it is not what its sha256 says"),
    ("body", {"sha256": "x"}, "is no sha256"),
    ("body", {"size": 10}, "it is of another size"),
    ("body", {"size": -1}, "it is of no size"),
    ("body", {"size": 2**62}, "it is of another size"),
    ("body", {"data": "AAAA"}, "it does not fit"),
    ("body", {"data": "%"}, "is no base64"),
    ("body", {"dictionary_id": 99}, "what it was packed against was not taken"),
    ("page", {"story_id": 99}, "it does not fit"),
    ("page", {"body_id": 99}, "what it held was not taken"),
    ("page", {"headers": ["x"]}, "is no object"),
    ("page", {"at": None}, "'at' is missing"),
]


@pytest.mark.parametrize(("kind", "changed", "expected"), SPOILT)
def test_a_page_that_is_not_what_it_says_is_left_out(
    store: Store, other: Store, tmp_path: Path, kind: str, changed: dict[str, Any], expected: str
) -> None:
    """And told; the rest is taken, and the home is whole."""
    exchange.full(store)
    records = [json.loads(line) for line in out(store).splitlines()]
    place = max(n for n, record in enumerate(records) if record["record"] == kind)
    records[place] |= changed
    lines = told(taken(other, written(tmp_path / "all.jsonl", records)))
    assert expected in lines[0]
    assert f"line {place + 1}" in lines[0]
    assert len(kept(other)) == 1
    assert other.value("SELECT count(*) FROM stories") == 3
    assert other.rows("PRAGMA foreign_key_check") == []


def test_pages_go_out_with_everything_alone(run: Run, tmp_path: Path) -> None:
    done = run("export", "stories", "--pages", home=tmp_path / "home")
    assert (done.returncode, "export stories --format warc" in done.stderr) == (2, True)
    done = run("export", "all", "--pages", home=tmp_path / "home")
    assert (done.returncode, json.loads(done.stdout.splitlines()[-1])["record"]) == (0, "end")
