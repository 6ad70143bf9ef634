"""Counts as people write them, for every room that puts figures into words."""

from __future__ import annotations

from store.models import Claim, ClaimKind


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 story`, `1,200 stories`; `many` is needed where the plural is not `one` with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def told_by(stories: int, outlets: int, chains: int) -> str:
    """`12 stories, 7 outlets, 3 chains`: by how many a thing is said, and on how many independent words."""
    return f"{counted(stories, 'story', 'stories')}, {counted(outlets, 'outlet')}, {counted(chains, 'chain')}"


def made_by(claim: Claim) -> str:
    """By how many a claim is made, in the words that stand everywhere."""
    return told_by(len(claim.stories), len(claim.outlets), claim.chains)


def kind_tag(claim: Claim) -> str:
    """`quote` or `background` where a claim is no assertion of the story's own; else nothing."""
    return "" if claim.kind is ClaimKind.CLAIM else claim.kind.value


def in_bytes(count: int) -> str:
    """`0 B`, `999 B`, `41.3 kB`, `2.1 MB`, in thousands."""
    for size, unit in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} B"
