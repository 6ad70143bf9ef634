"""Invented texts whose words are as unevenly used as those of a language; the same for the same number."""

from __future__ import annotations

import itertools
import random

#: Words in all, sentences to choose from, and those of a story (which makes 2 KB).
VOCABULARY, STOCK, SENTENCES = 120_000, 60_000, 22
#: Words of a sentence.
WORDS = 14
_LETTERS = "eeeeetttaaaoooiiinnnssshhrrddllcumwfgypbvkjxqz"


class Press:
    """Stories made of a stock of sentences, whose words follow Zipf's law."""

    def __init__(self) -> None:
        lot = random.Random(7)
        seen: dict[str, None] = {}
        while len(seen) < VOCABULARY:
            # The more a word is used, the shorter it is, as in languages.
            length = 2 + min(9, len(seen) // 40) if len(seen) < 400 else lot.randrange(4, 11)
            seen["".join(lot.choice(_LETTERS) for _ in range(length))] = None
        self.words = list(seen)
        weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
        self._stock = [" ".join(lot.choices(self.words, cum_weights=weights, k=WORDS)) for _ in range(STOCK)]

    def story(self, number: int) -> tuple[str, str]:
        """Headline and text of a story."""
        lot = random.Random(number)
        title = self._stock[int(lot.random() * STOCK)][:80]
        return title, ". ".join(self._stock[int(lot.random() * STOCK)] for _ in range(SENTENCES))

    def kinds(self) -> dict[str, list[str]]:
        """Words to search for, by how common they are."""
        return {
            "the commonest words": self.words[:10],
            "common words": self.words[100:400:10],
            "rare words": self.words[20_000:50_000:1_000],
            "two words": [f"{self.words[n]} {self.words[40 * n]}" for n in range(3, 20)],
            "a phrase": ['"' + " ".join(self._stock[n].split()[2:5]) + '"' for n in range(20)],
            "a beginning": [f"{self.words[n][:5]}*" for n in range(5_000, 5_020)],
        }

    def mixed(self) -> list[str]:
        """One of each kind in turn, but phrases and beginnings, which not every tool has."""
        kinds = self.kinds()
        return [word for some in zip(*(kinds[name] for name in list(kinds)[:3]), strict=False) for word in some]
