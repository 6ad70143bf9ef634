"""The README's first command, without a terminal, and the small web it polls."""

from __future__ import annotations

import json
import socket
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

from fetchers.feeds import parse
from reportedly import smallweb
from reportedly.brief import brief
from reportedly.home import DEMO_MARK, Home
from tests.reportedly.conftest import Run

LAST = datetime(2026, 7, 9, 20, tzinfo=UTC) + timedelta(minutes=5)
LOOK = datetime(2026, 6, 24, 20, tzinfo=UTC)


def test_the_demo_prints_a_brief_and_ends_with_0(run_apart: Run, run: Run, tmp_path: Path) -> None:
    """It polls over real HTTP, finds claims, and says that its texts are invented; run again it does the same."""
    first = run_apart(
        "demo", home=tmp_path / "demo", HTTP_PROXY="http://127.0.0.1:9/", http_proxy="http://127.0.0.1:9/"
    )
    assert first.returncode == 0, first.stderr
    assert "invented" in first.stderr
    lines = first.stdout.splitlines()
    assert lines[0].startswith("Since 2026-06-24")
    assert len(lines) > 6
    assert f"look around with reportedly --home {tmp_path / 'demo'} claims" in first.stderr
    second = run_apart("demo", home=tmp_path / "demo")
    assert second.stdout == first.stdout, "numbers and all"
    _the_brief_is_that_of_the_coverage(tmp_path / "demo")
    claims = [json.loads(line) for line in run("claims", "--json", home=tmp_path / "demo").stdout.splitlines()]
    assert max(claim["outlets"] for claim in claims) >= 8
    stances = {stance for claim in claims for stance, count in claim["stances"].items() if count}
    assert stances >= {"hedged", "attributed", "asserted", "denied"}
    shown = [json.loads(run("show", claim["id"], "--json", home=tmp_path / "demo").stdout) for claim in claims]
    _figures_are_as_old_as_the_edits_that_brought_them(shown)
    _nobody_is_said_to_have_done_what_they_did_not(shown)
    silent = next(claim for claim in shown if claim["denial_reach"] and None in _answers(claim).values())
    (never,) = [outlet for outlet, answer in _answers(silent).items() if answer is None]
    assert f"never: {never}" in run("show", silent["id"], home=tmp_path / "demo").stdout
    _the_course_is_that_of_june_and_july(json.loads(run("timeline", "--json", home=tmp_path / "demo").stdout))


def _the_course_is_that_of_june_and_july(told: dict[str, Any]) -> None:
    """Phases break within a day of the order, the first exception and the return; a wrong date is told with its
    outlet."""
    breaks = [date.fromisoformat(phase["first"]) for phase in told["phases"]]
    for day in (date(2026, 6, 12), date(2026, 6, 26), date(2026, 7, 1)):
        assert min(abs((one - day).days) for one in breaks) <= 1
    (order,) = (act for act in told["dates"] if act["act"] == "order")
    assert order["usual"]["date"] == "06-12"
    assert [(variant["date"], variant["outlets"]) for variant in order["variants"]] == [("06-13", ["Promptquake"])]


def _nobody_is_said_to_have_done_what_they_did_not(shown: list[dict[str, Any]]) -> None:
    """All that is found about who told a report as fact, hardened, denied, took back or kept quiet: each was read."""
    as_fact = {
        (one["path"][0]["outlet"], claim["mentions"][one["mention"] - 1]["sentence"][:40])
        for claim in shown
        for one in claim["unsourced"]
    }
    assert as_fact == {("The Bourse Clarion", "The chief executive of Amazon went to Tr")}
    states = {
        (state["state"], claim["mentions"][state["mentions"][-1] - 1]["sentence"][:40])
        for claim in shown
        for state in claim["life"]
        if state["state"] in ("hardening", "denied", "contested", "corrected")
    }
    assert states == {
        ("hardening", "Amazon, with $13bn paid and $20bn in pro"),
        ("denied", "The company did not refuse to fix anythi"),
        ("contested", "The White House's David Sacks insists th"),
        ("corrected", "Correction, June 14: an earlier version "),
        ("corrected", "A shareholder with $13 billion in the co"),
    }
    reached = {outlet: answer is not None for claim in shown for outlet, answer in _answers(claim).items()}
    assert reached == {"The Morning Kestrel": True, "Promptquake": False, "The Weights Room": True, "Loomstack": True}


def _answers(claim: dict[str, Any]) -> dict[str, Any]:
    """For each outlet that carried a claim which was denied, what it carried of that."""
    return {one["outlet"]: one["answer"] for one in (claim["denial_reach"] or {"carriers": []})["carriers"]}


def _figures_are_as_old_as_the_edits_that_brought_them(shown: list[dict[str, Any]]) -> None:
    """The Morning Kestrel's 1,000 is told though its edit took it back; Loomstack had 13 billion after another."""
    minority = [(one["value"], one["outlets"], one["withdrawn"]) for claim in shown for one in claim["minority_values"]]
    assert ("1000", ["The Morning Kestrel"], True) in minority
    assert ("4000000000 USD", ["Commonwave Public Radio"], False) in minority
    edited = [claim for claim in shown if any("$8 billion in" in m["sentence"] for m in _before_edits(claim))]
    stake = max(edited, key=lambda claim: len(claim["mentions"]))
    said = {mention["outlet"]: mention["said_at"] for mention in reversed(stake["mentions"])}
    assert said["Loomstack"] == "2026-06-15T10:00:00+00:00" > said["The Bourse Clarion"]
    told = {node["outlet"]: (node["said_at"], node["follows"]) for node in reversed(stake["provenance"])}
    assert told["Loomstack"] == ("2026-06-14T12:00:00+00:00", None)
    assert told["The Bourse Clarion"] == ("2026-06-15T05:30:00+00:00", None)
    moves = {(move["outlet"], move["value"][:2]): move for drift in stake["drift"] for move in drift["moves"]}
    assert moves["Loomstack", "80"]["at"] == "2026-06-14T12:00:00+00:00"
    assert moves["Loomstack", "80"]["until"] == "2026-06-15T10:00:00+00:00"
    assert moves["Loomstack", "13"]["at"] == "2026-06-15T10:00:00+00:00"


def _before_edits(claim: dict[str, Any]) -> list[dict[str, Any]]:
    return [was for mention in claim["mentions"] for was in mention["earlier"]]


def _the_brief_is_that_of_the_coverage(root: Path) -> None:
    """After 24 June: a lawsuit, a request to another lab, the return; a figure edited in silence, an old claim back."""
    home = Home(root)
    with home.open() as store:
        found = brief(store, LOOK, LAST, home.read_topic())
    kinds: dict[str, str] = {}
    for line in found.lines:
        kinds[line.kind] = f"{kinds.get(line.kind, '')}\n{line.text}"
        assert line.figures
        assert line.story_ids or line.claim_ids
    assert "began on 3 July, as the volume changes" in kinds["phase"]
    assert "27 June and 30 June" in kinds["phase"]
    assert "“The Commerce Department on Tuesday lifted the export controls" in kinds["emerged"], (
        "who is named is quoted"
    )
    assert "first by Halyard Wire on 30 June" in kinds["emerged"]
    assert "1,000 became about 100" in kinds["edited"]
    assert "without a notice" in kinds["edited"]
    assert "unsourced" not in kinds, "officials had told The Morning Kestrel itself before"
    assert "since The Bourse Clarion on 28 June" in kinds["hardened"]
    assert {"quiet", "revived", "stories"} <= kinds.keys()


def test_the_demo_touches_no_home_but_its_own(run_apart: Run, tmp_path: Path) -> None:
    """A folder with anything else in it is refused, and stays as it was."""
    kept = tmp_path / "diary.txt"
    kept.write_text("mine")
    done = run_apart("demo", home=tmp_path)
    assert done.returncode == 2
    assert "is no home of the demo" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_a_demo_that_cannot_begin_leaves_its_home_as_it_is(run: Run, tmp_path: Path) -> None:
    """Its port is taken by another program."""
    (tmp_path / DEMO_MARK).touch()
    (tmp_path / "reportedly.db").write_bytes(b"an earlier run's")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("demo", "--port", port, home=tmp_path)
    assert (done.returncode, f"port {port} cannot be served" in done.stderr) == (2, True)
    assert (tmp_path / "reportedly.db").read_bytes() == b"an earlier run's"


def test_the_small_web_is_large_enough_and_of_all_kinds() -> None:
    """About a dozen outlets, 45 stories or more, and the three kinds of feed."""
    web = smallweb.load(LAST)
    assert len(web.outlets) >= 12
    assert len(web.pieces) >= 45
    assert {outlet.kind for outlet in web.outlets.values()} == {"rss", "atom", "json"}
    assert any(len(piece.versions) > 1 for piece in web.pieces)


def test_every_feed_and_page_of_the_small_web_is_served() -> None:
    """Each feed parses into entries whose pages exist; what is not yet published is not there."""
    web = smallweb.load(LAST)
    opener = build_opener(ProxyHandler({}))
    with smallweb.serving(web) as base:
        for outlet in web.outlets.values():
            with opener.open(base + outlet.feed_path) as answer:
                found = parse(answer.read(), base + outlet.feed_path, answer.headers["Content-Type"])
            assert found.title == outlet.name
            assert found.entries
            with opener.open(found.entries[0].url) as answer:
                page = answer.read().decode()
            assert "cookie-notice" in page
            assert "More from" in page
        web.moment = datetime(2026, 6, 1, tzinfo=UTC)
        assert web.resource(f"/{web.pieces[-1].outlet}/{web.pieces[-1].slug}.html") is None
