"""The real program in a pseudo-terminal: what reaches the terminal is the dashboard's own, in any kind of one."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from reportedly.home import Home, ensure
from tests.conftest import NOW
from tests.tui import sample as samples
from tests.tui.programs import program
from tests.tui.test_hostile import HOSTILE, fill

#: What Textual itself writes: colours, the cursor's place, modes, questions to the terminal, the pointer's shape.
_OURS = re.compile(
    r"\x1b\[[0-9;]*[mHJKt]|\x1b\[\??[0-9;]*(?:[hlnc]|\$p)|\x1b\[[<>=?]?[0-9;]*u|\x1b\]22;[a-z]*\x07|\x1b[=>78]"
)
_SECONDS = 120.0
#: What would have a say in how the terminal looks, or how large it is.
_NOT_OURS = ("NO_COLOR", "COLORTERM", "TERM", "COLUMNS", "LINES", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_DRIVER")


class Terminal:
    """The dashboard over a home in a pseudo-terminal of a size; keys in, all that was written out."""

    def __init__(self, home: Home, size: tuple[int, int] = (120, 40), **surroundings: str) -> None:
        self._leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        kept = {name: value for name, value in os.environ.items() if name not in _NOT_OURS}
        kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"} | surroundings
        self._process = subprocess.Popen(
            [sys.executable, "-m", "reportedly", "--home", str(home.root)],
            stdin=follower,
            stdout=follower,
            stderr=follower,
            env=kept,
            start_new_session=True,
        )
        os.close(follower)
        self.written = b""

    @property
    def text(self) -> str:
        return self.written.decode("utf-8", "replace")

    def wait_for(self, words: str) -> None:
        """Reads until some words were painted since the last wait, and then until nothing more comes."""
        begin, end = len(self.written), time.monotonic() + _SECONDS
        while words not in _plain(self.written[begin:].decode("utf-8", "replace")):
            if time.monotonic() > end:
                self._process.kill()
                self._process.wait()
                os.close(self._leader)
                pytest.fail(f"{words!r} is not painted, but {_plain(self.text)[-300:]!r}")
            self._read(0.2)
        while self._read(0.15):
            pass

    def _read(self, seconds: float) -> bool:
        if not select.select([self._leader], [], [], seconds)[0]:
            return False
        try:
            read = os.read(self._leader, 65536)
        except OSError:
            return False
        self.written += read
        return bool(read)

    def press(self, keys: str, then: str) -> None:
        """Types keys and waits for what they bring."""
        os.write(self._leader, keys.encode())
        self.wait_for(then)

    def leave(self) -> int:
        os.write(self._leader, b"\x11")
        end = time.monotonic() + _SECONDS
        while self._process.poll() is None and time.monotonic() < end:
            self._read(0.1)
        if self._process.poll() is None:
            self._process.kill()
        while self._read(0.1):
            pass
        os.close(self._leader)
        return self._process.wait()


def _plain(text: str) -> str:
    return _OURS.sub("", text)


@pytest.fixture
def hostile(tmp_path: Path) -> Home:
    home = ensure(tmp_path / "home", NOW, feeds=False)
    fill(home.database)
    return home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = ensure(tmp_path / "home", NOW, feeds=False)
    home.database.unlink()
    samples.build(home.database)
    return home


def test_no_escape_of_the_contents_reaches_the_terminal(hostile: Home) -> None:
    """Through every view: whatever begins with an escape is of the kinds that Textual writes, and no other control."""
    terminal = Terminal(hostile)
    terminal.wait_for("changes")
    terminal.press("2", "gnp.exe")
    for _ in HOSTILE:
        terminal.press("j", "")
    terminal.press("\r", "")
    terminal.press("3", "Claims")
    terminal.press("4", "Narrative")
    terminal.press("5", "Ledger")
    terminal.press("?", "Move down")
    assert terminal.leave() == 0
    text = terminal.text
    assert "clip" in text
    assert "wipe" in text
    assert "blinks" in text
    assert not re.findall(r"\x1b.{0,12}", _plain(text))
    for forbidden in ("\x1b]52;", "\x1b[38;5;201m", "\x1b[5m", "\x1bP", "\x1b]0;", "\x9b", "\u202e", "\U000e0041"):
        assert forbidden not in text
    controls = {hex(ord(c)) for c in _plain(text) if (ord(c) < 32 and c not in "\r\n\t\x07") or 0x7F <= ord(c) < 0xA0}
    assert not controls


def test_a_program_that_fails_gives_the_terminal_back(home: Home, tmp_path: Path) -> None:
    """The pager that is not there, the editor and the browser that end with an error: the dashboard says so. What ends
    them, ctrl+c, is sent to the dashboard as well."""
    program(tmp_path, "fails", "import os, signal; os.kill(os.getppid(), signal.SIGINT); raise SystemExit(3)")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    terminal = Terminal(home, PAGER="no-pager", VISUAL="fails", BROWSER="fails %s", PATH=path)
    terminal.wait_for("changes")
    terminal.press("2", "Stories")
    for key, said in (("P", "no-pager: cannot be run"), ("E", "fails ended with code 3"), ("o", "ended with code 3")):
        terminal.press(key, said)
        terminal.press("j", "")
    terminal.press("3", "Claims")
    assert terminal.leave() == 0


def test_sixteen_colours_are_enough(home: Home) -> None:
    terminal = Terminal(home, (80, 24), TERM="linux", COLORTERM="", TEXTUAL_COLOR_SYSTEM="standard")
    terminal.wait_for("Brief")
    terminal.press("3", "Lumen")
    assert terminal.leave() == 0
    assert not re.search(r"\x1b\[[0-9;]*[34]8;", terminal.text)
    assert re.search(r"\x1b\[[0-9;]*3[0-7]", terminal.text)


def test_no_color_is_obeyed(home: Home) -> None:
    """Not even a grey; what a colour set apart is reversed, bold, dim, in italics or underlined."""
    terminal = Terminal(home, (80, 24), NO_COLOR="1")
    terminal.wait_for("Brief")
    terminal.press("3", "Lumen")
    terminal.press("\r", "hedged")
    terminal.press("4", "Narrative")
    terminal.press("2", "unread")
    terminal.press("/", "earlier queries")
    terminal.press("\x1b", "Stories")
    terminal.press("\x10", "Search for commands")
    terminal.press("\x1b", "Stories")
    terminal.press("?", "Move down")
    assert terminal.leave() == 0
    parameters = {p for sgr in re.findall(r"\x1b\[([0-9;:]*)m", terminal.text) for p in sgr.split(";")}
    assert parameters <= {"", "0", "1", "2", "3", "4", "7"}, "colours reach the terminal"
    assert parameters >= {"1", "2", "7"}


def test_a_small_terminal_is_told_what_is_needed(home: Home) -> None:
    terminal = Terminal(home, (50, 10))
    terminal.wait_for("at least 60x15, this is 50x10")
    assert terminal.leave() == 0
