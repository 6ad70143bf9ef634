"""How well edits are told apart: edits made of real articles by rule (`editmaker`), each with its kind.

    python -m bench.edits --data FOLDER [--half develop|report] [--show N]

FOLDER has articles as CSV with url, title, publication, full_text and date. Rules are made by looking at every
second of them (develop); the figures that count are of the others (report).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import labelled
from bench.editmaker import KINDS, Made, made
from narrative.edits import Edit, EditKind, meaning_of_edit
from store.models import Revision, TextSource

_NAMES = {
    EditKind.FIGURE: "number change",
    EditKind.HEDGE_REMOVED: "hedge removed",
    EditKind.HEDGE_ADDED: "hedge added",
    EditKind.ANONYMISED: "source anonymised",
    EditKind.DENIAL_ADDED: "denial inserted",
    EditKind.CUT: "paragraph cut",
    EditKind.COSMETIC: "cosmetic",
}
_COSMETIC = ("typo only", "boilerplate only")
_AT = datetime(2026, 1, 1, tzinfo=UTC)
AIM, MISTAKEN = 0.9, 0.03


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(prog="python -m bench.edits", description=__doc__.split("\n")[0])
    options.add_argument("--data", type=Path, required=True, help="the folder of articles (*.csv)")
    options.add_argument("--half", choices=["develop", "report"], default="report")
    options.add_argument(
        "--show", type=int, default=0, metavar="N", help="print N edits that were taken for another kind"
    )
    chosen = options.parse_args(arguments)
    paths = sorted(chosen.data.glob("*.csv"))
    if not paths:
        print(f"{chosen.data / '*.csv'} is not there")
        return 1
    articles = [article for path in paths for article in labelled.articles(path)]
    half = articles[chosen.half == "report" :: 2]
    begun = time.process_time()
    told = [(one, meaning_of_edit(*_versions(one))) for one in made(half)]
    seconds = time.process_time() - begun
    print(f"{len(told)} edits of {len(half)} articles ({chosen.half}), {seconds * 1000 / len(told):.1f} ms of CPU each")
    print("\n".join(_table([(_wanted(one.kind), told_as(edit)) for one, edit in told])))
    print("\n".join(_cosmetic(told)))
    for one, edit in [pair for pair in told if _wanted(pair[0].kind) != told_as(pair[1])][: chosen.show]:
        first = edit.findings[0] if edit.findings else None
        print(
            f"-- {one.kind} taken for {edit.kind}",
            *((first.before, first.after) if first else (one.text,)),
            sep="\n   ",
        )
    return 0


def told_as(edit: Edit) -> str:
    """The kind that an edit is said to be, in the maker's words."""
    if edit.findings and edit.findings[0].headline:
        return "headline swapped"
    return _NAMES.get(edit.kind, str(edit.kind))


def _wanted(kind: str) -> str:
    return "cosmetic" if kind in _COSMETIC else kind


def _versions(one: Made) -> tuple[Revision, Revision]:
    first, second = (
        Revision(number, 1, number, one.title[number - 1], one.text[number - 1], TextSource.PAGE, _AT)
        for number in (1, 2)
    )
    return first, second


def _table(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    counts, scores = Counter(pairs), []
    yield f"{'kind':<20} {'edits':>6} {'P':>6} {'R':>6} {'F1':>6}"
    for kind in dict.fromkeys(_wanted(kind) for kind in KINDS):
        both = counts[kind, kind]
        wanted = sum(count for (one, _), count in counts.items() if one == kind)
        found = sum(count for (_, other), count in counts.items() if other == kind)
        scores.append(2 * both / ((wanted + found) or 1))
        yield f"{kind:<20} {wanted:>6} {both / (found or 1):>6.3f} {both / (wanted or 1):>6.3f} {scores[-1]:>6.3f}"
    macro = sum(scores) / len(scores)
    missed = "" if macro >= AIM else " MISSED"
    yield f"{'macro F1':<20} {len(pairs):>6} {'':>13} {macro:>6.3f}  >= {AIM}{missed}"


def _cosmetic(told: Sequence[tuple[Made, Edit]]) -> Iterator[str]:
    every = []
    for kind in _COSMETIC:
        some = [edit.changes_meaning for one, edit in told if one.kind == kind]
        every += some
        yield f"{kind}: {sum(some)} of {len(some)} mistaken for meaning"
    share = sum(every) / (len(every) or 1)
    missed = "" if share <= MISTAKEN else " MISSED"
    yield f"cosmetic mistaken for meaning: {share:.1%}  <= {MISTAKEN:.0%}{missed}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
