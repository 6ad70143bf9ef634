"""Programs of the person's own: the pager, the editor, and commands to give a story to. None runs in a shell."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from store.errors import StoreError

#: Seconds after which a command that was given a story counts as hung, and characters of its output that are shown.
_LIMIT, _SHOWN = 120.0, 100_000
#: Seconds between two looks whether it is to stop.
_STEP = 0.1
_PIPE = subprocess.PIPE


class ProgramError(StoreError):
    """A program that could not be run, or that failed; the text says the mend."""


def words(command: str, values: Mapping[str, str] = {}) -> list[str]:
    """The words of a command, each `{name}` in them replaced by its value: within a word, so a value stays one."""
    try:
        found = shlex.split(command)
    except ValueError as error:
        raise ProgramError(f"'{command}' cannot be run ({error}); mend its quotation marks") from None
    if not found:
        raise ProgramError("the command is empty; name a program")
    for name, value in values.items():
        found = [word.replace("{" + name + "}", value) for word in found]
    return found


def pager(surroundings: Mapping[str, str] = os.environ) -> list[str]:
    """The person's pager, or else less or more."""
    return _chosen(surroundings, ("PAGER",), ("less", "more"))


def editor(surroundings: Mapping[str, str] = os.environ) -> list[str]:
    """The person's editor, or else a usual one."""
    return _chosen(surroundings, ("VISUAL", "EDITOR"), ("nano", "vim", "vi"))


def _chosen(surroundings: Mapping[str, str], names: Sequence[str], usual: Sequence[str]) -> list[str]:
    for name in names:
        if surroundings.get(name, "").strip():
            return words(surroundings[name])
    found = next((program for program in usual if shutil.which(program)), None)
    if found is None:
        raise ProgramError(f"none of {', '.join(usual)} is installed; set {names[-1]} to a program that is")
    return [found]


@contextlib.contextmanager
def written(text: str, name: str) -> Iterator[Path]:
    """A file that only this person can read, with a text in it; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="reportedly-") as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        yield path


@contextlib.contextmanager
def not_asked() -> Iterator[None]:
    """What ctrl+c and ctrl+\\ ask for within is asked of the program that has the terminal, and not of us as well. For
    the main thread."""
    # Not SIG_IGN, which the program would take over.
    before = {one: signal.signal(one, lambda *_: None) for one in (signal.SIGINT, signal.SIGQUIT)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def run_in_terminal(command: Sequence[str]) -> None:
    """Runs a program that has the terminal to itself. Raises `ProgramError`."""
    try:
        done = subprocess.run(command, check=False)  # noqa: S603 - the person's own program, without a shell
    except OSError as error:
        raise ProgramError(f"{command[0]}: cannot be run ({error.strerror}); is it installed?") from None
    if done.returncode:
        raise ProgramError(f"{command[0]} ended with code {done.returncode}")


def give(
    command: str, text: str, url: str = "", limit: float = _LIMIT, cancelled: Callable[[], bool] = lambda: False
) -> str | None:
    """Runs a command of the person's with a text on its stdin, and as the file `{path}` where it names that.

    Returns what it printed; None where it was ended, with all that it started, as `cancelled` said True. Blocks; raises
    `ProgramError` where it cannot be run, fails or takes longer than `limit`.
    """
    with written(text, "story.txt") as path:
        called = words(command, {"path": str(path), "url": url})
        try:
            process = subprocess.Popen(  # noqa: S603 - the person's own program, without a shell
                called, stdin=_PIPE, stdout=_PIPE, stderr=_PIPE, start_new_session=True
            )
        except OSError as error:
            raise ProgramError(f"{called[0]}: cannot be run ({error.strerror}); is it installed?") from None
        said = _heard(process, text.encode(), limit, cancelled)
    if said is None and cancelled():
        return None
    if said is None:
        raise ProgramError(f"{called[0]}: took longer than {limit:.0f} s and was ended")
    if process.returncode:
        why = said[1].decode(errors="replace").strip()[:500]
        raise ProgramError(f"{called[0]} ended with code {process.returncode}; {why or 'it said nothing of why'}")
    return said[0].decode(errors="replace")[:_SHOWN]


def _heard(
    process: subprocess.Popen[bytes], given: bytes, limit: float, cancelled: Callable[[], bool]
) -> tuple[bytes, bytes] | None:
    """What a process says; None where it was ended, being stopped or out of time."""
    until, told = time.monotonic() + limit, given or None
    with process:
        while time.monotonic() < until and not cancelled():
            try:
                return process.communicate(told, timeout=min(_STEP, limit))
            except subprocess.TimeoutExpired:
                told = None  # it is on its way
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    return None
