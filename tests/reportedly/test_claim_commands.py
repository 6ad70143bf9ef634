"""`reportedly claims` with a word for an act: what it says, what it refuses, and that a query is still a query."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from reportedly.cli import main
from reportedly.home import Home
from tests.reportedly.conftest import Run


@pytest.fixture
def home(polled: Home, tmp_path: Path) -> Home:
    """A home of the test's own, with the polled stories and claims."""
    shutil.copytree(polled.root, tmp_path / "home")
    return Home(tmp_path / "home")


def told(capsys: pytest.CaptureFixture[str], home: Home, *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    code = main(["--home", str(home.root), *arguments])
    return code, *capsys.readouterr()


def ids(capsys: pytest.CaptureFixture[str], home: Home, *query: str) -> list[str]:
    return [json.loads(line)["id"] for line in told(capsys, home, "claims", "--json", *query)[1].splitlines()]


def shown(capsys: pytest.CaptureFixture[str], home: Home, claim_id: str) -> dict[str, object]:
    record: dict[str, object] = json.loads(told(capsys, home, "show", claim_id, "--json")[1])
    return record


def test_each_act_says_what_it_did_and_how_to_undo_it(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """On stderr, in a line; stdout is for data."""
    one, two, three = ids(capsys, home)[:3]
    for arguments, said in (
        (["merge", one, two], rf"{two} merged into {one}, now \d+ mentions"),
        (["split", one, "1", "3"], rf"2 mentions of {one} split off as c\d+, \d+ mentions left"),
        (["rename", one, "What", "it is"], rf"{one} named “What it is”"),
        (["pin", one, three], rf"{one}, {three} are pinned: first in every list"),
        (["unpin", three], rf"{three} is not pinned any more"),
        (["dismiss", three], rf"{three} is dismissed: left out"),
        (["restore", three], rf"{three} is restored"),
        (["note", three, "ask them"], rf"{three}: noted “ask them”"),
        (["note", three], rf"{three}: its note taken off"),
    ):
        code, out, err = told(capsys, home, "claims", *arguments)
        assert (code, out) == (0, "")
        assert re.fullmatch(rf"reportedly: {said}.*; undo it with: reportedly claims undo.*\n", err), err
    assert ids(capsys, home)[0] == one


def test_show_numbers_the_mentions_that_split_takes(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    (claim_id,) = ids(capsys, home)[:1]
    lines = told(capsys, home, "show", claim_id)[1].splitlines()
    second = next(line for line in lines if re.match(r" *2  2026-", line)).strip().removeprefix("2  ")
    _, _, err = told(capsys, home, "claims", "split", claim_id, "2")
    made = re.search(r"as (c\d+)", err)
    assert made
    assert second in told(capsys, home, "show", made[1])[1]
    assert second not in told(capsys, home, "show", claim_id)[1]


def test_undo_takes_back_act_by_act_and_the_history_says_so(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = ids(capsys, home)[:2]
    before = [shown(capsys, home, claim) for claim in (one, two)]
    told(capsys, home, "claims", "note", one, "first")
    told(capsys, home, "claims", "merge", one, two)
    assert re.search(rf"undone: .* merge {one} {two}\n", told(capsys, home, "claims", "undo")[2])
    assert re.search(rf"undone: .* note {one}: first\n", told(capsys, home, "claims", "undo")[2])
    assert [shown(capsys, home, claim) for claim in (one, two)] == before
    assert "nothing to undo" in told(capsys, home, "claims", "undo")[2]
    history = told(capsys, home, "claims", "acts")[1].splitlines()
    assert [re.sub(r"\d{4}-\S+ \S+?(?=[ )])", "T", line) for line in history] == [
        f"T  merge {one} {two}  (undone T)",
        f"T  note {one}: first  (undone T)",
    ]
    assert told(capsys, home, "claims", "acts", "--limit", "1")[1].splitlines() == history[:1]


def test_a_dismissed_claim_is_left_out_unless_asked_for(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """Of lists, brief and exports; its page still shows it."""
    (claim_id,) = ids(capsys, home)[:1]
    assert claim_id in told(capsys, home, "brief", "--all", "--since", "2026-01-01")[1]
    told(capsys, home, "claims", "dismiss", claim_id)
    assert claim_id not in ids(capsys, home)
    assert ids(capsys, home, "dismissed") == [claim_id]
    assert claim_id in [
        json.loads(line)["id"] for line in told(capsys, home, "claims", "--all", "--json")[1].splitlines()
    ]
    assert not re.search(rf"\b{claim_id}\b", told(capsys, home, "brief", "--all", "--since", "2026-01-01")[1])
    for arguments, there in (([], False), (["--all"], True), (["dismissed"], True)):
        rows = told(capsys, home, "export", "claims", *arguments)[1].splitlines()
        assert (claim_id in [json.loads(row)["id"] for row in rows]) is there
    assert shown(capsys, home, claim_id)["dismissed"] is True
    assert "dismissed by you" in told(capsys, home, "show", claim_id)[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["merge", "c999", "c1"], "no claim c999; reportedly claims lists them"),
        (["merge", "c1", "c1"], "c1 cannot be merged with itself; name two claims"),
        (["merge", "one", "c1"], "'one' is no claim; claims are called c1, c2, ...; reportedly claims lists them"),
        (["split", "c1", "0"], "c1 has no mention 0, only"),
        (["split", "c1", "1:2"], "'1:2' is no number of a mention; reportedly show numbers a claim's mentions"),
        (["rename", "c1", " "], "an empty name for c1; say in words what it claims"),
        (["pin", "c1", "c999"], "no claim c999"),
        (["dismiss", "c999"], "no claim c999"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_does_nothing(
    home: Home, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    code, out, err = told(capsys, home, "claims", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "nothing was done" in told(capsys, home, "claims", "acts")[2]


def test_neither_all_nor_none_of_the_mentions_can_leave(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    (claim_id,) = ids(capsys, home)[:1]
    mentions = shown(capsys, home, claim_id)["mentions"]
    assert isinstance(mentions, list)
    numbers = [str(number) for number in range(1, len(mentions) + 1)]
    code, _, err = told(capsys, home, "claims", "split", claim_id, *numbers)
    assert (code, f"all of the mentions of {claim_id} would leave it" in err) == (2, True)
    with pytest.raises(SystemExit, match="2"):
        told(capsys, home, "claims", "split", claim_id)
    assert "MENTION" in capsys.readouterr().err


def test_a_word_for_an_act_can_still_be_searched_for(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """Quoted twice, or not first; and a home called like a command is no command."""
    for query in (['"merge"'], ["outlet:halyard", "merge"], ["-merge"]):
        code, _, err = told(capsys, home, "claims", *query)
        assert (code, err) in ((0, ""), (0, "reportedly: no claim fits\n"))
    home.root.rename(home.root.with_name("claims"))
    renamed = Home(home.root.with_name("claims"))
    assert told(capsys, renamed, "claims", "undo")[2] == (
        "reportedly: there is nothing to undo; reportedly claims acts lists what was done "
        f"(with --home {renamed.root})\n"
    )


def test_help_names_every_act_and_each_has_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["claims", "--help"])
    page = capsys.readouterr().out
    for act in "merge split rename pin unpin dismiss restore note undo acts".split():
        assert re.search(rf"^  {act} ", page, re.MULTILINE)
        with pytest.raises(SystemExit, match="0"):
            main(["claims", act, "--help"])
        assert f"usage: reportedly claims {act}" in capsys.readouterr().out


def test_acts_survive_an_analysis_by_the_command(home: Home, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = ids(capsys, home)[:2]
    told(capsys, home, "claims", "merge", one, two)
    told(capsys, home, "claims", "rename", one, "What it comes to")
    before = shown(capsys, home, one)
    assert run("analyse", home=home.root).returncode == 0
    assert shown(capsys, home, one) == before
