"""Headless is first class: no headless command pulls in the terminal's library, nor `--help` anything heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.home import Home

_PROBE = """
import sys
from reportedly.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as ended:
    code = ended.code
names = {name.partition(".")[0] for name in sys.modules}
print("\\nCODE", code, "LOADED", *sorted(names), file=sys.stderr)
"""


def loaded(*arguments: str) -> tuple[str, set[str]]:
    """The exit code of a command in a process of its own, and the packages it had loaded at its end."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    words = done.stderr.rsplit("CODE ", 1)[1].split()
    return words[0], set(words[2:])


def test_the_doctor_asks_for_certificates_and_no_terminal(polled: Home) -> None:
    """It loads what requests are made with, to see that they could be."""
    _, packages = loaded("--home", str(polled.root), "doctor")
    assert packages.isdisjoint({"textual", "trafilatura", "feedparser", "llm"})


@pytest.mark.parametrize(
    "command",
    [
        ["brief"],
        ["frames"],
        ["brief", "--since", "2026-06-20", "--json"],
        ["brief", "--markdown", "--all"],
        ["stories"],
        ["stories", "amazon", "--json"],
        ["views"],
        ["claims"],
        ["claims", "--json"],
        ["claims", "acts"],
        ["claims", "why", "c1"],
        ["claims", "why", "c1.1", "--json"],
        ["claims", "note", "c1"],
        ["show", "1"],
        ["show", "c1"],
        ["timeline"],
        ["timeline", "--csv"],
        ["outlets", "--json"],
        ["report", "--claims", "1"],
        ["enrich", "--dry-run"],
        ["save", "1"],
        ["unsave", "1"],
        ["accept", "2"],
        ["export", "stories"],
        ["export", "claims", "--format", "markdown"],
        ["export", "all"],
        ["note", "1", "ask", "again"],
        ["note", "c1"],
        ["undo"],
        ["undo", "--list"],
        ["feeds", "list"],
        ["feeds", "export"],
        ["feeds", "explain", "1"],
        ["feeds", "score", "--json"],
        ["keys"],
        ["keys", "--json"],
        ["paths"],
        ["vacuum", "--dry-run"],
        [],
    ],
)
def test_no_headless_command_imports_textual(polled: Home, command: list[str]) -> None:
    """Nor the network, nor the extractor: reading is reading."""
    code, packages = loaded("--home", str(polled.root), *command)
    assert code == "0"
    assert packages.isdisjoint({"textual", "rich", "httpx", "trafilatura", "feedparser", "llm"})


@pytest.mark.parametrize(("command", "ends_with"), [("analyse", "0"), ("poll", "1")])
def test_nor_do_those_that_work(polled: Home, command: str, ends_with: str) -> None:
    """Feeds and pages are parsed in processes of their own (the poll fails: the small web is served no more)."""
    code, packages = loaded("--home", str(polled.root), command)
    assert code == ends_with
    assert packages.isdisjoint({"textual", "trafilatura", "feedparser", "llm"})


def test_nor_does_an_import(polled: Home, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("https://a.example/1\n")
    for source in (tmp_path / "list.txt", polled.root):
        code, packages = loaded("--home", str(tmp_path / "home"), "import", str(source))
        assert code == "0"
        assert packages.isdisjoint({"textual", "rich", "httpx", "trafilatura", "feedparser", "llm"})


@pytest.mark.parametrize("command", [["--help"], ["poll", "--help"], ["enrich", "--help"]])
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    """`poll --help` answers before any library of weight is imported."""
    code, packages = loaded(*command)
    assert code == "0"
    heavy = {"textual", "httpx", "trafilatura", "feedparser", "sqlite_utils", "sqlite3", "asyncio", "llm"}
    assert packages.isdisjoint(heavy)
