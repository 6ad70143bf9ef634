"""The brief: a sentence for each change, in order of what matters, each with its figures and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from narrative.brief import Coverage, compose, traced
from narrative.briefcourse import Told
from narrative.briefkinds import Kind
from narrative.figures import figures
from narrative.frames import Tally
from narrative.topic import Frame
from store.models import (
    Brief,
    BriefLine,
    Claim,
    ClaimKind,
    Feed,
    Gap,
    Mention,
    Removed,
    SourceKind,
    Stance,
    Story,
)
from tests.narrative.build import claim, mention, on, revision, reworded, story, told

A, S, H, Q, N = Stance.ASSERTED, Stance.ATTRIBUTED, Stance.HEDGED, Stance.QUESTIONED, Stance.DENIED
SINCE, NOW = on(10), on(20)
SAYS = "“Access to the model ended at midnight”"


def brief(
    claims: Sequence[Claim] = (),
    *,
    stories: Sequence[Story] | None = None,
    since: datetime | None = SINCE,
    **more: object,
) -> Brief:
    """The brief at NOW, over the claims' stories (story N said and seen on day N) unless others are given."""
    if stories is None:
        said = {m.story_id: m for c in claims for m in c.mentions}
        stories = [_of(one) for _, one in sorted(said.items())]
    known = replace(Coverage(stories, claims), **more)  # type: ignore[arg-type]
    known = replace(known, whole={one.id: one for one in stories} if not known.whole else known.whole)
    return compose(known, since, NOW)


def _of(one: Mention) -> Story:
    made = story(one.story_id, "x", outlet=one.outlet)
    return replace(made, published_at=one.published_at, first_seen_at=one.first_seen_at)


def of_kind(made: Brief, *kinds: str) -> list[BriefLine]:
    return [line for line in made.lines if line.kind in kinds]


def the(made: Brief, kind: str) -> BriefLine:
    (line,) = of_kind(made, kind)
    return line


def at(day: float, stance: Stance = A, *, number: int = 0, outlet: str = "", **more: object) -> Mention:
    """A mention in a story of that day; its number is the day's, unless said."""
    made = mention(number or int(day), stance, outlet=outlet, day=day)
    return replace(made, **more)  # type: ignore[arg-type]


def day(number: int) -> date:
    """The day that `on(number)` is on."""
    return on(number).date()


def failing(number: int, failures: int) -> Feed:
    return Feed(number, f"https://f{number}.example/", f"Feed {number}", f"Outlet {number}", failures=failures)


def test_nothing_new_says_so_with_what_there_is() -> None:
    """Whether there is nothing at all or nothing since; failing feeds are told below it."""
    assert brief().lines == (BriefLine("nothing", "Nothing yet: there are no stories.", figures=(("stories", 0),)),)
    made = brief([claim(1, at(8), at(8, outlet="B"))], feeds=[failing(1, 1)])
    assert [line.kind for line in made.lines] == ["nothing", "feeds"]
    assert made.lines[0].text == "Nothing new: 1 story and 1 claim are as they were."
    assert (made.since, made.until) == (SINCE, NOW)


def test_new_stories_are_counted_latest_first() -> None:
    """New is what was first seen since, whatever date it bears; copies are told apart, and chains counted."""
    stories = [story(1, "x", day=2), story(2, "x", day=1, seen=11), story(3, "x", day=12), story(4, "x", day=10)]
    line = the(brief(stories=stories), "stories")
    assert (line.text, line.story_ids) == ("2 new stories from 2 outlets, in 2 chains.", (3, 2))
    assert the(brief(stories=stories[:2]), "stories").text == "1 new story from 1 outlet, in 1 chain."
    copies = the(brief(stories=stories, chains={2: 1, 3: 1}), "stories")
    assert copies.text == "2 new stories from 2 outlets, in 1 chain; 2 are copies."
    assert dict(copies.figures) == {"stories": 2, "outlets": 2, "chains": 1, "copies": 2}
    assert the(brief(stories=stories, since=None), "stories").text == "4 stories from 4 outlets, in 4 chains."


def test_nothing_after_now_is_known() -> None:
    """Stories, mentions, edits and removals of later are as if they had not come."""
    early = [claim(1, at(11), at(11.5, number=12, outlet="B"))]
    late = [claim(1, *early[0].mentions, at(21, N, number=21)), claim(2, at(21, number=21), at(22, number=22))]
    later = story(21, "x"), story(22, "x")
    edit = (
        revision(1, "Model cut off", "x", 11),
        replace(revision(2, "Model may be cut off", "x", 11), seen_at=on(21)),
    )
    stories = [_of(one) for one in early[0].mentions]
    made = brief(late, stories=[*stories, *later], edits=[edit], removed=[Removed(11, on(22), 404)])
    assert made == brief(early, stories=stories)


def test_an_outlet_that_takes_the_story_up_is_named() -> None:
    """Three by name, the rest by number; not those that told of it before, and none from the beginning."""
    stories = [story(1, "x", outlet="Old"), story(11, "x", outlet="Old"), story(12, "x", outlet="New")]
    line = the(brief(stories=stories), "outlets")
    assert (line.text, line.story_ids) == ("1 outlet took the story up: New.", (12,))
    stories += [story(number, "x") for number in range(13, 17)]
    line = the(brief(stories=stories), "outlets")
    assert line.text == "5 outlets took the story up: New, Outlet 13, Outlet 14 and 2 more."
    assert line.story_ids == (12, 13, 14, 15, 16)
    assert not of_kind(brief(stories=stories, since=None), "outlets")


def test_a_story_that_others_copy_is_told_with_them() -> None:
    """From two new copies on."""
    stories = [story(9, "x", title="The letter"), *(story(number, "x") for number in (11, 12, 13))]
    line = the(brief(stories=stories, chains={11: 9, 12: 9}), "copied")
    assert line.text == "Much copied: “The letter” of Outlet 9, by 2 stories of 2 outlets."
    assert line.story_ids == (9, 11, 12)
    assert not of_kind(brief(stories=stories, chains={11: 9}), "copied")


SIX = {"hardened": (H, H, H, S, A, A), "softened": (A, A, S, S, H, H)}
DENIED_THEN = (at(8), at(9), at(11, N))

#: The kind told of a claim, its mentions, and how its sentence begins and ends.
CASES = [
    ("emerged", (at(11), at(11.5, number=12)), f"New: {SAYS}, first by Outlet 11 on 13 March; 2 outlets in 2 chains."),
    ("recurs", (at(9), at(14)), f"Now told by 2 outlets: {SAYS}, first by Outlet 9 on 11 March."),
    (
        "recurs",  # and a third that has some of its words only
        (at(9), at(14), at(15, likeness=0.2)),
        f"Now told by 2 outlets: {SAYS}, first by Outlet 9 on 11 March.",
    ),
    (
        "emerged",  # and so here
        (at(11), at(11.5, number=12), at(12, number=13, likeness=0.2), at(13, Q, number=14)),
        f"New: {SAYS}, first by Outlet 11 on 13 March; 2 outlets in 2 chains.",
    ),
    (
        "spread",
        (at(8), at(9), *(at(19 + n / 4, number=12 + n) for n in range(3))),
        f"Spreading: {SAYS}, taken up by 3 more outlets (Outlet 12, Outlet 13 and Outlet 14); 5 outlets in 5 chains.",
    ),
    (
        "spread",  # and does no more
        (at(8), at(9), *(at(12 + n / 4, number=12 + n) for n in range(3))),
        f"Spread: {SAYS}, taken up by 3 more outlets (Outlet 12, Outlet 13 and Outlet 14); 5 outlets in 5 chains. "
        "Also: quiet since 14 March.",
    ),
    (
        "hardened",
        told(*SIX["hardened"], first=7),
        f"Told more surely: {SAYS}, since Outlet 12 on 14 March: of 6 chains the first 3 hedged it, "
        "1 of the last 3 attributed and 2 asserted it.",
    ),
    (
        "softened",
        told(*SIX["softened"], first=7),
        f"Told less surely: {SAYS}, since Outlet 12 on 14 March: of 6 chains 1 of the first 3 "
        "attributed and 2 asserted it, 2 of the last 3 hedged and 1 attributed it.",
    ),
    (
        "denied",
        (at(8), at(9), at(19.5, N, number=19, attributed_to="the ministry")),
        f"Denied in Outlet 19 by the ministry on 21 March 12:00: {SAYS}; of 2 outlets that carried it, none told of ",
    ),
    (
        "denied",
        (at(8), at(19.5, N, number=19, attributed_to="The people", source_kind=SourceKind.UNNAMED)),
        f"Denied in Outlet 19 by unnamed people on 21 March 12:00: {SAYS}",
    ),
    (
        "contested",
        (*DENIED_THEN, at(14)),
        f"Contested: {SAYS}, denied in Outlet 11 on 13 March, made again by Outlet 14 on 16 March.",
    ),
    (
        "contested",
        (*DENIED_THEN, at(14, sentence="Nobody gets in.")),
        f"Contested: {SAYS}, denied in Outlet 11 on 13 March, made again by Outlet 14 on 16 March: “Nobody gets in”.",
    ),
    (
        "corrected",
        (at(8, outlet="A"), at(9), at(12, N, outlet="A")),
        f"Taken back by A on 14 March: {SAYS}, which made it on 10 March; of 2 outlets that carried it, 1 told of ",
    ),
    ("quiet", (at(8), at(9)), f"Quiet since 11 March: {SAYS}; 2 outlets in 2 chains made it."),
    (
        "quiet",  # but for who has it in part
        (at(8), at(9, outlet="Outlet 8"), at(16, likeness=0.2)),
        f"Quiet since 11 March: {SAYS}; 1 outlet in 2 chains made it.",
    ),
    (
        "quiet",
        (at(8), at(9), at(10.5, number=11, chain=9), at(12, chain=9)),
        f"Quiet since 11 March, but for copies until 14 March: {SAYS}; 4 outlets in 2 chains made it.",
    ),
    ("revived", (at(1), at(2), at(14)), f"Back after 12 days: {SAYS}, by Outlet 14 on 16 March."),
    (
        "revived",  # in other words than the claim's, which are not the outlet's
        (at(1), at(2), at(14, sentence="It is over.")),
        f"Back after 12 days: {SAYS}, by Outlet 14 on 16 March: “It is over”.",
    ),
    (
        "emerged",  # in the words of who is named, the closest of that story
        (
            at(11, sentence="Nobody gets in."),
            at(11, sentence="Access to the model will end at midnight.", likeness=0.6),
            at(11, sentence="Access to the model ends at midnight.", headline=True),
            at(11.5, number=12),
        ),
        "New: “Access to the model will end at midnight”, first by Outlet 11 on 13 March; 2 outlets in 2 chains.",
    ),
    (
        "recurs",
        (at(5, sentence="Who had access lost it."), at(14)),
        "Now told by 2 outlets: “Who had access lost it”, first by Outlet 5 on 7 March.",
    ),
    (
        "unsourced",
        (at(9, S, attributed_to="two officials", source_kind=SourceKind.UNNAMED), at(12)),
        f"Told as fact on one report of unnamed people: {SAYS}, by Outlet 12 on 14 March after Outlet 9 on the",
    ),
]


@pytest.mark.parametrize(("kind", "mentions", "says"), CASES, ids=[case[0] for case in CASES])
def test_a_claim_is_told_by_its_most_important_change(kind: str, mentions: tuple[Mention, ...], says: str) -> None:
    """One sentence a claim, with its stories, and the mentions behind it."""
    made = [line for line in brief([claim(7, *mentions)]).lines if line.claim_ids]
    assert [line.kind for line in made] == [kind]
    assert made[0].text.startswith(says), made[0].text
    assert made[0].claim_ids == (7,)
    assert made[0].mentions
    assert made[0].story_ids == tuple(dict.fromkeys(mentions[number - 1].story_id for _, number in made[0].mentions))
    assert made[0].weight > 0


@pytest.mark.parametrize(
    "mentions",
    [
        told(*SIX["hardened"], first=4),
        told(*SIX["softened"], first=4),
        (*DENIED_THEN[:2], at(9.5, N, number=10), at(13, outlet="Outlet 8")),
        (at(8), at(9), at(12)),
        (*DENIED_THEN[:2], at(9.5, N, number=10), at(12, N, likeness=0.2)),
        (at(8, N), at(12, N)),
        (at(8, N), at(11)),
        (at(9), at(14, likeness=0.2)),
    ],
    ids=[
        "hardened before",
        "softened before",
        "contested",
        "one more",
        "denied in part",
        "all deny",
        "denied before it was said",
        "a second outlet has some of its words",
    ],
)
def test_what_was_so_before_or_only_goes_on_is_no_such_news(mentions: tuple[Mention, ...]) -> None:
    kinds = {line.kind for line in brief([claim(3, *mentions)]).lines}
    assert not kinds & {"hardened", "softened", "denied", "emerged", "spread", "recurs"}


def test_the_rest_stands_beside_it() -> None:
    """In short, in order of time; the kinds are told too."""
    made = brief([claim(3, at(11), at(11.5, number=12), at(12, N, number=13))])
    (line,) = [line for line in made.lines if line.claim_ids]
    assert line.kind == "denied"
    assert line.text.endswith(". Also: new; quiet since 14 March.")
    assert line.also == ("emerged", "quiet")


def test_what_came_back_and_went_quiet_again_is_told_in_that_order() -> None:
    """Whichever of them matters more."""
    fact = (at(1, S, attributed_to="the officials", source_kind=SourceKind.UNNAMED), at(2, H), at(12))
    line = the(brief([claim(3, *fact)]), "unsourced")
    assert line.text.endswith(
        "after Outlet 1 on the word of unnamed people. Also: was back on 14 March after 10 days; quiet since then."
    )
    line = the(brief([claim(3, at(1), at(2), at(12))]), "quiet")
    assert line.text.startswith("Quiet since 14 March: ")
    assert line.text.endswith(" made it. Also: was back on 14 March after 10 days.")
    doubtful = the(brief([claim(3, at(1), at(2), at(12, likeness=0.59))]), "quiet")
    assert doubtful.text.endswith(" made it."), "who has some of its words only does not bring it back"


def test_what_came_back_was_quiet_since_it_was_told_not_since_an_edit() -> None:
    """Another wording of a story that had told it already."""
    edited = reworded(at(2), "Access was shut.", 4)
    line = the(brief([claim(3, at(1), edited, at(12))]), "quiet")
    assert line.text.endswith("back on 14 March after 10 days.")


def test_a_second_denial_is_told_again() -> None:
    """Of a claim that was denied before."""
    line = the(brief([claim(3, at(7), at(8), at(9, N), at(12, N))]), "denied")
    assert line.text.startswith(f"Denied again in Outlet 12 on 14 March: {SAYS}")
    assert line.mentions == ((3, 4),)


def test_a_correction_that_came_by_an_edit_is_one() -> None:
    """The story is old; the sentence that makes the claim came with a notice."""
    said = mention(8).sentence
    edit = (revision(8, "x", "Before.", 8), revision(12, "x", f"{said} Correction: an earlier version erred.", 8))
    line = the(brief([claim(3, at(8, outlet="A"), at(9))], edits=[edit]), "corrected")
    assert line.text.startswith(f"Corrected by A, seen on 14 March, which now says: {SAYS}")


@pytest.mark.parametrize(
    ("page_says", "seen"),
    [
        (None, "seen on 13 March"),
        (on(8), "seen on 13 March"),  # of the version before
        (on(9.25), "seen on 13 March (its page says 11 March 06:00)"),
        (on(11), "seen on 13 March (its page says 13 March 00:00)"),
        (on(11.5), "seen on 13 March"),  # of one that was not seen yet
    ],
)
def test_an_edit_is_told_with_when_it_was_seen_and_what_its_page_says(page_says: datetime | None, seen: str) -> None:
    """When we looked is no time of the outlet's; what its page says is told where it can be of this edit."""
    edit = (revision(8, "Model cut off", "It cost 8."), revision(11, "Model may be cut off", "It cost 8."))
    changed_at = {1: page_says} if page_says else {}
    line = the(brief(stories=[story(1, "x", day=8)], edits=[edit], changed_at=changed_at), "edited")
    assert f"without a notice, {seen}: headline softened" in line.text
    assert dict(line.figures)["seen_at"] == on(11).isoformat()
    assert dict(line.figures).get("page_says") == (page_says.isoformat() if page_says and "says" in seen else None)


def costing(day: int, billions: int) -> Mention:
    sentence = f"The company has invested ${billions} billion in the lab."
    return replace(mention(day), sentence=sentence, end=len(sentence), figures=tuple(figures(sentence, on(0))))


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ((4, 4, 13), "$13 billion against $4 billion: "),
        ((4, 13, 13), "$13 billion now leads over $4 billion: "),
        ((4, 4, 4), None),
    ],
)
def test_figures_that_move_are_told_with_who_gives_them(values: tuple[int, ...], says: str | None) -> None:
    """A value that excludes another and is new, or has come to lead; with the chains of both."""
    made = brief([claim(4, *(costing(day, value) for day, value in zip((8, 9, 12), values, strict=True)))])
    if says is None:
        assert not of_kind(made, "figures")
        return
    line = the(made, "figures")
    assert line.text.startswith(says)
    assert "Outlet 12 on 14 March" in line.text
    assert "“The company has invested $13 billion in the lab”" in line.text  # and not what the claim is called by
    assert dict(line.figures)["value"] == "13000000000 USD"
    assert {number for _, number in line.mentions} == {1, 2, 3}


def test_figures_that_move_beside_something_else_are_told_with_who_tipped_the_scales_and_when() -> None:
    values = ((11, 4), (11.5, 13), (12, 13))
    made = [replace(costing(12, value), story_id=n, outlet=f"Outlet {n}") for n, (_, value) in enumerate(values, 30)]
    made = [replace(one, published_at=on(day)) for one, (day, _) in zip(made, values, strict=True)]
    line = the(brief([claim(4, *made, at(12.5, N, number=40))]), "denied")
    assert "; $13 billion now leads over $4 billion, since Outlet 32 on 14 March; " in line.text


def test_an_edit_that_changes_meaning_is_told_and_a_cosmetic_one_is_not() -> None:
    """With or without a notice; several of one story are one sentence; of stories of the topic only."""
    was = revision(8, "Model cut off", "It cost $8 million. The rest stands.")
    edits = {
        "silent": (was, revision(11, "Model may be cut off", was.text)),
        "noted": (was, revision(11, was.title, "It cost $9 million. The rest stands. Correction: it was not 8.")),
        "commas": (was, revision(11, was.title, "It cost, $8 million. The rest stands.")),
    }
    stories = [story(1, "x", title="Model cut off", day=8)]
    line = the(brief(stories=stories, edits=[edits["silent"]]), "edited")
    assert line.text == (
        "Outlet 1 edited a headline without a notice, seen on 13 March: headline softened: “Model cut off” became "
        "“Model may be cut off”."
    )
    assert line.story_ids == (1,)
    noted = the(brief(stories=stories, edits=[edits["noted"]]), "edited")
    assert (
        "edited “Model cut off” with a notice, seen on 13 March: figure changed: $8 million became $9 million"
        in noted.text
    )
    assert noted.weight < line.weight
    assert not of_kind(brief(stories=stories, edits=[edits["commas"]]), "edited")
    both = the(brief(stories=stories, edits=[edits["noted"], edits["silent"]]), "edited")
    assert "headline softened" in both.text
    assert both.text.endswith("Also: 1 more change (show 1).")
    assert not of_kind(
        brief(stories=stories, edits=[tuple(replace(r, story_id=99) for r in edits["silent"])]), "edited"
    )


def test_a_removed_page_is_told() -> None:
    """With since when and what the server said."""
    line = the(brief(stories=[story(3, "x", title="The letter")], removed=[Removed(3, on(12), 410)]), "removed")
    assert line.text == "Page removed: “The letter” of Outlet 3, 410 since 14 March."
    assert line.story_ids == (3,)
    assert not of_kind(brief(stories=[story(3, "x")], removed=[Removed(3, on(9), 404)]), "removed")


def test_a_phase_that_is_sure_only_days_later_is_told_then_and_once() -> None:
    """Whoever looks every day would never hear of it otherwise; one that was known is not told again."""
    says = [(1, range(1, 7)), (2, range(1, 7)), (3, range(7, 11)), (4, range(7, 11))]
    claims = [claim(n, *(at(day + n / 10, number=day * 10 + n) for day in days)) for n, days in says]
    stories = [_of(m) for one in claims for m in one.mentions]
    told = []
    for now in range(2, 12):
        found = compose(Coverage(stories, claims, whole_days=(day(now - 2), day(now - 1))), on(now - 1), on(now))
        told += [(now, line.text.partition(",")[0]) for line in of_kind(found, "phase")]
    assert told == [(9, "A phase began on 9 March")]


def test_a_phase_that_began_is_told() -> None:
    """By volume; the one it is in from the beginning; none where the course goes on as it was."""
    calm = [story(number, "x", day=number / 2, seen=number / 2) for number in range(1, 20)]
    rush = [story(100 + n, "x", day=11 + n / 12, seen=11 + n / 12) for n in range(115)]
    line = the(brief(stories=[*calm, *rush]), "phase")
    assert line.text.startswith("A phase began on 13 March, as the volume changes: ")
    assert dict(line.figures)["first_day"] == "2026-03-13"
    assert "Other" not in line.text
    assert set(line.story_ids) <= {one.id for one in (*calm, *rush)}
    assert not of_kind(brief(stories=[story(n, "x") for n in range(1, 20)]), "phase")


@pytest.mark.parametrize(
    ("since", "whole", "told"),
    [
        (7, (day(5), day(6)), None),
        (8, (day(6), day(7)), "A quiet phase began on 8 March, as the volume changes: no story in 2 days."),
        (9, (day(7), day(8)), None),  # known
        (6, (day(5), day(9)), "A quiet phase began on 8 March, as the volume changes: no story in 4 days."),
        (6, (day(5), day(5)), None),  # nobody has looked since
    ],
)
def test_a_quiet_time_is_told_once_when_it_is_sure(since: float, whole: tuple[date, date], told: str | None) -> None:
    """Whole days of silence count, and no hour in which nobody looked; a brief a day tells of it too."""
    known = Coverage([story(n, "x", day=n / 5, seen=n / 5) for n in range(30)], [], whole_days=whole)
    lines = of_kind(compose(known, on(since), on(12)), "phase")
    assert [line.text for line in lines] == ([told] if told else [])


@pytest.mark.parametrize(
    ("since", "whole", "told"),
    [
        (8, (day(6), day(11)), True),
        (8, (day(6), day(7)), False),  # nobody has looked since
        (10, (day(6), day(11)), True),  # it was quiet by then, which nobody could know
        (10, (day(9), day(11)), False),  # known
        (10, (None, None), False),
    ],
)
def test_a_claim_is_quiet_once_it_is_known_to_be(
    since: float, whole: tuple[date | None, date | None], told: bool
) -> None:
    mentions = at(1), at(2)
    known = Coverage([_of(one) for one in mentions], [claim(7, *mentions)], whole_days=whole)
    assert bool(of_kind(compose(known, on(since), on(12)), "quiet")) is told


FRAME = Frame("law", "law and authority", ("law",))


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ([2] * 6, [8] * 6, "More of the language is of law and authority: 40 % of sentences, after 10 %"),
        ([8] * 6, [2] * 6, "Less of the language is of law and authority: 10 % of sentences, after 40 %"),
        ([8] * 6, [0] * 6, "Less of the language is of law and authority: 0 % of sentences, after 40 %"),
        ([2] * 6, [2] * 5 + [20], None),
        ([2] * 6, [3] * 6, None),
        ([2] * 6, [8] * 4, None),
    ],
    ids=["more", "less", "none left", "one story makes it", "small", "few originals"],
)
def test_a_large_shift_of_frames_is_told(before: list[int], after: list[int], says: str | None) -> None:
    """Against as long a time before."""
    rows = [Told(n, on(3 + n / 10), Tally(20, {"law": uses})) for n, uses in enumerate(before, 1)]
    rows += [Told(20 + n, on(13 + n / 10), Tally(20, {"law": uses})) for n, uses in enumerate(after, 1)]
    made = brief(stories=[story(21, "x")], told=rows, frames=[FRAME])
    if says is None:
        assert not of_kind(made, "frames")
        return
    line, fell = the(made, "frames"), says.startswith("Less")
    assert line.text == f"{says.replace(' %', '%')} in the 10 days before."
    # What fell rests on the stories of before, too: now there may be none.
    now = [20 + n for n, uses in enumerate(after, 1) if uses]
    assert (set(line.story_ids), list(line.story_ids[: len(now)])) == ({*now, *range(1, 7)} if fell else {*now}, now)


def test_failing_feeds_and_missed_entries_come_last() -> None:
    """Feeds by name, the first three; gaps by feed, the widest first."""
    feeds = [failing(number, 1) for number in range(1, 6)]
    gaps = [Gap(n, 1 + n // 5, on(11), on(12 + n), at_least=n - 1) for n in range(1, 6)]
    made = brief(stories=[story(11, "x")], feeds=feeds, gaps=gaps)
    assert [line.kind for line in made.lines][-3:] == ["gaps", "gaps", "feeds"]
    assert made.lines[-1].text == "5 of 5 feeds do not answer: Feed 1, Feed 2, Feed 3 and 2 more."
    assert [line.text for line in of_kind(made, "gaps")] == [
        "Entries of Feed 2 may have been missed between 13 March 00:00 and 19 March 00:00 UTC, at least 4 by its pace.",
        "Entries of Feed 1 may have been missed between 13 March 00:00 and 18 March 00:00 UTC, at least 3 by its pace; "
        "3 more times.",
    ]
    assert the(brief(feeds=[failing(1, 0), failing(2, 3)]), "feeds").text == "1 of 2 feeds does not answer: Feed 2."


@pytest.mark.parametrize(
    ("kind", "said"),
    [(ClaimKind.CLAIM, ": “"), (ClaimKind.QUOTE, ": (quote) “"), (ClaimKind.BACKGROUND, ": (background) “")],
)
def test_what_is_no_assertion_says_so_and_weighs_less(kind: ClaimKind, said: str) -> None:
    plain = claim(1, at(11), at(11.5, number=12))
    line = the(brief([replace(plain, kind=kind)]), "emerged")
    assert line.text.startswith(f"New{said}")
    assert (line.weight < the(brief([plain]), "emerged").weight) == (kind is not ClaimKind.CLAIM)


def test_a_long_statement_is_cut_at_a_word() -> None:
    said = "word " * 60 + "end."
    mentions = (replace(one, sentence=said) for one in (at(11), at(11.5, number=12)))
    long = replace(claim(1, *mentions), statement=said)
    text = the(brief([long]), "emerged").text
    assert "word…”" in text
    assert len(text) < 200


def test_what_more_chains_tell_comes_first_and_a_pinned_claim_before_all() -> None:
    """Volume stands above, what may be missing below; between equals the words decide, as ids are chance."""
    wide = claim(9, *(at(11 + n / 20, number=11 + n) for n in range(8)))
    small = replace(claim(2, at(15, number=40), at(15.5, number=41)), statement="B.")
    same = replace(claim(1, at(15, number=42), at(15.5, number=43)), statement="C.")
    order = [line.claim_ids for line in brief([same, small, wide]).lines if line.claim_ids]
    assert order == [(9,), (2,), (1,)]
    made = brief([replace(same, pinned=True), small, wide], feeds=[failing(1, 1)])
    assert next(line.claim_ids for line in made.lines if line.claim_ids) == (1,)
    assert (made.lines[0].kind, made.lines[-1].kind) == ("stories", "feeds")


@pytest.mark.parametrize(
    ("likeness", "quoted"), [(0.9, "Users may come back"), (0.5, "The order was lifted on Tuesday")]
)
def test_a_sentence_that_two_claims_share_is_quoted_for_the_one_it_is_more_like(likeness: float, quoted: str) -> None:
    """The other's story has one that is its own."""
    both = at(11, sentence="The order was lifted on Tuesday.")
    later, second = at(11.5, number=12, sentence="x."), at(11, sentence="Users may come back.", likeness=0.5)
    lifted = claim(1, replace(both, likeness=likeness), later, statement="The order was lifted in June.")
    back = claim(2, replace(both, likeness=0.6), second, later, statement="The order of Tuesday lets users back.")
    told = {line.claim_ids: line.text for line in of_kind(brief([lifted, back]), "emerged")}
    assert told[(1,)].startswith("New: “The order was lifted on Tuesday”")
    assert told[(2,)].startswith(f"New: “{quoted}”")


def test_every_sentence_has_figures_that_can_be_followed() -> None:
    """Whatever it tells of: ids, and figures by name; all but what tells of feeds, or of nothing."""
    claims = [claim(number, *case[1]) for number, case in enumerate(CASES, 1)]
    for line in brief(claims, stories=[story(n, "x") for n in range(1, 20)]).lines:
        assert line.kind in set(Kind)
        assert line.text.endswith(".")
        assert line.figures
        assert line.story_ids or line.claim_ids


def test_whole_stories_are_wanted_only_where_they_decide() -> None:
    """The claim up to the mention that may be without a source; none of those that nobody need trace."""
    unnamed = at(9, S, attributed_to="two officials", source_kind=SourceKind.UNNAMED)
    wanted, named = claim(1, unnamed, at(12), at(13)), claim(2, replace(unnamed, source_kind=SourceKind.PERSON), at(12))
    old = claim(3, unnamed, at(9.5, number=10))
    stories = [story(number, "x") for number in range(8, 14)]
    found = traced(Coverage(stories, [wanted, named, old]), SINCE, NOW)
    assert [(one.id, one.stories) for one in found] == [(1, (9, 12, 13))]


def test_the_time_told_is_as_exact_as_it_is_near() -> None:
    """The hour of what is of the last day and a half, the year of what is of another year."""
    last_year = replace(at(1), published_at=NOW - timedelta(days=200), first_seen_at=NOW - timedelta(days=200))
    line = the(brief([claim(1, replace(last_year, stance=A), at(19.5, number=19))]), "recurs")
    assert "on 3 September 2025" in line.text
