"""An endless invented press: stories of a running story for benchmarks, the same for the same number.

What is told comes from a stock of assertions, each a handful of words that go together; newer ones are told more
often, every outlet in other words, amid sentences that only one story has. Words are invented and as unevenly used as
real ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

from store.models import Story, TextSource

#: Sentences in a story and words in a sentence, which makes some 600 words.
SENTENCES, WORDS = 26, 19
#: The share of a sentence's words that are no small words, and which the assertion it makes comes on top of: so that it
#: has eleven terms on average, as sentences of the press have.
CONTENT = 0.36
#: One story in so many repeats another's text; a new assertion comes up every so many stories.
COPIES, PACE = 8, 3
_NAMES = ["Anthropic", "OpenAI", "the Commerce Department", "Howard Lutnick", "Fable 5", "Mythos 5", "the White House"]
_SMALL = "the of and to in a that for on with as by at from its it was is were had has been after over into".split()
_SAID = [
    "officials said",
    "according to people familiar with the matter",
    "a spokesman told Reuters",
    "the company said in a statement",
]
_START = datetime(2026, 6, 12, tzinfo=UTC)


def stories(count: int) -> Iterator[Story]:
    """The first so many stories of the invented press, in order of time."""
    for number in range(1, count + 1):
        yield _story(number)


def _story(number: int) -> Story:
    lot = random.Random(number)
    text = _text(number)
    if number > COPIES and number % COPIES == 0:
        kept = _text(number - lot.randrange(1, COPIES)).split(". ")[: SENTENCES * 3 // 4]
        text = ". ".join([*kept, *text.split(". ")[: SENTENCES // 4]])
    said = _START + timedelta(minutes=10 * number)
    outlet = f"Outlet {lot.randrange(120)}"
    domain = f"{outlet.lower().replace(' ', '')}.example"
    return Story(
        number,
        f"https://{domain}/{number}",
        _sentence(number, lot, WORDS // 2).rstrip("."),
        outlet,
        domain,
        None,
        said,
        said + timedelta(minutes=5),
        "en",
        text,
        TextSource.PAGE,
        True,
        5.0,
        (),
        False,
        False,
        number,
    )


def _text(number: int) -> str:
    lot = random.Random(-number)
    return " ".join(_sentence(number, lot, WORDS + lot.randrange(-8, 9)) for _ in range(SENTENCES))


def _sentence(number: int, lot: random.Random, length: int) -> str:
    """Two of five sentences make an assertion of the stock; the others are the story's own."""
    words = [_word(lot) if lot.random() < CONTENT else lot.choice(_SMALL) for _ in range(length)]
    if lot.random() < 0.4:
        age = int(lot.expovariate(1 / 60))
        told = _assertion(max(0, number // PACE - age))
        for word in lot.sample(told, lot.randrange(3, len(told) + 1)):
            words.insert(lot.randrange(len(words)), word)
    if lot.random() < 0.2:
        words.insert(lot.randrange(len(words)), f"{lot.choice(['$', ''])}{lot.randrange(2, 400)} million")
    text = " ".join(words)
    if lot.random() < 0.3:
        text = f"{text}, {lot.choice(_SAID)}"
    return text[0].upper() + text[1:] + "."


@cache
def _assertion(number: int) -> list[str]:
    lot = random.Random(f"assertion {number}")
    return [lot.choice(_NAMES), *(_word(lot) for _ in range(4))]


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    lot = random.Random("vocabulary")
    parts = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il")]
    words = sorted({"".join(lot.choice(parts) for _ in range(lot.randrange(2, 5))) for _ in range(20_000)})
    lot.shuffle(words)
    weights = [1 / (rank + 10) for rank in range(len(words))]
    total, running = sum(weights), 0.0
    cumulative = []
    for weight in weights:
        running += weight / total
        cumulative.append(running)
    return words, cumulative


def _word(lot: random.Random) -> str:
    words, cumulative = _vocabulary()
    return lot.choices(words, cum_weights=cumulative)[0]
