"""Whether a page that was an article still is that article, so that what it says may take the place of what it said."""

from __future__ import annotations

from narrative.samewords import words
from narrative.terms import STOP

#: A page that has less than this share of an article's words is what is left of it, if the article had so many.
LEFT, LONG = 0.4, 80
#: Two texts of so many words that share less than this of those that tell are two stories.
SHARED, ENOUGH = 0.12, 40


def other_page(old: str, new: str) -> str | None:
    """Why the text of a page is no version of the article that was there; None where it is one."""
    before, after = words(old), words(new)
    if len(before) >= LONG and len(after) < LEFT * len(before):
        return f"the page has {len(after)} words left of {len(before)}; the text as last seen is kept"
    one, other = (frozenset(word for word in some if not word.isdigit()) - STOP for some in (before, after))
    if min(len(before), len(after)) >= ENOUGH and 2 * len(one & other) < SHARED * (len(one) + len(other)):
        return "the page tells another story by now; the text as last seen is kept"
    return None
