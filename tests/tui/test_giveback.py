"""Free memory goes back to the machine, and where it cannot nothing else happens."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

import pytest

from tui import giveback


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "malloc_trim") or not Path("/proc/self/statm").exists(), reason="not on glibc"
)
def test_what_is_free_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giveback, "_last", 0.0)
    held = [bytes(1_000) for _ in range(60_000)]
    kept = held[::2000]  # so that the end of the heap stays in use
    del held
    before = resident()
    giveback.give_back()
    assert before - resident() > 20_000_000
    assert len(kept) == 30


def test_without_such_a_library_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        def __init__(self, name: object) -> None:
            pass

    monkeypatch.setattr(ctypes, "CDLL", Other)
    giveback._found()(0)
