"""Work that goes through unlike stages, portion by portion, told as one: how many of all stories are done."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from fetchers.progress import Progress
from narrative.howfar import Tell


def portion(progress: Progress, begin: int, end: int, total: int, what: str, stages: Mapping[str, float]) -> Tell:
    """What a portion, from the `begin`th to the `end`th of all, tells its stages to. `stages`: in their order, each
    with its part of the time that a portion takes."""
    before = dict(zip(stages, accumulate(stages.values(), initial=0.0), strict=False))
    whole = sum(stages.values())

    def tell(done: int, of: int, stage: str) -> None:
        gone = (before[stage] + stages[stage] * done / (of or 1)) / whole
        progress.step(begin + int((end - begin) * gone), total, what)

    return tell
