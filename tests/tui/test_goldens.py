"""Every view at three sizes looks as in docs/screens, where people see it too."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.once import made
from tests.tui import goldens, press
from tests.tui.driver import SIZES

pytestmark = pytest.mark.anyio

#: Lines of a difference that are told.
_LINES = 60


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The press's home, not to be written to."""
    return made(tmp_path_factory, "press", lambda folder: press.build(folder / "press.db")) / "press.db"


def _compare(shown: dict[str, str]) -> None:
    told: list[str] = []
    for name, text in shown.items():
        path = goldens.FOLDER / name
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        told += difflib.unified_diff(
            known.splitlines(), text.splitlines(), f"docs/screens/{name}", "now", n=1, lineterm=""
        )
    rest = f"\n... and {len(told) - _LINES} more lines" if len(told) > _LINES else ""
    mend = "If this is how it should look: python -m tests.tui.goldens, then git diff docs/screens."
    assert not told, "\n".join(told[:_LINES]) + rest + "\n" + mend


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
async def test_the_views_look_as_they_are_drawn_in_the_docs(
    template: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    shown = await goldens.walk(template, tmp_path, size) | await goldens.begin(tmp_path, size)
    _compare(shown)
    kept = {path.name for path in goldens.FOLDER.iterdir() if "{}x{}".format(*size) in path.name}
    assert kept == set(shown), "docs/screens holds what is drawn no more, or lacks what is: python -m tests.tui.goldens"


def test_the_drawings_ask_no_other_server_for_anything() -> None:
    drawings = sorted(goldens.FOLDER.glob("*.svg"))
    assert [path.name for path in drawings] == sorted(f"{name}-120x40.svg" for name in goldens.DRAWN)
    for path in drawings:
        text = path.read_text(encoding="utf-8")
        assert "url(http" not in text
        assert "@import" not in text
        assert "href" not in text
