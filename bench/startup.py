"""How long until something is seen: `reportedly poll --help`, and the dashboard's first paint in a pseudo-terminal.

    python -m bench.startup [--home DIR] [--runs 9]

Beside each stands a baseline measured in the same run, turn about: Python doing nothing, and a Textual program
that shows one word. Ratios hold where the machine is slow or busy; the seconds do not. The home should hold stories
(`reportedly --home DIR demo </dev/null` makes one); without `--home` one is made so.
"""

from __future__ import annotations

import argparse
import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from fcntl import ioctl
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ

COMMAND = Path(sys.executable).with_name("reportedly")
BARE = (
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Bare(App):\n"
    "    def compose(self):\n"
    "        yield Static('PAINTED')\n"
    "Bare().run()\n"
)


def whole(command: Sequence[str]) -> float:
    """Seconds a command takes from start to end."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def first_paint(command: Sequence[str], sign: bytes, size: tuple[int, int] = (40, 120)) -> float:
    """Seconds until `sign` has come out of a command that runs in a pseudo-terminal of rows by columns."""
    begun = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(command[0], list(command))
    ioctl(terminal, TIOCSWINSZ, pack("HHHH", *size, 0, 0))
    seen = b""
    try:
        while sign not in seen:
            ready, _, _ = select.select([terminal], [], [], 20)
            if not ready:
                raise SystemExit(f"{command[0]} painted nothing that holds {sign!r}: {seen[-400:]!r}")
            seen += os.read(terminal, 65536)
        return time.perf_counter() - begun
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(terminal)


def report(name: str, pairs: list[tuple[float, float]], peer: str) -> None:
    """A row: median, least and most of ours, the median of the baseline, and the median of the ratios pair by pair."""
    ours = [pair[0] for pair in pairs]
    ratio = statistics.median(our / baseline for our, baseline in pairs)
    print(
        f"{name:<28} {statistics.median(ours):.3f} s ({min(ours):.3f} to {max(ours):.3f})   "
        f"{peer} {statistics.median(pair[1] for pair in pairs):.3f} s   ratio {ratio:.2f}"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--home", type=Path)
    options.add_argument("--runs", type=int, default=9)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        home = given.home or Path(scratch) / "home"
        if given.home is None:
            subprocess.run(
                [COMMAND, "--home", home, "demo"], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
        help_command = [str(COMMAND), "poll", "--help"]
        dashboard = [str(COMMAND), "--home", str(home)]
        bare = [sys.executable, "-c", BARE]
        whole(help_command), first_paint(dashboard, b"Brief"), first_paint(bare, b"PAINTED")
        help_runs = [(whole(help_command), whole([sys.executable, "-c", "pass"])) for _ in range(given.runs)]
        report("reportedly poll --help", help_runs, "python -c pass")
        paints = [(first_paint(dashboard, b"Brief"), first_paint(bare, b"PAINTED")) for _ in range(given.runs)]
        report("reportedly, first paint", paints, "one word in Textual")


if __name__ == "__main__":
    main()
