"""`reportedly brief`: in lines of a mail, as Markdown and as JSON, each with what it rests on."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from narrative.life import Stage
from reportedly import briefforms, shares
from reportedly.brief import brief
from reportedly.cli import main
from reportedly.home import Home
from reportedly.narrating import lives_of
from store import claims
from store.database import Store, open_store
from store.models import Brief, BriefLine
from store.query import Query, parse
from store.shapes import brief_record
from tests.reportedly.conftest import MOMENT

NOW = datetime(2026, 7, 9, tzinfo=UTC)
HOSTILE = "A *bold* <script>alert(1)</script> [link](https://evil.example) | `code`\n# heading \\ &amp; __x__"
LINE = BriefLine("emerged", "New.", (1, 2), (3,), (("outlets", 2), ("share", 0.25)), ((3, 1), (3, 2)), ("quiet",), 9.5)


def told(capsys: pytest.CaptureFixture[str], home: Home, *arguments: str) -> str:
    assert main(["--home", str(home.root), "brief", *arguments]) == 0
    return capsys.readouterr().out


def test_it_is_as_wide_and_as_long_as_a_mail(polled: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """80 columns, about 25 lines; the last one counts what was left out and says how to see it."""
    lines = told(capsys, polled).splitlines()
    assert lines[0].startswith("From the beginning, as of ")
    assert max(map(len, lines)) < 80
    assert len(lines) <= 32
    whole = " ".join(line.strip() for line in lines)
    assert re.search(r"And \d+ more: .*All of them: reportedly --home \S+ brief --all", whole)
    assert re.search(r"\[c\d+, \d+", whole)


def test_all_gives_every_sentence_with_every_id(polled: Home, capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(told(capsys, polled, "--json"))
    every = " ".join(told(capsys, polled, "--all").split())
    markdown = " ".join(told(capsys, polled, "--all", "--markdown").split())
    assert " more: " not in every
    for line in record["lines"]:
        assert " ".join(line["text"].split()) in every
        assert all(f"[{number}](" in markdown for number in line["stories"])
    assert sum(line["short"] for line in record["lines"]) < len(record["lines"])


def test_json_has_the_names_that_are_promised() -> None:
    """A contract: names are added, never changed or taken away."""
    made = Brief(None, NOW, (LINE,))
    assert brief_record(made, (LINE,)) == {
        "since": None,
        "until": "2026-07-09T00:00:00+00:00",
        "lines": [
            {
                "kind": "emerged",
                "text": "New.",
                "stories": [1, 2],
                "claims": ["c3"],
                "mentions": ["c3.1", "c3.2"],
                "figures": {"outlets": 2, "share": 0.25},
                "also": ["quiet"],
                "weight": 9.5,
                "short": True,
            }
        ],
    }
    assert brief_record(made)["lines"][0]["short"] is False


def test_markdown_shows_hostile_text_as_it_stands() -> None:
    """One item a sentence; nothing of it is a link, a tag or a heading but our own links to web addresses."""
    made = Brief(NOW - timedelta(days=1), NOW, (BriefLine("edited", HOSTILE, (1, 2, 3)),))
    urls = {1: "https://paper.example/a_(b)", 2: "javascript:alert(1)"}
    lines = list(briefforms.markdown_lines(made, made.lines, urls))
    (item,) = [line for line in lines if line.startswith("- ")]
    assert lines[-1] == item
    assert "\n" not in item
    assert r"\*bold\* \<script\>alert(1)\</script\> \[link\](https" in item
    assert r"\`code\` # heading \\ \&amp; \_\_x\_\_" in item
    assert item.endswith("([1](https://paper.example/a_%28b%29), 2, 3)")


def test_ids_stay_together_and_further_ones_are_counted() -> None:
    """But where all are asked for."""
    many = Brief(None, NOW, (BriefLine("stories", "word " * 13 + "end.", tuple(range(100, 120))),))
    assert list(briefforms.plain_lines(many, many.lines))[-1] == "  [100, 101, 102, 103, 104, 105 and 14 more]"
    whole = " ".join(line.strip() for line in briefforms.plain_lines(many, many.lines, everything=True))
    assert whole.endswith("118, 119]")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "9999-01-01"], "is still to come"),
        (["--since", "soon"], "is no time"),
        (["--json", "--markdown"], "not allowed with"),
    ],
)
def test_what_cannot_be_told_ends_with_2(
    polled: Home, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    try:
        code = main(["--home", str(polled.root), "brief", *arguments])
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code == 2
    assert said in capsys.readouterr().err


def test_a_poll_counts_what_a_shift_of_language_is_told_from(polled: Home) -> None:
    """So that a brief writes nothing: it reads what is counted, the originals of both spans."""
    topic = polled.read_topic()
    with polled.open() as store:
        counted = shares.told_between(store, topic, NOW - timedelta(days=60), MOMENT)
        assert len(counted) > 40
        before = _changes(store)
        brief(store, NOW - timedelta(days=7), MOMENT, topic)
        assert _changes(store) == before


def _changes(store: Store) -> int:
    return store.connection.total_changes


def test_the_moment_asked_for_is_the_last_that_is_known(polled: Home) -> None:
    """A home polled at MOMENT knew nothing a day before."""
    with open_store(polled.database) as store:
        found = brief(store, None, MOMENT - timedelta(days=1))
    assert [line.kind for line in found.lines] == ["nothing"]


def test_the_command_for_all_of_it_is_the_one_asked_with_all(
    polled: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the home that is meant, with the query and the times; as it can be copied into a shell."""
    monkeypatch.setenv("REPORTEDLY_HOME", str(polled.root))
    assert main(["brief", "-outlet:clarion -copy", "--since", "2026-01-01", "--as-of", "2026-07-09T21:00"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert told.endswith("reportedly brief '-outlet:clarion -copy' --since 2026-01-01 --as-of 2026-07-09T21:00 --all")


@pytest.mark.parametrize("outlet", ["promptquake", "commonwave", "loomstack"])
def test_a_claim_is_new_beside_all_others_whatever_is_asked_for(polled: Home, outlet: str) -> None:
    """One much like an earlier claim, that only other outlets make, emerges in no brief."""
    with polled.open() as store:
        told = lives_of(store, claims.select(store, Query(), MOMENT), MOMENT)
        emerging = {life.claim_id for life in told.values() if any(s.stage is Stage.EMERGING for s in life.states)}
        found = brief(store, datetime(2026, 1, 1, tzinfo=UTC), MOMENT, query=parse(f"outlet:{outlet}"))
    new = {claim for line in found.lines if line.kind == "emerged" for claim in line.claim_ids}
    assert new
    assert new <= emerging


def test_where_no_story_fits_that_is_said(polled: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(polled.root), "brief", "xyzzy"]) == 0
    assert capsys.readouterr().out.endswith("\n- Nothing: no story fits.\n")
    for command, told in (("stories", "no story fits"), ("claims", "no claim fits")):
        assert main(["--home", str(polled.root), command, "xyzzy"]) == 0
        assert capsys.readouterr() == ("", f"reportedly: {told}\n")
