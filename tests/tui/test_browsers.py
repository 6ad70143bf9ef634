"""Which browser is taken, and what is said where none can be had."""

from __future__ import annotations

import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

from tests.tui.driver import dashboard
from tests.tui.programs import browser, program
from tests.tui.sample import Sample
from tui import browsers
from tui.outside import ProgramError

pytestmark = pytest.mark.anyio

_NONE_AT_ALL = "from tui import browsers; browsers.found({})"


def test_the_first_that_browser_names_and_is_there_is_taken(tmp_path: Path) -> None:
    named, _ = browser(tmp_path)
    found = browsers.found({"BROWSER": f"no-such-browser %s:{named}"})
    assert isinstance(found, webbrowser.GenericBrowser)
    assert found.name == str(tmp_path / "browser")


@pytest.mark.parametrize(
    "named", ["no-such-browser", "no-such-browser %s", "/no/such %s &", "no-such '%s", "no-such '", "no-such -x &"]
)
def test_one_that_is_named_and_not_there_is_said(named: str) -> None:
    with pytest.raises(ProgramError, match=rf"BROWSER names, '{named}', is not installed; set BROWSER to one that is"):
        browsers.found({"BROWSER": named})


def test_options_may_leave_out_where_the_address_goes(tmp_path: Path) -> None:
    opens = program(
        tmp_path, "opens", f"import sys; open({str(tmp_path / 'opened')!r}, 'w').write(' '.join(sys.argv[1:]))"
    )
    browsers.show(browsers.found({"BROWSER": f"{opens} -new"}), "https://a.example/")
    assert (tmp_path / "opened").read_text() == "-new https://a.example/"
    assert isinstance(browsers.found({"BROWSER": f"{opens} -new &"}), webbrowser.BackgroundBrowser)


def test_one_that_python_knows_is_taken_with_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would run a program of that whole name."""
    known = webbrowser.Elinks(str(program(tmp_path, "elinks", "")))
    monkeypatch.setattr(webbrowser, "_browsers", {"elinks": [None, known]})
    monkeypatch.setattr(webbrowser, "_tryorder", ["elinks"])
    monkeypatch.setenv("PATH", str(tmp_path))
    browsers.show(browsers.found({"BROWSER": "elinks -no-home"}), "https://a.example/")


def test_a_blank_in_browser_names_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python stumbles over it as it first looks for all that are installed."""
    named, _ = browser(tmp_path)
    monkeypatch.setenv("BROWSER", f"{named}: ")
    monkeypatch.setattr(webbrowser, "_browsers", {})
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    assert browsers.found({"BROWSER": f"{tmp_path / 'browser'}: "}).name == str(tmp_path / "browser")


def test_an_address_that_no_program_can_be_given_is_said(tmp_path: Path) -> None:
    named, _ = browser(tmp_path)
    with pytest.raises(ProgramError, match="could not open"):
        browsers.show(browsers.found({"BROWSER": named}), "https://a.example/\0")


def test_a_machine_without_any_is_said(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", _NONE_AT_ALL], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert "no browser is installed here; set BROWSER to one that is, or copy the address with y" in found.stderr


@pytest.mark.parametrize(("closing", "wants"), [("", True), (" &", False)])
def test_one_without_a_window_of_its_own_has_the_terminal(tmp_path: Path, closing: str, wants: bool) -> None:
    named, _ = browser(tmp_path)
    assert browsers.wants_the_terminal(browsers.found({"BROWSER": named + closing})) is wants


def test_one_that_fails_is_said(tmp_path: Path) -> None:
    fails = program(tmp_path, "fails", "raise SystemExit(3)")
    with pytest.raises(ProgramError, match=r"fails ended with code 3"):
        browsers.show(browsers.found({"BROWSER": f"{fails} %s"}), "https://a.example/")


async def test_the_dashboard_says_what_came_of_it(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, _ = browser(tmp_path)
    async with dashboard(sample.wiring) as driver:
        monkeypatch.setenv("BROWSER", "no-such-browser")
        await driver.press("2", "o")
        assert "is not installed" in driver.status
        assert "Opened" not in driver.status
        monkeypatch.setenv("BROWSER", f"{named} &")
        await driver.press("j", "o")
        await driver.opened()
        assert "Opened in the browser: https://" in driver.status
