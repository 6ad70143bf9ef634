"""One poll at a time into a home."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.errors import Busy
from store.lock import poll_lock
from tests.store.processes import other

_HOLDER = """
import sys
from pathlib import Path
from store.lock import poll_lock
with poll_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
print("freed", flush=True)
"""


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "poll.lock"


def test_a_second_process_is_told_who_holds_the_lock(lock: Path) -> None:
    """While another process polls, `Busy` at once, with its number; when it is done, the lock is free."""
    with other(_HOLDER, lock) as process:
        assert process.hear() == "held"
        with pytest.raises(Busy, match=rf"another poll \(process {process.process.pid}\) is at work"), poll_lock(lock):
            pass
        process.tell("go")
        assert process.hear() == "freed"
        with poll_lock(lock):
            assert lock.exists()


def test_a_killed_process_frees_the_lock(lock: Path) -> None:
    """The kernel takes the lock back even after kill -9."""
    with other(_HOLDER, lock) as process:
        assert process.hear() == "held"
        process.kill()
        with poll_lock(lock):
            assert lock.exists()


def test_the_lock_is_freed_after_an_error(lock: Path) -> None:
    """A poll that fails does not lock the next one out."""
    with pytest.raises(RuntimeError), poll_lock(lock):
        raise RuntimeError
    with poll_lock(lock):
        assert lock.exists()


def test_within_one_process_too_only_one_holds_it(lock: Path) -> None:
    """The dashboard's own two polls exclude each other as well."""
    with poll_lock(lock), pytest.raises(Busy), poll_lock(lock):
        pass
