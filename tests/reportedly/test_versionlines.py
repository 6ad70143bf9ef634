"""What `show` tells of a story's versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from reportedly.versionlines import version_lines, version_records, versions
from store.models import Statement
from tests.narrative.build import on, revision, story

FIRST = revision(1, "Model cut off", "It cost $8 million. The rest stands.")
SECOND = revision(3, "Model may be cut off", "It cost $9 million. The rest stands.")


def told(*revisions: object, page_says: datetime | None = None) -> list[str]:
    said = (Statement("modified_at", "json-ld", page_says.isoformat()),) if page_says else ()
    its = replace(story(1, "x"), statements=said)
    return list(version_lines(versions(its, revisions)))  # type: ignore[arg-type]


def test_each_version_is_told_with_the_words_that_went_and_came() -> None:
    """With when it was seen, and when its page says that it was changed."""
    assert told(FIRST, SECOND, page_says=on(2.5)) == [
        "version 1, seen 2026-03-03 00:00 UTC: Model cut off",
        "version 3, seen 2026-03-05 00:00 UTC (its page says 2026-03-04 12:00): "
        "Model may be cut off (headline softened)",
        "      - Model cut off",
        "      + Model may be cut off",
        "    figure changed",
        "      - It cost $8 million.",
        "      + It cost $9 million.",
    ]


def test_what_has_no_words_before_or_after_is_told_by_the_others_alone() -> None:
    cut = revision(3, FIRST.title, "It cost $8 million.")
    assert told(FIRST, cut)[1:] == [
        "version 3, seen 2026-03-05 00:00 UTC: Model cut off (text changed)",
        "      - The rest stands.",
    ]


def test_a_version_that_is_ours_and_a_cosmetic_one_change_nothing() -> None:
    cosmetic = revision(3, FIRST.title, "It cost, $8 million. The rest stands.")
    assert told(FIRST, cosmetic)[1:] == ["version 3, seen 2026-03-05 00:00 UTC: Model cut off (cosmetic)"]
    (line,) = told(FIRST, replace(SECOND, ours=True), page_says=on(2.5))[1:]
    assert line.endswith("UTC: Model may be cut off (the page read anew by us, no edit)")


def test_long_sentences_are_cut_and_many_changes_counted() -> None:
    """A program gets them whole."""
    many = "\n".join(
        f"In town {number} the whole matter cost ${number}1 million, {'they say ' * 40}." for number in range(9)
    )
    found = versions(story(1, "x"), [replace(FIRST, text="x"), replace(SECOND, title=FIRST.title, text=many)])
    lines = list(version_lines(found))
    assert lines[-1] == "    and 2 more changes; --json has all"
    assert max(map(len, lines)) < 260
    assert len(version_records(found)[1]["changes"]) == 10


def test_a_program_gets_both_times() -> None:
    first, second = version_records(versions(replace(story(1, "x"), statements=()), [FIRST, SECOND]))
    assert (first["kind"], first["changes"]) == (None, [])
    assert (second["seen_at"], second["page_says"], second["noted"]) == ("2026-03-05T00:00:00+00:00", None, False)
    assert [change["kind"] for change in second["changes"]] == ["headline softened", "figure changed"]


def test_each_version_of_a_story_says_what_its_step_means() -> None:
    """Cosmetic, or what it changed."""
    its = [
        revision(1, "Lab may cut off users", "Text."),
        revision(2, "Lab May Cut Off Users", "Text."),
        revision(3, "Lab cuts off users", "Text."),
    ]
    lines = [line for line in told(*its) if line.startswith("version")]
    assert [line.partition(": ")[2] for line in lines] == [
        "Lab may cut off users",
        "Lab May Cut Off Users (cosmetic)",
        "Lab cuts off users (headline hardened)",
    ]
