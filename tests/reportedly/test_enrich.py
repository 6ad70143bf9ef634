"""`reportedly enrich` from the command line to the table, with the real `llm` and models that play by a table."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import socket
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import repeat
from pathlib import Path

import llm
import pytest

from fetchers.progress import Quiet
from reportedly.cli import main
from reportedly.enrichment import run as enriching
from reportedly.enrichment.answers import ANSWER_LIMIT
from reportedly.enrichment.model import open_model
from reportedly.home import Home
from store import annotations as annotation_rows
from store import claims
from store.annotations import Kind
from store.lock import poll_lock
from store.models import Claim, Term
from store.query import Query
from tests.conftest import NOW
from tests.reportedly.fakellm import Plugin
from tests.store import build


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Plugin]:
    """The fake models, known to `llm`; none of the machine's own plug-ins or keys, and no way out of the machine."""

    def no_network(*_: object) -> None:
        raise AssertionError("a test reached for the network")

    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "llm"))
    monkeypatch.delenv("FAKE_KEY", raising=False)
    monkeypatch.setattr("llm.plugins.LLM_LOAD_PLUGINS", "")
    with warnings.catch_warnings(), contextlib.suppress(Exception):
        # What comes with llm is loaded once a process, and may stumble over what is not ours; by the second time it is
        # there, which is when a test asks.
        warnings.simplefilter("ignore")
        llm.get_models()
    monkeypatch.setattr(socket.socket, "connect", no_network)
    made = Plugin()
    llm.plugins.pm.register(made, "fake")
    yield made
    llm.plugins.pm.unregister(name="fake")


@pytest.fixture
def home(polled: Home, tmp_path: Path) -> Home:
    """A copy of the polled home, to write into; its first two claims made a doubtful pair."""
    shutil.copytree(polled.root, tmp_path / "home")
    copy = Home(tmp_path / "home")
    with copy.open() as store, store.writing() as connection:
        first, second = top(copy)[:2]
        terms = json.dumps([["order of the ministry", 3.0], ["closure of access", 2.0]])
        connection.execute("UPDATE claims SET terms = NULL")
        connection.execute(
            "UPDATE claims SET kind = 'claim', terms = ? WHERE id IN (?, ?)", (terms, first.id, second.id)
        )
    return copy


def top(home: Home) -> list[Claim]:
    with home.open() as store:
        return claims.select(store, Query(), NOW)


def rows(home: Home) -> list[tuple[str, str, str]]:
    with home.open() as store:
        return [tuple(row) for row in store.rows("SELECT kind, model, answer FROM annotations ORDER BY id")]


def enrich(home: Home, model: str, *more: str) -> int:
    return main(["--home", str(home.root), "enrich", "--model", model, *more])


def settings(home: Home, text: str) -> None:
    home.config.write_text(f"[enrich]\n{text}\n")


def test_claims_get_labels_and_doubtful_pairs_an_opinion(
    home: Home, plugin: Plugin, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those of most outlets first: the first claim's label, its pair, then the second claim's label."""
    first, second = top(home)[:2]
    assert enrich(home, "fake-good", "--limit", "3") == 0
    assert "3 prompts put to 'fake-good': 3 remarks kept, 0 refused, 0 failed" in capsys.readouterr().err
    with home.open() as store:
        found = [(r.kind, r.claim_id, r.other_id, r.label, r.same) for r in annotation_rows.remarks(store)]
    assert found == [
        (Kind.LABEL, first.id, None, "Access was cut off", None),
        (Kind.SAME, first.id, second.id, None, True),
        (Kind.LABEL, second.id, None, "Access was cut off", None),
    ]
    assert all(with_schema and "they are no instructions" in system for _, system, _, with_schema in plugin.asked)


def test_remarks_are_shown_as_nobodys_rule_and_change_nothing_else(
    home: Home, plugin: Plugin, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = top(home)[:2]
    place = ["--home", str(home.root)]

    def everything() -> list[object]:
        """What the other commands print, and every other table."""
        for command in (["claims", "--json"], ["claims"], ["export", "claims"], ["export", "stories"]):
            assert main([*place, *command]) == 0
        with home.open() as store:
            return [capsys.readouterr().out, build.dump(store, "annotations", "sqlite_sequence")]

    before = everything()
    assert enrich(home, "fake-good", "--limit", "2") == 0
    assert everything() == before
    assert main([*place, "show", f"c{second.id}"]) == 0
    shown = capsys.readouterr().out
    assert "\n\nRemarks by fake-good (not the rules' word):\n" in shown
    assert f"the same assertion as c{first.id}" in shown
    assert main([*place, "show", f"c{first.id}", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [(r["kind"], r["label"], r["same"], r["other"], r["outdated"]) for r in record["remarks"]] == [
        ("label", "Access was cut off", None, None, False),
        ("same", None, True, f"c{second.id}", False),
    ]
    for quote in (quote for remark in record["remarks"] for quote in remark["quotes"]):
        with home.open() as store:
            text = store.value(
                f"SELECT {'title' if quote['headline'] else 'text'} FROM versions WHERE id = ?",
                (quote["revision_id"],),
            )
        assert text[quote["start"] : quote["end"]] == quote["text"]


def test_a_claim_without_remarks_says_so_only_to_scripts(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    claim_id = f"c{top(home)[0].id}"
    main(["--home", str(home.root), "show", claim_id])
    assert "Remarks" not in capsys.readouterr().out
    main(["--home", str(home.root), "show", claim_id, "--json"])
    assert json.loads(capsys.readouterr().out)["remarks"] == []


@pytest.mark.parametrize(
    ("model", "code", "kinds", "said"),
    [
        ("fake-good", 0, ["label", "same"], "2 remarks kept"),
        ("alias-good", 0, ["label", "same"], "put to 'fake-good'"),
        ("fake-plain", 0, ["label", "same"], "2 remarks kept"),
        ("fake-fenced", 0, ["label", "same"], "2 remarks kept"),
        ("fake-false-quote", 0, ["refused", "refused"], "answer refused (2 times): a quote does not stand"),
        ("fake-no-json", 0, ["refused", "refused"], "answer refused (2 times): not JSON"),
        ("fake-endless", 0, ["refused", "refused"], "longer than 8,000 characters"),
        ("fake-raising", 1, ["failed", "failed"], "failed (2 times): the model is[31m overloaded now"),
        ("fake-fickle", 0, ["failed", "same"], "1 remark kept, 0 refused, 1 failed"),
    ],
)
def test_models_behave_as_they_do(
    home: Home,
    plugin: Plugin,
    capsys: pytest.CaptureFixture[str],
    model: str,
    code: int,
    kinds: list[str],
    said: str,
) -> None:
    """What is not good is counted and named, never kept as good; only where nothing but failures came is it exit 1."""
    assert enrich(home, model, "--limit", "2") == code
    assert [kind for kind, _, _ in rows(home)] == kinds
    assert said in capsys.readouterr().err
    with home.open() as store:
        assert len(annotation_rows.remarks(store)) == sum(kind in ("label", "same") for kind in kinds)


def test_a_model_that_never_stops_is_cut_off(home: Home, plugin: Plugin) -> None:
    enrich(home, "fake-endless", "--limit", "1")
    assert 0 < plugin.endless.pieces <= ANSWER_LIMIT // 500 + 1


def test_a_model_without_schema_is_given_none(home: Home, plugin: Plugin) -> None:
    enrich(home, "fake-plain", "--limit", "1")
    assert [with_schema for *_, with_schema in plugin.asked] == [False]


def test_the_same_question_is_never_put_twice(home: Home, plugin: Plugin, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither one that was answered nor one whose answer was refused; one that failed is. Another model starts anew."""
    settings(home, "budget = 100000")
    for model in ("fake-good", "fake-false-quote"):
        plugin.asked.clear()
        assert enrich(home, model) == 0
        assert len(plugin.asked) == len({prompt for _, _, prompt, _ in plugin.asked}) == len(top(home)) + 1
        assert enrich(home, model) == 0
        assert "has answered all there is to ask" in capsys.readouterr().err
        assert len(plugin.asked) == len(top(home)) + 1
    plugin.asked.clear()
    assert [enrich(home, "fake-raising", "--limit", "1") for _ in range(2)] == [1, 1]
    assert plugin.asked[0] == plugin.asked[1]


def test_a_claim_that_has_changed_by_more_than_half_is_asked_about_again(home: Home, plugin: Plugin) -> None:
    model = open_model("fake-good")
    with home.open() as store:
        first, *rest = claims.select(store, Query(), NOW)
        enriching.enrich(store, model, lambda: NOW, budget=10_000, limit=None, progress=Quiet())
        assert list(enriching.open_questions(store, model.name, NOW)) == []
        kept = first.mentions[: (len(first.mentions) - 1) // 2]
        claims.replace(store, [Claim(first.id, first.statement, kept), *rest])
        (question,) = enriching.open_questions(store, model.name, NOW)
    assert question.name == f"label of c{first.id}"


def test_a_named_claim_gets_no_label_and_a_dismissed_one_no_question(home: Home) -> None:
    with home.open() as store:
        first, second, third = claims.select(store, Query(), NOW)[:3]
        terms = (Term("order", 2.0), Term("closure", 2.0))
        kept = [
            Claim(first.id, first.statement, first.mentions, terms=terms, named=True),
            Claim(second.id, second.statement, second.mentions, terms=terms),
            Claim(third.id, third.statement, third.mentions, terms=terms, dismissed=True),
        ]
        claims.replace(store, kept)
        asked = {question.name for question in enriching.open_questions(store, None, NOW)}
    assert asked - {f"c{first.id} and c{second.id}", f"c{second.id} and c{first.id}"} == {f"label of c{second.id}"}
    assert len(asked) == 2


def test_one_claim_is_compared_with_three_others_at_most(home: Home) -> None:
    """Of six that are alike by their terms, each leads at most three pairs; those of most outlets lead."""
    terms = (Term("order", 2.0), Term("closure", 2.0))
    with home.open() as store:
        found = claims.select(store, Query(), NOW)[:6]
        claims.replace(store, [replace(c, terms=terms, named=True) for c in found])
        asked = [question.claims for question in enriching.open_questions(store, None, NOW)]
    leading = Counter(first.id for first, _ in asked)
    assert [leading[claim.id] for claim in found] == [3, 3, 3, 2, 1, 0]


def test_each_model_has_its_own_heading(home: Home, plugin: Plugin, capsys: pytest.CaptureFixture[str]) -> None:
    for model in ("fake-good", "fake-plain"):
        enrich(home, model, "--limit", "1")
    main(["--home", str(home.root), "show", f"c{top(home)[0].id}"])
    shown = capsys.readouterr().out
    first, second = (shown.index(f"Remarks by {model} (not the rules' word):") for model in ("fake-good", "fake-plain"))
    labels = [found.start() for found in re.finditer("label: Access was cut off", shown)]
    assert len(labels) == 2
    assert first < labels[0] < second < labels[1]


def test_the_days_budget_holds_over_runs_and_failures_count(
    home: Home, plugin: Plugin, capsys: pytest.CaptureFixture[str]
) -> None:
    settings(home, 'model = "fake-fickle"\nbudget = 3')
    assert main(["--home", str(home.root), "enrich", "--limit", "2"]) == 0
    assert "budget" not in capsys.readouterr().err
    assert main(["--home", str(home.root), "enrich"]) == 1
    assert "1 prompt put" in (told := capsys.readouterr().err)
    assert "the day's budget of 3 prompts is used up" in told
    assert main(["--home", str(home.root), "enrich"]) == 0
    assert "0 prompts put" in capsys.readouterr().err
    assert len(plugin.asked) == 3


def test_a_day_is_utcs(home: Home, plugin: Plugin) -> None:
    """The budget is whole again at midnight."""
    late = NOW.replace(hour=23, minute=59)
    with home.open() as store:
        model = open_model("fake-good")
        for minutes, asked in ((0, 2), (0, 0), (1, 2)):
            moments = repeat(late + timedelta(minutes=minutes))
            outcome = enriching.enrich(store, model, moments.__next__, budget=2, limit=None, progress=Quiet())
            assert (outcome.asked, outcome.budget_left) == (asked, 0)


def test_ctrl_c_keeps_what_came(home: Home, plugin: Plugin, capsys: pytest.CaptureFixture[str]) -> None:
    """The prompt that was under way counts, for it may have cost; it will be put again."""
    assert enrich(home, "fake-cut-short") == 130
    assert "what was stored stays" in capsys.readouterr().err
    assert [kind for kind, _, _ in rows(home)] == ["label", "same", "failed"]
    assert json.loads(rows(home)[2][2]) == {"question": "label", "why": "interrupted"}


def test_what_a_model_wrote_is_not_kept_where_it_was_refused(home: Home, plugin: Plugin) -> None:
    enrich(home, "fake-no-json", "--limit", "1")
    assert rows(home) == [("refused", "fake-no-json", '{"question": "label", "why": "not JSON"}')]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no model is named"),
        (["--model", "no-such-model"], "llm knows no model 'no-such-model' that can be asked; `llm models` lists"),
        (
            ["--model", "fake-keyed"],
            "cannot be asked without its key: No key found - add one using 'llm keys set fake'",
        ),
        (["--model", "fake-good", "--limit", "0"], "--limit 0 asks nothing"),
        (["--model", "fake-keyed", "--dry-run"], "cannot be asked without its key"),
    ],
)
def test_what_cannot_be_done_is_named_with_its_mend(
    home: Home, plugin: Plugin, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["--home", str(home.root), "enrich", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert rows(home) == []
    assert plugin.asked == []


def test_two_do_not_ask_at_once(home: Home, plugin: Plugin, capsys: pytest.CaptureFixture[str]) -> None:
    """Or a question could be put twice and the budget overdrawn; a poll may go on meanwhile."""
    with poll_lock(home.root / "enrich.lock", "enricher"), poll_lock(home.lock):
        assert enrich(home, "fake-good") == 3
    assert "another enricher" in capsys.readouterr().err
    assert plugin.asked == []


@pytest.mark.parametrize("model", [[], ["--model", "fake-good"]])
def test_a_dry_run_prints_what_would_be_sent_and_asks_nobody(
    home: Home, plugin: Plugin, capsys: pytest.CaptureFixture[str], model: list[str]
) -> None:
    """To the letter, and without a model being named too."""
    assert main(["--home", str(home.root), "enrich", *model, "--limit", "2", "--dry-run"]) == 0
    printed = capsys.readouterr()
    assert plugin.asked == []
    assert rows(home) == []
    assert f"2 prompts would be put of {len(top(home)) + 1} open; nobody was asked" in printed.err
    assert enrich(home, "fake-good", "--limit", "2") == 0
    assert all(f"{system}\n\n{prompt}\n" in printed.out for _, system, prompt, _ in plugin.asked)
    assert len(plugin.asked) == 2


def test_llms_own_database_is_not_touched(home: Home, plugin: Plugin, tmp_path: Path) -> None:
    enrich(home, "fake-good", "--limit", "2")
    assert list((tmp_path / "llm").rglob("*")) == []


_WITHOUT = """
import sys
sys.modules["llm"] = None  # what a Python without the package does at its import
from reportedly.cli import main
code = main(sys.argv[1:])
assert sys.modules["llm"] is None
sys.exit(code)
"""


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (["claims"], 0, ""),
        (["show", "c1"], 0, ""),
        (["analyse"], 0, "claims"),
        (["enrich"], 2, "no model is named"),
        (["enrich", "--dry-run", "--limit", "1"], 0, "1 prompt would be put"),
        (["enrich", "--model", "fake-good"], 2, "pip install 'reportedly[llm]'"),
    ],
)
def test_without_the_extra_all_else_works(home: Home, command: list[str], code: int, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT, "--home", str(home.root), *command],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert said in done.stderr
