"""The course of the demo's story: `timeline`, `outlets`, and the life of a claim in `show`."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from typing import Any

import pytest

from reportedly import shares
from reportedly.home import Home
from tests.reportedly.conftest import Run

Record = dict[str, Any]


@pytest.fixture(scope="module")
def run_once() -> dict[tuple[str, ...], str]:
    """What commands printed: each is run but once."""
    return {}


@pytest.fixture
def told(run: Run, polled: Home, run_once: dict[tuple[str, ...], str]) -> Any:
    """Runs a command over the demo's home and returns what it prints."""

    def command(*arguments: str) -> str:
        if arguments not in run_once:
            done = run(*arguments, home=polled.root)
            assert (done.returncode, done.stderr) == (0, "")
            run_once[arguments] = done.stdout
        return run_once[arguments]

    return command


@pytest.fixture
def course(told: Any) -> Record:
    record: Record = json.loads(told("timeline", "--json"))
    return record


@pytest.fixture
def claims(told: Any) -> list[Record]:
    return [json.loads(line) for line in told("claims", "--json").splitlines()]


def shown(told: Any, claim: Record) -> Record:
    record: Record = json.loads(told("show", claim["id"], "--json"))
    return record


def trigger(claims: list[Record]) -> Record:
    """The claim that Amazon's chief warned officials."""
    return next(one for one in claims if {"@jassy", "#warn", "@treasury"} <= {term["term"] for term in one["terms"]})


@pytest.mark.parametrize("day", [date(2026, 6, 12), date(2026, 6, 26), date(2026, 7, 1)])
def test_phases_break_within_a_day_of_what_happened(course: Record, day: date) -> None:
    assert min(abs((date.fromisoformat(phase["first"]) - day).days) for phase in course["phases"]) <= 1


def test_phases_hold_every_day_once_and_the_last_is_quiet(course: Record) -> None:
    firsts = [date.fromisoformat(phase["first"]) for phase in course["phases"]]
    lasts = [date.fromisoformat(phase["last"]) for phase in course["phases"]]
    assert [(after - before).days for before, after in zip(lasts, firsts[1:], strict=False)] == [1] * (len(firsts) - 1)
    assert course["phases"][-1]["quiet"]
    assert any(phase["most_copied"] for phase in course["phases"])


def test_restored_replaces_offline(course: Record, claims: list[Record]) -> None:
    """About the model that came back another claim leads from the phase of its return on."""
    by_id = {one["id"]: one for one in claims}
    last = [turn for phase in course["phases"] for turn in phase["turns"] if turn["name"] == "fable-5"][-1]
    assert "=07-01" in {term["term"] for term in by_id[last["after"]]["terms"]}
    assert by_id[last["before"]]["first_said_at"] < "2026-06-16"


def test_the_trigger_hardens_from_hedged_to_asserted(told: Any, claims: list[Record]) -> None:
    """With who turned it, and from when on the later half of its chains was surer."""
    life = shown(told, trigger(claims))
    assert [first["stance"] for first in life["firsts"]] == ["hedged", "attributed", "asserted"]
    assert [first["at"] for first in life["firsts"]] == sorted(first["at"] for first in life["firsts"])
    (hardening,) = [state for state in life["life"] if state["state"] == "hardening"]
    assert hardening["began"] > "2026-06-15"
    assert len(hardening["mentions"]) >= 6


def test_it_is_told_as_fact_on_one_report_of_unnamed_people(told: Any) -> None:
    """By The Bourse Clarion; The Morning Kestrel had it from officials, as another claim of its sentence shows."""
    outlets = {row["outlet"]: row["unsourced"] for row in map(json.loads, told("outlets", "--json").splitlines())}
    assert not outlets["The Morning Kestrel"]
    record = shown(told, {"id": outlets["The Bourse Clarion"][0].partition(".")[0]})
    paths = [[step["outlet"] for step in one["path"]] for one in record["unsourced"]]
    assert paths == [["The Bourse Clarion", "Halyard Wire"]]
    report = record["mentions"][record["unsourced"][0]["path"][-1]["mentions"][0] - 1]
    assert report["source_kind"] == "unnamed"


def test_wrong_dates_and_sums_are_minority_variants_with_their_outlets(
    told: Any, course: Record, claims: list[Record]
) -> None:
    """The order on the 13th; an investment of $4 billion."""
    (order,) = [act for act in course["dates"] if act["act"] == "order"]
    assert order["usual"]["date"] == "06-12"
    assert [(variant["date"], variant["outlets"]) for variant in order["variants"]] == [("06-13", ["Promptquake"])]
    stake = next(one for one in claims if "#stake" in {term["term"] for term in one["terms"]})
    minority = [(one["value"], one["outlets"]) for one in shown(told, stake)["minority_values"]]
    assert ("4000000000 USD", ["Commonwave Public Radio"]) in minority


def test_a_denial_and_whom_it_reached(told: Any, claims: list[Record]) -> None:
    denied = next(one for one in claims if one["stances"]["denied"] and "#refuse" in {t["term"] for t in one["terms"]})
    record = shown(told, denied)
    assert {"denied", "contested"} <= {state["state"] for state in record["life"]}
    assert {carrier["outlet"] for carrier in record["denial_reach"]["carriers"]} == {
        "The Morning Kestrel",
        "The Weights Room",
    }
    for carrier in record["denial_reach"]["carriers"]:
        assert (carrier["answer"] is None) == (carrier["lag_seconds"] is None)
    assert "Denied or corrected since" in told("show", record["id"])


def test_every_state_leads_back_to_mentions(told: Any, claims: list[Record]) -> None:
    """It begins with one of them, or a week after the last one where it has gone quiet."""
    for claim in claims[:3]:
        record = shown(told, claim)
        assert record["life"]
        for state in record["life"]:
            stories = [record["mentions"][number - 1]["story_id"] for number in state["mentions"]]
            assert list(dict.fromkeys(stories)) == state["stories"]
            times = [
                datetime.fromisoformat(record["mentions"][number - 1]["published_at"]) for number in state["mentions"]
            ]
            began = datetime.fromisoformat(state["began"])
            assert (began - times[-1]).days == 7 if state["state"] == "fading" else began in times
            assert state["rule"]


def test_the_days_are_ready_for_a_plot(told: Any, course: Record) -> None:
    """The same in CSV: a row a day, none left out, stories adding up."""
    rows = list(csv.DictReader(io.StringIO(told("timeline", "--csv"))))
    assert [row["day"] for row in rows] == [day["day"] for day in course["days"]]
    assert [int(row["stories"]) for row in rows] == [day["stories"] for day in course["days"]]
    assert sum(day["stories"] for day in course["days"]) == sum(len(phase["stories"]) for phase in course["phases"])
    busy = [row for row in rows if row["stance_asserted"]]
    shares = [sum(float(share) for name, share in row.items() if name.startswith("stance_")) for row in busy]
    assert shares == pytest.approx([1] * len(busy), abs=0.001)
    assert {"state_emerging", "state_fading"} <= rows[0].keys()


def test_nobody_waits_for_very_many_frames_to_be_counted(
    run: Run, own: Home, told: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their days come without, all else as it is, and what counts them is named and does."""
    whole = list(csv.DictReader(io.StringIO(told("timeline", "--csv"))))
    with own.open() as store, store.writing() as connection:
        connection.execute("DELETE FROM tallies")
    monkeypatch.setattr(shares, "FEW", 0)
    done = run("timeline", "--csv", home=own.root)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [{name: row[name] for name in rows[0]} for row in whole] == rows
    assert any(name.startswith("frame_") for name in whole[0].keys() - rows[0].keys())
    assert "not counted yet" in done.stderr
    assert done.stderr.endswith(f"reportedly --home {own.root} analyse\n")
    run("analyse", home=own.root)
    again = run("timeline", "--csv", home=own.root)
    assert again.stderr == ""
    assert again.stdout == told("timeline", "--csv")


def test_the_plain_timeline_names_claims_by_id(told: Any, course: Record) -> None:
    text = told("timeline")
    for phase in course["phases"]:
        assert all(lead["claim"] in text for lead in phase["leading"])
    assert "Dates of “order”: 06-12" in text


def test_how_each_outlet_works(told: Any) -> None:
    records = {row["outlet"]: row for row in map(json.loads, told("outlets", "--json").splitlines())}
    assert len(records) == 12
    wire, copier = records["Halyard Wire"], records["Larkmoor Valley Messenger"]
    assert wire["originality"] > copier["originality"] == 0
    assert copier["follows"] > 5
    assert records["Promptquake"]["silent_on"]
    assert sum(len(row["unsourced"]) for row in records.values()) >= 2
    lines = told("outlets").splitlines()
    assert [line.split("  ")[-1] for line in lines if not line.startswith("        ")] == ["outlet", *records]


def test_lags_of_outlets_compare_at_a_glance_and_counts_can_be_followed(told: Any) -> None:
    """Every lag in hours; below a row the claims of its last two counts, the first twelve of many."""
    records = [json.loads(line) for line in told("outlets", "--json").splitlines()]
    rows = [block.splitlines() for block in re.split(r"\n(?! {8})", told("outlets").strip())][1:]
    for record, (row, *below) in zip(records, rows, strict=True):
        lag = record["median_lag_seconds"]
        assert (f" {lag / 3600:.1f} h " if lag is not None else " - ") in row
        expected = []
        for name, claims in (
            ("unsourced", [one.partition(".")[0] for one in record["unsourced"]]),
            (
                "silent on",
                record["silent_on"],
            ),
        ):
            more = f" and {len(claims) - 12} more" if len(claims) > 12 else ""
            expected += [f"        {name}: {', '.join(claims[:12])}{more}"] if claims else []
        assert below == expected


def test_an_empty_home_has_no_course(run: Run, tmp_path: Any) -> None:
    done = run("timeline", home=tmp_path / "new")
    assert done.returncode == 0
    assert done.stdout == "no stories yet; reportedly poll fetches them\n"
    assert json.loads(run("timeline", "--json", home=tmp_path / "new").stdout)["phases"] == []
    assert run("timeline", "--csv", home=tmp_path / "new").stdout.count("\n") == 1
