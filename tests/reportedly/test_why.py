"""`reportedly claims why`: a claim or a mention explained, in words and as JSON."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from narrative.groups import kinds
from reportedly.cli import main
from reportedly.home import Home


@pytest.fixture
def home(polled: Home, tmp_path: Path) -> Home:
    """A home of the test's own, with the polled stories and claims."""
    shutil.copytree(polled.root, tmp_path / "home")
    return Home(tmp_path / "home")


def told(capsys: pytest.CaptureFixture[str], home: Home, *arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    code = main(["--home", str(home.root), "claims", *arguments])
    return code, *capsys.readouterr()


def claims(capsys: pytest.CaptureFixture[str], home: Home) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told(capsys, home, "--json")[1].splitlines()]


def explained(capsys: pytest.CaptureFixture[str], home: Home, name: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(told(capsys, home, "why", name, "--json")[1])
    return record


def test_a_claim_is_explained_with_each_of_its_mentions_on_a_line(
    polled: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    (claim, *_) = claims(capsys, polled)
    code, out, err = told(capsys, polled, "why", claim["id"])
    assert (code, err) == (0, "")
    assert claim["statement"] in out
    for heading in ("Why these words:", "Why a claim:", "What its mentions have in common:", "Mentions ("):
        assert f"\n{heading}" in out
    rows = re.findall(r"^ *(\d+)  2026-\d\d-\d\d \d\d:\d\d  .*: carries \d+%[^;]*; (\w+)", out, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, len(claim["mentions"]) + 1))
    assert [stance for _, stance in rows] == [mention["stance"] for mention in claim["mentions"]]


def test_no_code_of_a_term_reaches_a_person(polled: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """Names, groups, figures and stems are written out; a stem alone would end in an ellipsis."""
    for claim in claims(capsys, polled):
        lines = told(capsys, polled, "why", claim["id"])[1].splitlines()
        begin = lines.index("What its mentions have in common:") + 2
        terms = lines[begin : begin + len(claim["terms"])]
        assert len(terms) == len(claim["terms"])
        for term, line in zip(claim["terms"], terms, strict=True):
            assert line.split("  ")[0] == ""
            assert not re.search(r"[@#&=!_…]", line), line
            assert f"{term['weight']:.2f}" in line


def test_every_mention_is_explained_by_its_own_words(polled: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """Each place in the record holds the words that it is said to hold; shares and stances are the claim's."""
    for claim in claims(capsys, polled)[:25]:
        record = explained(capsys, polled, claim["id"])
        twice = kinds(term["term"] for term in record["terms"])
        whole = [term["share"] for term in record["terms"] if term["term"] not in twice]
        assert sum(whole) == pytest.approx(1, abs=0.001)
        assert all(why["belongs"]["carried"] < 1.001 for why in record["mentions"])
        assert record["statement_from"] is not None
        for mention, why in zip(claim["mentions"], record["mentions"], strict=True):
            assert why["found"]
            assert why["belongs"]["carried"] > 0
            assert (why["stance"]["stance"], why["stance"]["text"]) == (mention["stance"], mention["cue"])
            source = why["source"] or {"name": None, "kind": None}
            assert (source["name"], source["kind"]) == (mention["attributed_to"], mention["source_kind"])
            places = [*why["belongs"]["terms"], why["stance"], *why["stance"]["others"]]
            for place in [*places, *([source] if why["source"] else [])]:
                if place["start"] is not None:
                    start, end = place["start"] - why["start"], place["end"] - why["start"]
                    assert mention["sentence"][start:end] == place["text"]


def test_a_mention_is_explained_in_full(polled: Home, capsys: pytest.CaptureFixture[str]) -> None:
    claim, number, mention = next(
        (claim, number, mention)
        for claim in claims(capsys, polled)
        for number, mention in enumerate(claim["mentions"], 1)
        if mention["attributed_to"] and mention["stance"] == "attributed"
    )
    name = f"{claim['id']}.{number}"
    code, out, err = told(capsys, polled, "why", name)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith(f"{name}  2026-")
    assert lines[1].strip() == mention["sentence"]
    assert f"Why it belongs to {claim['id']}, “{claim['statement']}”:" in lines
    assert f"Why on the word of {mention['attributed_to']}:" in lines
    assert re.search(rf"^Why attributed:\n  “{re.escape(mention['cue'])}”: said on the word of ", out, re.MULTILINE)
    assert explained(capsys, polled, name)["mention"] == number


def test_what_a_person_put_together_says_so(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    """Until it is undone; the mentions that were there before are told as before."""
    first, second = (claim["id"] for claim in claims(capsys, home)[:2])
    before = len(explained(capsys, home, first)["mentions"])
    told(capsys, home, "merge", first, second)
    merged = explained(capsys, home, first)["mentions"]
    put = [why for why in merged if why["belongs"]["act"]]
    assert len(merged) - len(put) == before
    assert {why["belongs"]["act"]["kind"] for why in put} == {"merge"}
    out = told(capsys, home, "why", f"{first}.{put[0]['mention']}")[1]
    assert f"You put it here: it was in {second}, which you merged into {first} on " in out
    assert "put here by you" in told(capsys, home, "why", first)[1]
    told(capsys, home, "undo")
    assert not any(why["belongs"]["act"] for why in explained(capsys, home, first)["mentions"])


def test_a_story_that_was_changed_since_is_explained_by_the_version_that_says_so(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its newest version may say it no more, or elsewhere."""
    claim = claims(capsys, home)[0]
    mention = claim["mentions"][0]
    with home.open() as store, store.writing() as connection:
        row = store.row("SELECT * FROM revisions WHERE id = ?", (mention["revision_id"],))
        assert row is not None
        cursor = connection.execute(
            "INSERT INTO revisions(story_id, number, title, text, text_source, seen_at) VALUES (?, 99, ?, ?, ?, ?)",
            (mention["story_id"], "Other words", "Nothing of it is left.", row["text_source"], row["seen_at"]),
        )
        connection.execute(
            "UPDATE stories SET revision_id = ?, title = 'Other words', text = 'Nothing of it is left.' WHERE id = ?",
            (cursor.lastrowid, mention["story_id"]),
        )
    why = explained(capsys, home, f"{claim['id']}.1")
    assert why["found"]
    assert why["sentence"] == mention["sentence"]
    assert why["belongs"]["carried"] > 0


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("c999", "no claim c999; reportedly claims lists them"),
        ("c999.1", "no claim c999; reportedly claims lists them"),
        ("one", "'one' is neither a claim nor a mention; claims are called c12, the third mention of one c12.3"),
        ("c1.", "'c1.' is neither a claim nor a mention"),
        ("c1.0", "c1 has no mention 0, only"),
        ("c1.999", "c1 has no mention 999, only"),
    ],
)
def test_what_is_not_there_is_said_with_the_mend(
    polled: Home, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    code, out, err = told(capsys, polled, "why", name)
    assert (code, out) == (2, "")
    assert said in err


def test_a_mistake_in_the_topic_is_told_with_its_line(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home.topic.write_text("name = \n")
    code, _, err = told(capsys, home, "why", "c1")
    assert code == 2
    assert "topic.toml" in err


def test_help_says_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["claims", "why", "--help"])
    page = capsys.readouterr().out
    assert "usage: reportedly claims why" in page
    assert "a mention, as c12.3" in page
    with pytest.raises(SystemExit, match="0"):
        main(["claims", "--help"])
    assert re.search(r"^  why ", capsys.readouterr().out, re.MULTILINE)


def test_the_records_have_the_names_that_the_documentation_lists(
    polled: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    """docs/exports.md; names may be added there and here, none taken away."""
    record = explained(capsys, polled, claims(capsys, polled)[0]["id"])
    assert " ".join(record) == (
        "claim statement statement_from named kind kind_quote kind_quoting_chains kind_retold_stories sentences terms "
        "mentions"
    )
    assert " ".join(record["terms"][0]) == "term words weight share mentions uses"
    (*_, why) = record["mentions"]
    assert " ".join(why) == (
        "claim mention story_id revision_id outlet said_at headline sentence start end found belongs stance source"
    )
    assert " ".join(why["belongs"]) == (
        "ground carried needed tells tells_needed terms pair pair_outlets like act copy_of"
    )
    assert " ".join(why["belongs"]["terms"][0]) == "term words weight share text absorbed start end"
    assert " ".join(why["stance"]) == "stance rule text start end others"
    sources = [one["source"] for one in record["mentions"] if one["source"]]
    assert {" ".join(source) for source in sources} == {"name kind why_kind via text start end cue stands_for"}
