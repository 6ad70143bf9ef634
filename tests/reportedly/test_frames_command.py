"""`reportedly frames` as a person and as a script read it."""

from __future__ import annotations

import json
from pathlib import Path

from reportedly.home import Home
from tests.reportedly.conftest import Run


def test_a_table_a_day_and_the_words_that_moved(run: Run, polled: Home) -> None:
    done = run("frames", "--until", "2026-07-10", home=polled.root)
    assert done.returncode == 0, done.stderr
    head, _, rest = done.stdout.partition("\n\n")
    rows = head.splitlines()
    assert rows[1].split() == ["stories", "sentences", *"123456789"]
    assert rows[2].startswith("2026-06-09 ")
    legend = next(row for row in rows if row.startswith("1 national security  2 safety and misuse"))
    assert "9 reliability of supply" in rows[rows.index(legend) :][-1]
    assert max(map(len, rows)) <= 86
    assert rest.startswith("Words that moved, from 2026-06-09")
    assert " then " in rest
    assert "; as in " in rest


def test_json_leads_every_share_back_to_sentences(run: Run, polled: Home) -> None:
    times = ("--since", "2026-06-26", "--until", "2026-07-10")
    told = json.loads(run("frames", "--json", "--hourly", *times, home=polled.root).stdout)
    assert [span["since"][:10] for span in told["spans"]] == ["2026-06-12", "2026-06-26"]
    counted = 0
    for moment in told["moments"]:
        assert moment["begins"] >= "2026-06-26"
        for share in moment["shares"].values():
            assert share["share"] == round(len(share["uses"]) / moment["sentences"], 6)
            assert all(
                use["words"] in use["sentence"] and use["story_id"] in moment["stories"] for use in share["uses"]
            )
            counted += len(share["uses"])
    assert counted > 20
    assert {word["word"] for word in told["words"]}


def test_mistakes_are_named_with_the_mend(run: Run, polled: Home) -> None:
    done = run("frames", "--since", "2026-06-26", "--until", "2026-06-02", home=polled.root)
    assert (done.returncode, "is not before --until" in done.stderr) == (2, True)
    done = run("frames", "--since", "soon", home=polled.root)
    assert (done.returncode, "is no time" in done.stderr) == (2, True)


def test_a_topic_without_frames_says_so(run: Run, tmp_path: Path) -> None:
    run("paths", home=tmp_path)
    (tmp_path / "topic.toml").write_text('name = "soup"\nsubjects = ["soup"]\n')
    done = run("frames", home=tmp_path)
    assert (done.returncode, "has no frames; write one as [[frame]]" in done.stderr) == (2, True)
