"""`reportedly report`: one page that holds all it needs, leads every figure to its sentences, and runs nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from reportedly.cli import main
from reportedly.home import Home
from reportedly.report.facts import Asked, gather
from reportedly.report.page import page
from store import claims, pages, reading
from store.database import open_store
from store.query import parse as query
from tests.reportedly.conftest import MOMENT, Run
from tests.reportedly.pages import Element, parse
from tests.store import build

Made = Callable[..., Element]


@pytest.fixture(scope="module")
def made(polled: Home) -> Made:
    """Makes a report of the demo's home as it was on its last day; each but once. The store is only read."""
    known: dict[Any, Element] = {}

    def make(words: str = "", **asked: Any) -> Element:
        key = (words, *sorted(asked.items()))
        if key not in known:
            with polled.open() as store:
                store.connection.execute("PRAGMA query_only = ON")
                facts = gather(store, polled.read_topic(), Asked(MOMENT, query=query(words), version="1.2", **asked))
            known[key] = parse(page(facts))
        return known[key]

    return make


def records(run: Run, home: Home, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json", home=home.root).stdout.splitlines()]


def ids(element: Element) -> list[str]:
    return [one.attributes["id"] for one in element.all() if "id" in one.attributes]


def the(report: Element, place: str) -> Element:
    return next(one for one in report.all() if one.attributes.get("id") == place)


def section(report: Element, name: str) -> Element:
    return next(one for one in report.all("section", "article") if one.attributes.get("aria-labelledby") == name)


def test_it_holds_all_it_needs(made: Made) -> None:
    """Nothing is loaded from anywhere, nothing runs, and the policy would forbid it."""
    report = made()
    assert {"script", "iframe", "object", "img", "form", "base", "link"}.isdisjoint(one.name for one in report.all())
    for one in report.all():
        assert {"src", "srcset", "style", "poster", "data", "action"}.isdisjoint(one.attributes)
        assert not [name for name in one.attributes if name.startswith("on")]
        assert one.name == "a" or one.attributes.get("href", "#")[0] == "#"
    style = next(report.all("style")).text
    assert not re.search(r"url\(|@import|expression", style)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    meta = {
        one.attributes.get("http-equiv") or one.attributes.get("name"): one.attributes for one in report.all("meta")
    }
    policy = meta["Content-Security-Policy"]["content"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert meta["referrer"]["content"] == "no-referrer"


def test_links_lead_to_the_web_or_to_a_place_on_the_page(made: Made) -> None:
    report = made()
    places = ids(report)
    assert len(places) == len(set(places))
    inner = {link.attributes["href"] for link in report.all("a", "use") if link.attributes["href"][0] == "#"}
    assert {target[1:] for target in inner} <= set(places)
    outer = [link for link in report.all("a") if link.attributes["href"][0] != "#"]
    assert all(link.attributes["href"].startswith(("http://", "https://")) for link in outer)
    assert all("noopener" in link.attributes["rel"] for link in outer)


def test_it_can_be_read_without_seeing_it(made: Made) -> None:
    """Headings step by step, tables with captions and heads, drawings with a title and a description."""
    report = made()
    assert report.attributes["lang"] == "en"
    levels = [int(one.name[1]) for one in report.all("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in report.all("table"):
        assert next(table.all("caption")).text
        assert all("scope" in head.attributes for head in table.all("th"))
    drawings = [one for one in report.all("svg") if one.attributes.get("role") == "img"]
    assert len(drawings) > 20
    for drawing in drawings:
        title, told = drawing.attributes["aria-labelledby"].split()
        assert the(drawing, title).name == "title"
        assert len(the(drawing, told).text) > 20
    assert all("aria-hidden" in one.attributes or "role" in one.attributes for one in report.all("svg"))
    blocks = {"p", "ul", "ol", "dl", "table", "div", "figure", "h2", "h3", "h4", "blockquote", "section"}
    assert not [one.name for one in report.all(*blocks) if "p" in one.above]


def test_the_brief_stands_in_it_as_it_is_with_what_it_rests_on(made: Made, run: Run, polled: Home) -> None:
    """Every sentence: those that a mail has room for, and the others folded below them."""
    asked = ("brief", "--since", "2026-01-01", "--as-of", f"{MOMENT:%Y-%m-%dT%H:%M}")
    record = json.loads(run(*asked, "--json", home=polled.root).stdout)
    report = made(since=datetime(2026, 1, 1, tzinfo=UTC))
    told = list(section(report, "brief").all("li"))
    folded = next(section(report, "brief").all("details"))
    assert len(told) == len(record["lines"]) > 20
    for line in record["lines"]:
        item = next(item for item in told if line["text"] in item.text)
        links = {link.attributes["href"] for link in item.all("a")}
        assert {f"#{claim}" for claim in line["claims"]} <= links
    short = run(*asked, home=polled.root).stdout
    assert f"And {len(list(folded.all('li')))} more:" in next(folded.all("summary")).text
    assert f"And {len(list(folded.all('li')))} more:" in short
    labels = {item.text.split()[0] for item in told}
    assert {"New", "Phase", "Unsourced", "Emerged", "Quiet", "Copied"} <= labels


def test_every_mention_of_a_claim_told_whole_stands_there_with_its_evidence(made: Made, run: Run, polled: Home) -> None:
    found = records(run, polled, "claims")[:20]
    report = made()
    for claim in found:
        article = section(report, claim["id"])
        assert next(article.all("h3")).text == claim["statement"]
        for number, mention in enumerate(claim["mentions"], 1):
            item = the(article, f"{claim['id']}-{number}")
            assert next(item.all("blockquote")).text == mention["sentence"]
            assert mention["stance"] in item.text
            assert mention["url"] in [link.attributes["href"] for link in item.all("a")]
            marked = [mark.text for mark in item.all("mark")]
            assert mention["cue"] is None or mention["cue"] in " ".join(marked)


def test_a_ladder_has_a_row_an_outlet_and_a_mark_for_each_way_of_telling(made: Made, run: Run, polled: Home) -> None:
    for claim in records(run, polled, "claims")[:20]:
        drawing = next(one for one in section(made(), claim["id"]).all("svg") if one.has("ladder"))
        rows = [one.text for one in drawing.all("text") if one.has("outlet")]
        assert rows == list(dict.fromkeys(mention["outlet"] for mention in claim["mentions"]))
        marks = [use.attributes["href"] for use in drawing.all("use")]
        ways = {(mention["story_id"], mention["stance"]) for mention in claim["mentions"]}
        assert sorted(marks) == sorted(f"#mark-{stance}" for _, stance in ways)


def test_the_drawing_of_days_adds_up(made: Made) -> None:
    """A bar a day with stories, a band a phase, and the same figures in the table."""
    course = section(made(), "timeline")
    drawing = next(one for one in course.all("svg") if one.has("days"))
    titles = [title.text for title in drawing.all("title")]
    told = [re.search(r": (\d+) stor\w+, of these (\d+) copies", title) for title in titles]
    assert sum(int(one[1]) for one in told if one) == 55
    rows = [[cell.text for cell in row.all("th", "td")] for row in next(course.all("tbody")).all("tr")]
    assert len(rows) == sum(one is not None for one in told)
    assert sum(int(row[1]) for row in rows) == 55
    phases = next(one for one in course.all("ol") if one.has("phases")).all("li")
    bands = [one for one in drawing.all("rect") if one.has("band")]
    assert len(bands) == sum(one.parent is not None and one.parent.has("phases") for one in phases)


def test_what_it_finds_is_what_the_other_commands_find(made: Made, run: Run, polled: Home) -> None:
    report = made()
    outlets = records(run, polled, "outlets")
    rows = [[cell.text for cell in row.all("th", "td")] for row in section(report, "outlets").all("tr")][1:]
    assert [row[0] for row in rows] == [row["outlet"] for row in outlets]
    assert [int(row[6]) for row in rows] == [len(row["unsourced"]) for row in outlets]
    paths = [link.text for link in section(report, "unsourced").all("a") if "." in link.text]
    assert sorted(paths) == sorted(one for row in outlets for one in row["unsourced"])
    denied = section(report, "reach").text
    assert "The Weights Room" in denied
    told = [
        json.loads(run("show", one["id"], "--json", home=polled.root).stdout) for one in records(run, polled, "claims")
    ]
    reached = [carrier for one in told if one["denial_reach"] for carrier in one["denial_reach"]["carriers"]]
    assert all(carrier["outlet"] in denied for carrier in reached)
    assert ("never" in denied) is any(carrier["answer"] is None for carrier in reached)
    assert "No edit of meaning was seen." in section(report, "edits").text
    assert "13 June by Promptquake" in section(report, "dates").text
    assert "reportedly 1.2" in section(report, "method").text


def test_an_edit_is_told_with_the_words_before_and_after(polled: Home, tmp_path: Path) -> None:
    """And counted as silent, as it has no notice."""
    with polled.open() as store:
        store.connection.execute("VACUUM INTO ?", (str(tmp_path / "copy.db"),))
    with open_store(tmp_path / "copy.db") as store:
        story = next(one for one in reading.relevant_stories(store) if "5:21" in one.text)
        fetched = build.page(story.id, story.text.replace("5:21", "6:40"), title=story.title)
        pages.save(store, fetched, MOMENT + timedelta(hours=1))
        asked = Asked(MOMENT + timedelta(hours=2), claims=0)
        report = parse(page(gather(store, polled.read_topic(), asked)))
    told = section(report, "edits")
    assert "figure changed" in told.text
    assert "silent" in told.text
    assert {one.text for one in told.all("del")} == {"5", "21"}
    assert {one.text for one in told.all("ins")} == {"6", "40"}
    assert "1 of them without a notice" in section(report, "figures").text


def test_words_and_times_narrow_it(made: Made) -> None:
    """By words, by what is said of stories, and by time; it says so, and an empty report says that."""
    whole, narrow = made(), made("amazon outlet:clarion", claims=2)
    assert "amazon outlet:clarion" in next(narrow.all("header")).text

    def stories(report: Element) -> int:
        return int(next(section(report, "figures").all("dd")).text.replace(",", ""))

    assert 0 < stories(narrow) < stories(whole) == 55
    late = made(since=MOMENT.replace(day=1))
    assert 0 < stories(late) < 55
    assert len(list(section(late, "timeline").all("tbody"))) == 1
    days = [row.text for row in next(section(late, "timeline").all("tbody")).all("th")]
    assert all("Jul" in day for day in days)
    assert "No claim of this time fits." in made("xyzzy").text
    assert [one for one in section(made("", claims=0), "claims").all("svg") if one.has("ladder")] == []


def test_the_brief_and_the_language_are_of_what_fits(made: Made, run: Run, polled: Home) -> None:
    """As `brief` with the same query tells it; and of an outlet's stories only its own sentences are counted."""
    report = made("outlet:halyard", since=datetime(2026, 1, 1, tzinfo=UTC))
    asked = ("brief", "outlet:halyard", "--since", "2026-01-01", "--as-of", f"{MOMENT:%Y-%m-%dT%H:%M}", "--json")
    lines = json.loads(run(*asked, home=polled.root).stdout)["lines"]
    items = [item.text for item in section(report, "brief").all("li")]
    assert len(items) == len(lines)
    assert all(any(line["text"] in item for item in items) for line in lines)
    assert "new stories from 1 outlet, in" in items[0]
    assert [name.text for name in section(report, "figures").all("dt")][:2] == ["stories", "outlet"]

    def days(one: Element) -> int:
        return len(next(section(one, "language").all("desc")).text.split("; "))

    assert 0 < days(report) < days(made())
    for one in (report, made("state:contested")):
        assert "whole home" not in one.text
        assert "all coverage" not in section(one, "brief").text + section(one, "language").text


def test_the_file_is_put_in_place_whole_and_a_former_one_is_named(
    polled: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "report.html"
    home = ["--home", str(polled.root), "report", "--claims", "1", "-o"]
    assert main([*home, str(target)]) == 0
    first = capsys.readouterr()
    assert first.out == ""
    with polled.open() as store:
        told = f"{len(reading.relevant_stories(store))} stories and {claims.count(store)} claims"
    assert first.err == f"reportedly: a report of {told} written to {target}\n"
    assert main([*home, str(target), "-fable"]) == 0
    assert capsys.readouterr().err.endswith(f"written to {target}, in place of the file that was there\n")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert main([*home, "-"]) == 0
    assert capsys.readouterr().out.startswith("<!DOCTYPE html>\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--since", "soon"], "--since: 'soon' is no time"),
        (["--claims", "-1"], "--claims -1"),
        (["stance:sure"], "'sure' is no stance"),
        (["--since", "2999-01-01"], "is still to come"),
        (["--as-of", "2999-01-01"], "is in the future"),
        (["-o", "."], ". is a folder; name a file in it"),
        (["-o", "nowhere/report.html"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_told(
    polled: Home, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert main(["--home", str(polled.root), "report", *arguments]) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""


def test_a_new_home_has_a_report_that_says_so(run: Run, tmp_path: Path) -> None:
    report = parse(run("report", home=tmp_path / "new").stdout)
    assert "No story of this time fits." in report.text
    assert "No claim of this time fits." in report.text
    assert "Nothing yet: there are no stories." in report.text
