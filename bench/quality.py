"""How well the rules do on labelled data: `python -m bench.quality --data DIR --eval DIR`, figures beside their aims.

`--data` holds what others annotated (see bench/labelled.py for its shape), whichever part of it is there; `--eval`
labelled stories and claims with the script that scores them. A set that is not there is named and passed over.
`--read N` prints the N first claims of the whole articles, for a person to judge.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from pathlib import Path

from bench import labelled
from narrative.attribution import Memory, attribute, attributions
from narrative.claims import derive
from narrative.copies import chains
from narrative.hedges import hedges
from narrative.relevance import judge
from narrative.sentences import split
from narrative.stance import read_stance
from narrative.topic import Topic, parse_topic
from store.models import Span, Stance, Story

#: What our stances are to a headline's stand on a claim: whoever does not vouch for it only observes it.
_STAND = {Stance.ASSERTED: "for", Stance.DENIED: "against"}
#: Two articles are copies where they share so much of the shorter one's runs of five words.
_HALF, _THIRD = 0.5, 0.3
#: The figures of the scorer, and what they should be at least.
_SCORED = {
    "pair_f1": 0.55,
    "pair_precision": 0.60,
    "pair_recall": None,
    "stance_accuracy": 0.88,
    "stance_macro_recall": 0.70,
    "attribution_recall": 0.85,
}
#: Each sentence is read so many times, and the fastest pass is told.
_PASSES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: of what, how much, how much it should be at least or at most, and what it is of."""

    name: str
    value: float
    least: float | None = None
    note: str = ""
    most: float | None = None

    def __str__(self) -> str:
        aim = f">= {self.least:g}" if self.least is not None else f"<= {self.most:g}" if self.most is not None else ""
        missed = (self.least is not None and self.value < self.least) or (
            self.most is not None and self.value > self.most
        )
        value = f"{self.value:.0f}" if self.value == int(self.value) and self.value > 1 else f"{self.value:.3f}"
        return f"{self.name:<46} {value:>8}  {aim:<8} {'MISSED' if missed else '':<7}{self.note}".rstrip()


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__.split("\n")[0])
    options.add_argument("--data", type=Path, required=True, help="the folder of annotated data")
    options.add_argument("--eval", type=Path, required=True, help="the folder of labelled stories and claims")
    options.add_argument("--read", type=int, default=0, metavar="N", help="print the N first claims of whole articles")
    chosen = options.parse_args(arguments)
    topic = parse_topic(files("seeds").joinpath("topic.toml").read_text("utf-8"), "topic.toml")
    parts: list[tuple[Path, str, Callable[[Path], Iterable[Row]]]] = [
        (chosen.data, "hedge/factbank-*.tsv", of_hedges),
        (chosen.data, "stance/emergent-*.csv", of_headlines),
        (chosen.data, "attribution/polnear-*", of_sources),
        (chosen.data, "articles/*.csv", lambda path: of_articles(path, topic, chosen.read)),
        (chosen.eval, "stories.jsonl", lambda path: of_claims(path, topic)),
    ]
    print(f"{'figure':<46} {'is':>8}  {'aim':<8}")
    for folder, pattern, measure in parts:
        found = sorted(folder.glob(pattern))
        if not found:
            print(f"{folder / pattern} is not there")
        for path in found:
            print(f"-- {path.relative_to(folder)}")
            for row in measure(path):
                print(row, flush=True)
    return 0


def of_hedges(path: Path) -> Iterator[Row]:
    """Whether each sentence has a cue of uncertainty, against whether it was annotated as uncertain."""
    found = [(bool(hedges(sentence)), wanted) for sentence, wanted in labelled.sentences(path)]
    precision, recall, f1 = _three(found)
    yield Row("hedged sentences: precision", precision)
    yield Row("hedged sentences: recall", recall)
    yield Row("hedged sentences: F1", f1, 0.80, f"{len(found)} sentences")


def of_headlines(path: Path) -> Iterator[Row]:
    """The stand of each headline on its claim: asserted is for, denied against, and all else observing."""
    stands = [(_stand(headline), wanted) for headline, wanted in labelled.headlines(path)]
    right = sum(found == wanted for found, wanted in stands)
    yield Row("headlines: accuracy", right / len(stands), 0.76, f"{len(stands)} headlines")
    for stand in ("for", "against", "observing"):
        f1 = _three([(found == stand, wanted == stand) for found, wanted in stands])[2]
        yield Row(f"headlines {stand}: F1", f1)


def _stand(headline: str) -> str:
    return _STAND.get(read_stance(headline, attribute(headline), headline=True).stance, "observing")


def of_sources(folder: Path) -> Iterator[Row]:
    """Cues that overlap an annotated one, annotated ones that are overlapped, and whether the source does so too."""
    cues: list[bool] = []
    met = wanted = 0
    sources: list[bool] = []
    for text, gold in labelled.annotated(folder):
        memory = Memory()
        for span in split(text):
            here = [one for one in gold if any(span.start <= start < span.end for start, _ in one.cue)]
            wanted += len(here)
            overlapped = set()
            for found in attributions(span.of(text), memory):
                matched = [one for one in here if _meet(span, found.cue, one.cue)]
                cues.append(bool(matched))
                overlapped.update(matched[:1])
                sources += [_meet(span, found.source, one.source) for one in matched[:1] if one.source]
            met += len(overlapped)
    yield Row("cues of attribution: precision", sum(cues) / len(cues), 0.85, f"{len(cues)} found")
    yield Row("cues of attribution: recall", met / wanted, 0.60, f"{wanted} annotated")
    yield Row("sources right, of the cues found", sum(sources) / len(sources), 0.90)


def of_articles(path: Path, topic: Topic, read: int = 0) -> Iterator[Row]:
    """Copies among whole articles of one running story, the claims found in them, and what reading them takes."""
    told = labelled.articles(path)
    chain_of = chains(told)
    runs = {story.id: _runs(story.text) for story in told}
    for least, share, aim in (("half", _HALF, 0.87), ("three tenths", _THIRD, None)):
        pairs = [pair for pair in combinations(runs, 2) if _shared(runs[pair[0]], runs[pair[1]]) >= share]
        found = sum(chain_of[one] == chain_of[other] for one, other in pairs)
        note = f"{found} of {len(pairs)} pairs, by the runs of five words of the shorter"
        yield Row(f"copies that share {least}, in one chain", found / len(pairs) if pairs else 0.0, aim, note)
    claims = derive(told, topic)
    yield Row("claims", len(claims), note=f"in {len(told)} articles")
    for claim in sorted(claims, key=lambda claim: (-len(claim.outlets), -claim.chains, claim.id))[:read]:
        print(f"   {len(claim.outlets)} outlets, {claim.chains} chains: {claim.statement}")
    yield Row("seconds for sources and stances", min(_reading(told) for _ in range(_PASSES)), most=0.40)


def of_claims(path: Path, topic: Topic) -> Iterator[Row]:
    """The figures of the scorer beside the labelled stories, for those judged relevant, read as they stand."""
    rows = labelled.rows(path)
    gold = json.loads((path.parent / "claims.json").read_text("utf-8"))
    score = labelled.scorer(path.parent / "score.py")
    verdicts = [judge(topic, row["title"] or "", row["text"]).relevant for row in rows]
    told = [labelled.story_of(number, row) for number, row in enumerate(rows, 1) if verdicts[number - 1]]
    claims = derive(told, topic)
    exported = [
        {
            "mentions": [
                {"url": m.url, "sentence": m.sentence, "stance": str(m.stance), "attributed_to": m.attributed_to}
                for m in claim.mentions
            ]
        }
        for claim in claims
    ]
    said = [{"url": row["url"], "relevant": verdict} for row, verdict in zip(rows, verdicts, strict=True)]
    figures = score.claims(rows, gold, exported)
    recovered, of = map(int, figures["claims_recovered"].split("/"))
    yield Row("claims", len(claims), note=f"in {len(told)} stories")
    yield Row("labelled claims recovered", recovered, round(of * 11 / 15), f"of {of}")
    for name, least in _SCORED.items():
        yield Row(name.replace("_", " "), figures[name], least)
    yield Row("relevance: F1", score.relevance(rows, said)["f1"], 0.94)


def _three(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (found, wanted)."""
    counts = Counter(pairs)
    both, found, wanted = counts[True, True], counts[True, False], counts[False, True]
    precision, recall = both / ((both + found) or 1), both / ((both + wanted) or 1)
    return precision, recall, 2 * both / ((2 * both + found + wanted) or 1)


def _meet(sentence: Span, found: Span, pieces: Iterable[tuple[int, int]]) -> bool:
    """Whether a span within a sentence overlaps one of some pieces of the whole text."""
    start, end = sentence.start + found.start, sentence.start + found.end
    return any(first < end and start < last for first, last in pieces)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    """All runs of five words, quotations and all: an outside measure, not the one by which copies are found."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(zip(*(words[begin:] for begin in range(5)), strict=False))


def _shared(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    return len(one & other) / (min(len(one), len(other)) or 1)


def _reading(told: Iterable[Story]) -> float:
    """The CPU seconds that finding every sentence's source and stance takes, the splitting left out."""
    sentences = [[span.of(story.text) for span in split(story.text)] for story in told]
    begin = time.process_time()
    for story in sentences:
        memory = Memory()
        for sentence in story:
            read_stance(sentence, attribute(sentence, memory))
    return time.process_time() - begin


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
