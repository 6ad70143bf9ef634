"""Labelled data as values: what bench/quality.py measures on.

`hedge/factbank-*.tsv`: document, sentence, uncertain (1 or 0), cues. `stance/emergent-*.csv`: headlines for, against or
observing a claim. `attribution/polnear-*`: articles in `text`, attributions as brat standoff in `attributions`.
`articles/*.csv`: whole articles of one running story. `stories.jsonl` with `claims.json` and `score.py`: labelled
stories, claims, and the script that scores.
"""

from __future__ import annotations

import csv
import importlib.util
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from store.models import Story, TextSource

#: Stories without a time of their own were seen from then on.
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def sentences(path: Path) -> list[tuple[str, bool]]:
    """Sentences, and whether they were annotated as uncertain."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["sentence"], row["uncertain"] == "1") for row in csv.DictReader(file, delimiter="\t")]


def headlines(path: Path) -> list[tuple[str, str]]:
    """Headlines with their stand on a claim: for, against or observing."""
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["articleHeadline"].strip(), row["articleHeadlineStance"]) for row in csv.DictReader(file)]


def rows(path: Path) -> list[dict[str, Any]]:
    """The labelled stories as they are written."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated attribution: where its cue and its source stand in the article, each in one piece or several."""

    cue: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...]


def annotated(folder: Path) -> Iterator[tuple[str, list[Annotated]]]:
    """Each article with its attributions; of several annotators of one article the first."""
    first: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        first.setdefault(path.stem.rpartition("_")[0], path)
    for name, path in first.items():
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            yield file.read(), _standoff(path.read_text("utf-8").splitlines())


def _standoff(lines: Iterable[str]) -> list[Annotated]:
    spans: dict[str, tuple[tuple[int, int], ...]] = {}
    sources: dict[str, set[tuple[int, int]]] = defaultdict(set)
    cues: list[str] = []
    for line in lines:
        number, _, rest = line.partition("\t")
        if number.startswith("T"):
            kind, _, places = rest.partition("\t")[0].partition(" ")
            pieces = [piece.split() for piece in places.split(";")]
            spans[number] = tuple((int(start), int(end)) for start, end in pieces)
            if kind == "Cue":
                cues.append(number)
        elif number.startswith("E"):
            roles = [role.split(":") for role in rest.split()]
            for cue in (one for role, one in roles if role.startswith("Cue")):
                sources[cue].update(p for role, one in roles if role.startswith("Source") for p in spans[one])
    return [Annotated(spans[cue], tuple(sorted(sources[cue]))) for cue in cues]


def articles(path: Path) -> list[Story]:
    """Whole articles of one running story."""
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8", newline="") as file:
        return [
            _story(number, row["url"], row["title"], row["publication"], row["full_text"], _when(row["date"]))
            for number, row in enumerate(csv.DictReader(file), 1)
        ]


def _when(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%m/%d/%Y %H:%M").replace(tzinfo=UTC)
    except ValueError:
        return None


def story_of(number: int, row: Mapping[str, Any]) -> Story:
    """A labelled story as the store would give it back."""
    said = datetime.fromisoformat(row["date"]) if row["date"] else None
    said = said.replace(tzinfo=UTC) if said and said.tzinfo is None else said
    return _story(number, row["url"], row["title"] or "", row["outlet"], row["text"], said, row["lang"])


def _story(
    number: int, url: str, title: str, outlet: str, text: str, said: datetime | None, language: str = "en"
) -> Story:
    return Story(
        number, url, title, outlet, urlsplit(url).netloc, None, said, said or _BEGIN + timedelta(minutes=number),
        language, text, TextSource.PAGE, True, 1.0, (), False, False, number,
    )  # fmt: skip


def scorer(path: Path) -> Any:
    """The script that scores, as a module, from where it lies."""
    spec = importlib.util.spec_from_file_location("labelled_score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
