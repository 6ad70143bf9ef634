"""The words of the query language: each key and flag with what it means, what it is said of, and an example."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection
from dataclasses import dataclass

from store.errors import QueryError
from store.models import ClaimKind, SourceKind, Stance
from store.querytimes import span

Place = tuple[int, int]
#: Looks at a value; raises `QueryError` with the place it is given.
Check = Callable[[str, Place], object]


@dataclass(frozen=True, slots=True)
class Key:
    """A key. `many`: it takes several values, `a,b`. `of`: "stories", "claims" or "both". `values`: all there can be,
    where these are few."""

    does: str
    example: str
    many: bool = True
    of: str = "both"
    values: tuple[str, ...] = ()
    check: Check | None = None


def claim_number(value: str, place: Place = (0, 0)) -> int:
    """The number of the claim called `c12` or `12`."""
    number = value.lower().removeprefix("c")
    if not (number.isascii() and number.isdigit()) or len(number) > 15:
        raise QueryError(f"'{value}' is no claim; claims are called c1, c2, ...", *place)
    return int(number)


def name_of_view(value: str, place: Place = (0, 0)) -> str:
    """The name of a saved view: letters, digits, dashes and underscores."""
    if not value.replace("-", "").replace("_", "").isalnum() or len(value) > 40:
        raise QueryError(f"'{value}' is no name of a view; take letters, digits, - and _, at most 40", *place)
    return value.lower()


def one_of(values: Collection[str], what: str) -> Check:
    """Lets through only what is one of the values; else names the nearest, and all."""

    def check(value: str, place: Place) -> None:
        if value.lower() not in values:
            near = difflib.get_close_matches(value.lower(), values, n=1)
            mend = f"did you mean '{near[0]}'? They" if near else "they"
            meant = (value, near[0]) if near else None
            raise QueryError(f"'{value}' is no {what}; {mend} are {', '.join(values)}", *place, meant)

    return check


#: Bare words said of stories, also after `is:`.
FLAGS = {
    "unread": "not yet opened",
    "read": "opened",
    "saved": "marked saved",
    "edited": "with more than one revision",
    "copy": "repeats another story's wording",
    "rejected": "judged off the topic",
    "any": "judged either way",
}
#: What stories are said to be after `is:`; bare, `removed` is a word that many a story holds.
STORY_IS = FLAGS | {"removed": "its page is gone"}
#: What is said of claims only, bare or after `is:`; bare in a query for stories these are words like any other.
CLAIM_FLAGS = {
    "pinned": "pinned claims",
    "dismissed": "dismissed claims, which are left out otherwise",
}
#: What a story or a claim can have.
HAVING = {
    "revision": "more than one revision",
    "note": "a remark of yours",
    "claim": "a claim that it makes",
    "copy": "copies by others",
    "figure": "a figure in what it claims",
    "page": "its page as it was fetched",
}
_MOMENT = "24h, 2d, 3w, today, yesterday, 2026-06-12, 2026-06 or 2026-06-12T17:21"
_STANCES = tuple(map(str, Stance))
#: The states of a claim's life, as `narrative.life` works them out; a test holds both to the same.
STATES = tuple("emerging spreading hardening softening denied contested corrected fading revived".split())
_KINDS = tuple(map(str, ClaimKind))
#: Of what a claim is besides its flags.
CLAIM_IS = (*CLAIM_FLAGS, *(kind for kind in _KINDS if kind != "claim"))
_IS = (*STORY_IS, *CLAIM_IS)

TABLE = {
    "outlet": Key("outlet's name or domain holds this", "outlet:reuters,apnews.com"),
    "title": Key("word or phrase in the headline", 'title:"export ban"'),
    "text": Key("word or phrase in the text", "text:licen*"),
    "claim": Key("makes this claim", "claim:c12", check=claim_number),
    "stance": Key(
        "has a mention of this stance: " + ", ".join(_STANCES),
        "stance:hedged,questioned",
        values=_STANCES,
        check=one_of(_STANCES, "stance"),
    ),
    "state": Key(
        "makes a claim in this state; of claims: is in it: " + ", ".join(STATES),
        "state:hardening",
        values=STATES,
        check=one_of(STATES, "state"),
    ),
    "by": Key(
        "on whose word: " + ", ".join(SourceKind) + ", or part of a name",
        "by:unnamed",
        values=tuple(map(str, SourceKind)),
    ),
    "figure": Key("claims a figure: its text, value or kind (money, percent, ...)", 'figure:"$4 billion"'),
    "since": Key(f"published since: {_MOMENT}", "since:2d", many=False, check=span),
    "until": Key("published until then, that day included", "until:2026-06-20", many=False, check=span),
    "before": Key("published before", "before:2026-06-20", many=False, check=span),
    "on": Key("published on that day, or in that month", "on:2026-06-12", many=False, check=span),
    "lang": Key("language, as en or de", "lang:en"),
    "author": Key("author's name holds this", 'author:"Jo Reed"'),
    "feed": Key("came by this feed: its number, or part of its name", "feed:3"),
    "has": Key(
        "has: " + ", ".join(HAVING), "has:revision", values=tuple(HAVING), check=one_of(tuple(HAVING), "thing to have")
    ),
    "is": Key(
        "as the flags, and removed (its page is gone); of claims " + ", ".join(CLAIM_IS),
        "is:edited,copy",
        values=_IS,
        check=one_of(_IS, "thing to be"),
    ),
    "view": Key("fits a saved view", "view:morning", check=name_of_view),
}
KEYS = {name: key.does for name, key in TABLE.items()}


def no_key(key: str, place: Place) -> QueryError:
    """That a key is none, with the one that was probably meant."""
    near = difflib.get_close_matches(key, KEYS, n=1)
    mend = f"did you mean '{near[0]}:'?" if near else f"the keys are {', '.join(f'{k}:' for k in KEYS)}"
    told = f"'{key}:' is no key; {mend} (to search for it, put it in quotation marks)"
    return QueryError(told, *place, (f"{key}:", f"{near[0]}:") if near else None)
