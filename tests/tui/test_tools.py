"""What is done with the thing under the cursor: copied, read in a pager, noted in an editor, given to a program."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from store import claims, reading
from store.database import open_store
from store.models import Story
from tests.tui.driver import Driver, dashboard
from tests.tui.programs import InTerminal, program
from tests.tui.sample import Sample
from tui import clipboard, copying, outside
from tui.outside import ProgramError

pytestmark = pytest.mark.anyio


def _story(sample: Sample, number: int) -> Story:
    with open_store(sample.database) as store:
        return reading.get(store, number)


def test_a_citation_names_outlet_headline_time_address_and_version(sample: Sample) -> None:
    found = copying.of(_story(sample, 2))
    assert found is not None
    assert found.link == "https://harbour-times.example/story-1"
    assert found.citation.startswith(
        "Harbour Times, “Lumen report number 1, corrected”, 2026-06-12 13:00 UTC, "
        "https://harbour-times.example/story-1 (revision "
    )
    assert found.citation.endswith("the newest of 3 versions)") or "the newest of" in found.citation


def test_a_quote_is_the_sentence_with_its_provenance(sample: Sample) -> None:
    with open_store(sample.database) as store:
        claim = claims.get(store, 1)
    mention = claim.mentions[0]
    found = copying.of(mention, _story(sample, mention.story_id).title)
    assert found is not None
    said, source = found.quote.splitlines()
    assert said == f"“{mention.sentence}”"
    assert source.startswith(f"— {mention.outlet}, “")
    assert f"(revision {mention.revision_id})" in source
    whole = copying.of(claim)
    assert whole is not None
    assert whole.citation.startswith("c1: Lumen was switched off for every customer. (5 outlets; first: Northern ")


def test_a_link_that_is_no_web_address_is_not_to_be_had(sample: Sample) -> None:
    found = copying.of(replace(_story(sample, 1), url="javascript:alert(1)"))
    assert found is not None
    assert found.link == ""


async def test_y_copies_the_link_y_upper_the_citation_and_a_quotation_mark_the_quote(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {"PATH": ""})
    async with dashboard(sample.wiring, (120, 40)) as driver:
        await driver.press("2", "j", "y")
        assert driver.app.clipboard == "https://kilobyte.example/story-22" or driver.app.clipboard.startswith(
            "https://"
        )
        assert "Copied the link of story" in driver.status
        await driver.press("Y")
        assert "(revision " in driver.app.clipboard
        await driver.press("3", "l", "quotation_mark")
        assert driver.app.clipboard.startswith("“")
        assert "\n— " in driver.app.clipboard
        await driver.press("1", "y")
        assert "There is no link to copy here." in driver.status


@pytest.mark.parametrize(
    ("surroundings", "installed", "chosen"),
    [
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, {"wl-copy", "xclip"}, "wl-copy"),
        ({"DISPLAY": ":0"}, {"wl-copy", "xclip"}, "xclip"),
        ({"DISPLAY": ":0"}, {"xsel"}, "xsel"),
        ({}, {"wl-copy", "xclip"}, None),
        ({"DISPLAY": ":0"}, set(), None),
    ],
)
def test_the_clipboards_program_is_one_that_could_work(
    surroundings: dict[str, str], installed: set[str], chosen: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    found = clipboard.program(surroundings, lambda name: name if name in installed else None)
    assert (found[0] if found else None) == chosen


def test_a_clipboards_program_gets_the_text_and_one_that_hangs_is_ended(tmp_path: Path) -> None:
    out = tmp_path / "out"
    takes = program(tmp_path, "takes", f"import sys; open({str(out)!r}, 'w').write(sys.stdin.read())")
    assert clipboard.hand_over("übung\n", (str(takes),))
    assert out.read_text() == "übung\n"
    hangs = program(tmp_path, "hangs", "import time; time.sleep(60)")
    began = time.monotonic()
    assert not clipboard.hand_over("x", (str(hangs),), limit=0.3)
    assert time.monotonic() - began < 10
    assert not clipboard.hand_over("x", (str(tmp_path / "gone"),))


def test_a_command_is_split_and_never_run_by_a_shell(tmp_path: Path) -> None:
    says = program(tmp_path, "says", "import sys; print(sys.argv[1:], open(sys.argv[2]).read(), sys.stdin.read())")
    printed = outside.give(f"{says} '$HOME; rm x' {{path}} {{url}}", "the text", "https://a.example/?a=b c;d")
    assert printed
    assert "'$HOME; rm x'" in printed
    assert "'https://a.example/?a=b c;d'" in printed
    assert printed.count("the text") == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("import sys; sys.exit('no such list')", "ended with code 1; no such list"),
        ("import time; time.sleep(60)", "took longer than"),
    ],
)
def test_a_command_that_fails_or_hangs_says_so(tmp_path: Path, body: str, said: str) -> None:
    with pytest.raises(ProgramError, match=said):
        outside.give(str(program(tmp_path, "fails", body)), "x", limit=0.5)


def test_a_command_that_is_stopped_ends_with_all_that_it_started(tmp_path: Path) -> None:
    """At once, and not when its time is up."""
    out = tmp_path / "out"
    body = (
        "import os, subprocess, time; child = subprocess.Popen(['sleep', '60']); "
        f"open({str(out)!r}, 'w').write(f'{{child.pid}}.'); time.sleep(60)"
    )

    def cancelled() -> bool:
        return out.exists() and out.read_text().endswith(".")

    began = time.monotonic()
    assert outside.give(str(program(tmp_path, "hangs", body)), "x", cancelled=cancelled) is None
    assert time.monotonic() - began < 30
    child = Path(f"/proc/{out.read_text().rstrip('.')}/stat")
    assert not child.exists() or child.read_text().split()[2] == "Z"


def test_a_command_that_is_not_there_is_named() -> None:
    with pytest.raises(ProgramError, match=r"no-such-program: cannot be run .*is it installed\?"):
        outside.give("no-such-program", "x")


async def test_the_editor_writes_a_note_on_a_story_and_on_a_claim(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = program(tmp_path, "ed", "import sys; open(sys.argv[1], 'a').write('ask the ministry\\x1b[31m')")
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.delenv("VISUAL", raising=False)
    async with dashboard(sample.wiring, kind=InTerminal) as driver:
        await driver.press("2", "E")
        assert "Noted “ask the ministry" in driver.status
        await driver.press("3", "E")
        assert "Noted “ask the ministry" in driver.status
    with open_store(sample.database) as store:
        assert [note.startswith("ask the ministry") for note in (reading.get(store, 24).note or "",)] == [True]
        assert (claims.get(store, 1).note or "").startswith("ask the ministry")


async def test_the_pager_gets_the_text(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    pager = program(tmp_path, "pg", f"import sys; open({str(out)!r}, 'w').write(open(sys.argv[1]).read())")
    monkeypatch.setenv("PAGER", str(pager))
    async with dashboard(sample.wiring, kind=InTerminal) as driver:
        await driver.press("2", "j", "P")
        assert "Lumen report number 22" in out.read_text()
        assert "Paragraph 5" in out.read_text()
        monkeypatch.setenv("PAGER", str(tmp_path / "gone"))
        await driver.press("P")
        assert "cannot be run" in driver.status
        await driver.press("exclamation_mark")
        assert "→ is it installed?" in driver.screen


async def test_a_story_is_given_to_a_command_of_ones_own(sample: Sample, tmp_path: Path) -> None:
    says = program(tmp_path, "says", "import sys; print('[b]got', len(sys.stdin.read()) > 50, '\\x1b]0;x\\x07')")
    wiring = replace(sample.wiring, commands={"count": str(says), "fails": "no-such-program"})
    async with dashboard(wiring, (120, 30)) as driver:
        await driver.press("2", "vertical_line")
        assert "count" in driver.screen
        await driver.press("enter")
        await _done(driver)
        assert "[b]got True" in driver.screen
        assert "\x1b" not in driver.screen
        await driver.press("y", "escape", "vertical_line", "j", "enter")
        await _done(driver)
        assert "no-such-program: cannot be run" in driver.status
    async with dashboard(sample.wiring) as driver:
        await driver.press("2", "vertical_line")
        assert "name them under [commands] in config.toml" in driver.status


async def _done(driver: Driver) -> None:
    await driver.settle()
    await driver.poll_ends()
    await driver.settle()
