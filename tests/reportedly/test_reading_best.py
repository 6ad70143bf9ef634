"""`reportedly stories --best`."""

from __future__ import annotations

from reportedly.home import Home
from tests.reportedly.conftest import Run


def test_the_best_matches_come_first_and_show_where(run: Run, polled: Home) -> None:
    """Each holds the words; fewer than asked for where there are no more."""
    found = run("stories", "--best", "--limit", "3", "export", home=polled.root)
    assert found.returncode == 0
    assert found.stdout.count("export]") + found.stdout.count("exports]") >= 1
