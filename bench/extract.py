"""Our extraction beside the library's own settings, on pages whose text was taken by hand; how fast, and how steady.

`--data` is a folder with `ground-truth.json` (by file name the `articleBody` and the `url`) and `html/NAME.html.gz`;
https://github.com/scrapinghub/article-extraction-benchmark, the article extraction benchmark, has that form. Its
measure is computed here anew: of each page the runs of four words as a bag, how many of ours stand in the text by
hand, how many do not, and how many of that are missing, as shares of all three; these are summed over the pages.

`python -m bench.extract --data DIR [--pages 2000] [--only quality|speed|memory]`; exit code 1 where an aim is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from fetchers import extract as ours
from fetchers.workers import Workers

_WORD = re.compile(r"\w+")
#: Words of a run.
RUN = 4
#: How much more a worker may hold in the last tenth of the pages than in the second.
FLAT = 1.2


@dataclass(frozen=True)
class Page:
    """A page of the folder, and its text taken by hand."""

    url: str
    body: bytes
    text: str


@dataclass(frozen=True)
class Score:
    """Precision, recall and their harmonic mean over all pages, and CPU seconds."""

    precision: float
    recall: float
    f1: float
    seconds: float


def load(folder: Path) -> list[Page]:
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    files = {path.name.removesuffix(".html.gz"): path for path in sorted((folder / "html").glob("*.html.gz"))}
    return [
        Page(truth[name]["url"], gzip.decompress(path.read_bytes()), truth[name]["articleBody"])
        for name, path in files.items()
        if name in truth
    ]


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words as a bag; a shorter text is one run."""
    words = _WORD.findall(text)
    return Counter(tuple(words[place : place + RUN]) for place in range(max(1, len(words) - RUN + 1)) if words)


def shares(found: str, expected: str) -> tuple[float, float, float]:
    """Of a page's runs those that are right, wrong and missing, as shares of all of them."""
    one, other = runs(found), runs(expected)
    right, wrong, missing = (sum(bag.values()) for bag in (one & other, one - other, other - one))
    whole = right + wrong + missing or 1
    return right / whole, wrong / whole, missing / whole


def score(pages: Sequence[Page], extract: Callable[[Page], str]) -> Score:
    began = time.process_time()
    texts = [extract(page) for page in pages]
    seconds = time.process_time() - began
    rows = [shares(text, page.text) for text, page in zip(texts, pages, strict=True)]
    right, wrong, missing = (sum(column) for column in zip(*rows, strict=True))
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missing) if right + missing else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(precision, recall, f1, seconds)


def _ours(page: Page) -> str:
    article = ours.extract(page.body, page.url, None)
    return article.text if article and not article.problem else ""


def _plain(**options: bool) -> Callable[[Page], str]:
    """The library as its documentation has it, with one setting, behind what keeps it from hanging."""

    def extract(page: Page) -> str:
        text = ours.readable(page.body, None)
        return trafilatura.extract(text, url=page.url, **options) or ""  # type: ignore[arg-type]

    return extract


PLAIN: dict[str, Callable[[Page], str]] = {
    "trafilatura, as it comes": _plain(),
    "trafilatura, no comments": _plain(include_comments=False),
    "trafilatura, no comments, fast": _plain(include_comments=False, fast=True),
    "trafilatura, no comments, precision": _plain(include_comments=False, favor_precision=True),
    "trafilatura, no comments, recall": _plain(include_comments=False, favor_recall=True),
}


def quality(pages: Sequence[Page]) -> bool:
    """Prints the comparison; whether ours is not below the best."""
    print(f"| on {len(pages)} pages | precision | recall | F1 | pages a CPU second |\n|---|---|---|---|---|")
    rows = {"reportedly": score(pages, _ours)} | {name: score(pages, extract) for name, extract in PLAIN.items()}
    for name, row in rows.items():
        speed = f"{len(pages) / row.seconds:.0f}" if row.seconds else "-"
        print(f"| {name} | {row.precision:.4f} | {row.recall:.4f} | {row.f1:.4f} | {speed} |")
    best = max(row.f1 for name, row in rows.items() if name in PLAIN)
    print(f"\nours {rows['reportedly'].f1:.4f}, the best plain setting {best:.4f}")
    return rows["reportedly"].f1 >= best


async def _through(pages: Sequence[Page], count: int, processes: int) -> tuple[float, list[int]]:
    """So many pages through worker processes: seconds, and what the largest of them held along the way, in bytes."""
    held: list[int] = []
    done = 0
    async with Workers(processes) as workers:
        await asyncio.gather(*(workers.page(pages[n].body, pages[n].url, "") for n in range(processes)))
        waiting = iter(range(count))

        async def one() -> None:
            nonlocal done
            for number in waiting:
                page = pages[number % len(pages)]
                await workers.page(page.body, page.url, "")
                done += 1
                if done % 20 == 0:
                    held.append(max(map(_resident, workers.pids()), default=0))

        began = time.perf_counter()
        await asyncio.gather(*(one() for _ in range(processes)))
        return time.perf_counter() - began, held


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def speed(pages: Sequence[Page], count: int) -> bool:
    for processes in (1, 2):
        seconds, _ = asyncio.run(_through(pages, count, processes))
        print(f"{processes} worker process{'es' if processes > 1 else ''}: {count / seconds:.0f} pages a second")
    return True


def memory(pages: Sequence[Page], count: int) -> bool:
    """Whether a worker holds no more at the end than near the beginning; the first tenth is warming up."""
    _, held = asyncio.run(_through(pages, count, 1))
    tenth = max(1, len(held) // 10)
    early, late = max(held[tenth : 2 * tenth]), max(held[-tenth:])
    mb = [round(part / 1e6) for part in (early, late, max(held))]
    print(f"memory of a worker over {count} pages: {mb[0]} MB early, {mb[1]} MB late, {mb[2]} MB at the most")
    return late <= FLAT * early


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, metavar="DIR")
    options.add_argument("--pages", type=int, default=2000, help="pages for the figure of memory (default: 2000)")
    options.add_argument("--only", choices=["quality", "speed", "memory"])
    given = options.parse_args()
    pages = load(given.data)
    checks: dict[str, Callable[[], bool]] = {
        "quality": lambda: quality(pages),
        "speed": lambda: speed(pages, min(300, given.pages)),
        "memory": lambda: memory(pages, given.pages),
    }
    held = [check() for name, check in checks.items() if given.only in (None, name)]
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
