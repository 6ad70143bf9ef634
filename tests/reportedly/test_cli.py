"""The command line: what it says of itself, what it prints where, and with which exit code it ends."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.cli import main, parser
from reportedly.home import Home, states
from store import reading, views
from store.database import Store
from store.query import CLAIM_FLAGS, FLAGS, HAVING, TABLE, parse
from tests.conftest import NOW
from tests.reportedly.conftest import Run

README = Path(__file__).resolve().parents[2] / "README.md"


def test_an_empty_home_is_made_from_the_seeds_and_said_so(run: Run, tmp_path: Path) -> None:
    """The first command makes settings, topic and database, and says it on stderr only."""
    first = run("paths", home=tmp_path / "new")
    assert first.returncode == 0
    assert "made config.toml, topic.toml, reportedly.db with" in first.stderr
    paths = dict(line.split("\t") for line in first.stdout.splitlines())
    assert set(paths) == {"home", "settings", "topic", "database", "lock", "backups", "earlier"}
    assert all(Path(paths[name]).exists() for name in ("home", "settings", "topic", "database"))
    second = run("paths", home=tmp_path / "new")
    assert (second.stdout, second.stderr) == (first.stdout, "")


def test_the_home_can_be_named_by_the_surroundings(run: Run, tmp_path: Path) -> None:
    """REPORTEDLY_HOME stands where --home is not given."""
    done = run("paths", REPORTEDLY_HOME=str(tmp_path / "there"))
    assert f"home\t{tmp_path / 'there'}" in done.stdout


@pytest.mark.parametrize("arguments", [["stories"], ["doctor"], ["show", "99"]])
def test_where_a_command_is_told_so_is_the_home_that_was_given(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    """It would be done to another one; of the home that is meant anyway nothing is said."""
    run("paths", home=tmp_path / "a home")
    given = run(*arguments, home=tmp_path / "a home")
    assert f" (with --home '{tmp_path / 'a home'}')" in given.stdout + given.stderr
    meant = run(*arguments, REPORTEDLY_HOME=str(tmp_path / "a home"))
    assert "--home" not in meant.stdout + meant.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_a_home_whose_name_is_no_text_is_told_as_it_is(tmp_path: Path) -> None:
    home = os.fsencode(tmp_path) + b"/h\xff"
    done = subprocess.run(
        [sys.executable.encode(), b"-m", b"reportedly", b"--home", home, b"paths"],
        env=os.environ | {"PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        check=True,
    )
    assert b"home\t" + home + b"\n" in done.stdout


def test_the_shipped_feeds_are_many_and_marked(run: Run, tmp_path: Path) -> None:
    """A new home starts with at least thirty feeds, and those that are no outlet's own say so."""
    rows = [json.loads(line) for line in run("feeds", "list", "--json", home=tmp_path / "h").stdout.splitlines()]
    assert len(rows) >= 30
    assert any("search feed" in (row["note"] or "") for row in rows)
    assert any("no feed of its own" in (row["note"] or "") for row in rows)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "x9"], "'x9' is no id"),
        (["show", "999999"], "no story 999999"),
        (["show", "c999999"], "no claim c999999"),
        (["save", "999999"], "no story 999999"),
        (["feeds", "remove", "999999"], "no feed 999999"),
        (["feeds", "add", "ftp://example.org/feed"], "is no address of a feed"),
        (["feeds", "import", "/nowhere/feeds.opml"], "cannot be read"),
        (["stories", "outlett:times"], "did you mean 'outlet:'?"),
        (["stories", 'an "open quotation'], "quotation mark is left open"),
        (["stories", "since:whenever"], "is no time"),
        (["claims", "unread"], "said of stories, not of claims"),
        (["export", "claims", "stance:firm"], "is no stance"),
        (["brief", "--since", "soon"], "is no time"),
        (["export", "stories", "-o", "/nowhere/out.jsonl"], "cannot be written"),
        (["export", "stories", "-o", "/"], "/ is a folder; name a file in it"),
        (["export", "all", "-o", "/dev/null"], "/dev/null is no file that could be put in place"),
        (["export", "stories", "--format", "pdf"], "invalid choice"),
        (["save", "c12"], "'c12' is no story, whose ids are numbers; reportedly stories tells them"),
        (["reject", "9" * 30], "is no story"),
        (["feeds", "explain", "9" * 30], "is no feed, whose ids are numbers; reportedly feeds list tells them"),
        (["boilerplate", "--drop", "all"], "'all' is no repeated line"),
        (["serve", "--port", "99999"], "'99999' is no port; choose one from 1 to 65535"),
        (["demo", "--port", "-1"], "--port"),
        (["nonsense"], "'nonsense' is no command; reportedly --help lists them"),
        (["breif"], "'breif' is no command; did you mean 'brief'?"),
        (["feeds", "lst"], "did you mean 'list'? reportedly feeds --help lists them"),
        (["stories", "--limit", "0"], "'0' is no number from 1 on"),
        (["undo", "--list", "--limit", "-3"], "'-3' is no number from 1 on"),
        (["views", "add", "two words", "unread"], "'two words' is no name of a view"),
    ],
)
def test_bad_input_ends_with_2_and_names_the_thing(run: Run, polled: Home, arguments: list[str], said: str) -> None:
    """One clear line on stderr, nothing on stdout, exit code 2."""
    done = run(*arguments, home=polled.root)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_what_has_no_room_is_one_line_and_no_success(
    polled: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where all of it is only written as the command ends."""
    with contextlib.suppress(OSError), open("/dev/full", "w") as full:
        monkeypatch.setattr("sys.stdout", full)
        assert main(["--home", str(polled.root), "stories"]) == 1
    told = capsys.readouterr().err
    assert told == "reportedly: the output is not whole (No space left on device); free the disk, or write elsewhere\n"


def test_an_export_goes_to_stdout_by_a_dash_and_through_a_link(run: Run, polled: Home, tmp_path: Path) -> None:
    """A link stays one; nothing is called `-`."""
    whole = run("export", "stories", "-o", "-", home=polled.root).stdout
    (tmp_path / "elsewhere").mkdir()
    link, real = tmp_path / "link.jsonl", tmp_path / "elsewhere" / "real.jsonl"
    link.symlink_to(real)
    run("export", "stories", "-o", link, home=polled.root)
    assert whole
    assert real.read_text(encoding="utf-8") == whole
    assert link.is_symlink()


def test_a_wrong_query_is_shown_with_the_part_to_blame_underlined(run: Run, polled: Home) -> None:
    """The marks stand under the word that is wrong."""
    lines = run("stories", "amazon outlett:times", home=polled.root).stderr.splitlines()
    assert lines[-2][2:] == "amazon outlett:times"
    assert lines[-1][2:] == " " * 7 + "^" * len("outlett:times")


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("config.toml", "[poll]\nat_onse = 3\n", r"config\.toml:2: unknown key 'at_onse' in \[poll\].*at_once"),
        ("config.toml", "[poll]\nat_once = 'many'\n", r"config\.toml:2: 'at_once' is not a whole number"),
        ("config.toml", "[poll]\n\nat_once = 0\n", r"config\.toml:3: 'at_once' cannot be 0.*from 1 to 200"),
        (
            "config.toml",
            "[poll]\nallow_private = 'localhost'\n",
            r"config\.toml:2: 'allow_private' is not a list of texts",
        ),
        ("config.toml", "[poll]\nallow_private = [1]\n", r"config\.toml:2: 'allow_private' is not a list of texts"),
        (
            "config.toml",
            "[poll]\nallow_private = ['http://localhost/feed']\n",
            r"config\.toml:2: in 'allow_private', 'http://localhost/feed' names no host; mend: write a host, such as",
        ),
        ("config.toml", "[poll]\ncontact = 'a\u00e9'\n", r"config\.toml:2: in 'contact', .* cannot be sent"),
        ("config.toml", "[enrich]\nmodell = 'm'\n", r"config\.toml:2: unknown key 'modell' in \[enrich\].*model"),
        ("config.toml", "[enrich]\nbudget = -1\n", r"config\.toml:2: 'budget' cannot be -1.*from 0 to 100000"),
        ("config.toml", "[poll\n", r"config\.toml:1: not TOML"),
        (
            "topic.toml",
            'name = "x"\nsubjects = ["AI"]\n[treshold]\n',
            r"topic\.toml:3: unknown key 'treshold'.*threshold",
        ),
        (
            "topic.toml",
            'name = "x"\nsubjects = ["AI"]\n[[group]]\nid = "g"\nterms = ["re:(("]\n',
            r"topic\.toml:5: .*regular expression",
        ),
    ],
)
def test_wrong_settings_are_told_with_file_line_and_mend(
    run: Run, tmp_path: Path, file: str, text: str, said: str
) -> None:
    """A poll does not begin; the message names the file, the line and what to do."""
    run("paths", home=tmp_path)
    (tmp_path / file).write_text(text)
    done = run("poll", home=tmp_path)
    assert done.returncode == 2
    assert re.search(said, done.stderr), done.stderr
    assert "mend:" in done.stderr


def test_stories_and_claims_are_listed_searched_and_shown(run: Run, polled: Home) -> None:
    """Lists narrow by query, snippets mark the hits, and what is listed can be shown."""
    every, amazon = (run("stories", *q, home=polled.root).stdout for q in ([], ["amazon", "-lawsuit"]))
    assert 0 < amazon.count("\n") < every.count("\n") * 2
    assert "[Amazon" in amazon
    claims = run("claims", "--json", home=polled.root).stdout.splitlines()
    first = json.loads(claims[0])
    assert first["outlets"] >= json.loads(claims[-1])["outlets"] >= 2
    shown = run("show", first["id"], home=polled.root).stdout
    assert first["statement"] in shown
    assert shown.count("(story ") == len(first["mentions"])
    story = run("show", str(first["mentions"][0]["story_id"]), home=polled.root).stdout
    assert first["mentions"][0]["sentence"] in story
    assert "on the topic; relevance" in story


def test_saving_is_kept_and_exported(run: Run, own: Home) -> None:
    """A saved story is the only one of `export --saved`, until it is unsaved."""
    story_id = str(json.loads(run("stories", "--json", home=own.root).stdout.splitlines()[0])["id"])
    assert "1 story saved" in run("save", story_id, home=own.root).stderr
    saved = [json.loads(line) for line in run("export", "stories", "--saved", home=own.root).stdout.splitlines()]
    assert [(str(row["id"]), row["saved"]) for row in saved] == [(story_id, True)]
    run("unsave", story_id, home=own.root)
    assert run("export", "stories", "--saved", home=own.root).stdout == ""


def test_exports_take_their_name_only_once_they_are_whole(run: Run, polled: Home, tmp_path: Path) -> None:
    """A file is written beside and put in place; a query that fails leaves the old file as it was."""
    target = tmp_path / "stories.csv"
    done = run("export", "stories", "--all", "--format", "csv", "-o", target, home=polled.root)
    rows = list(csv.DictReader(io.StringIO(target.read_text())))
    assert f"{len(rows)} stories written to {target}" in done.stderr
    before = target.read_bytes()
    assert run("export", "stories", "since:never", "-o", target, home=polled.root).returncode == 2
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_feeds_go_out_as_opml_and_come_in_again(run: Run, own: Home, tmp_path: Path) -> None:
    """What `feeds export` writes, `feeds import` knows already; another home takes it all."""
    opml = tmp_path / "feeds.opml"
    opml.write_text(run("feeds", "export", home=own.root).stdout)
    count = opml.read_text().count("xmlUrl")
    assert f"0 feeds added, {count} known already" in run("feeds", "import", opml, home=own.root).stderr
    assert f"{count} feeds added, 0 known" in run("feeds", "import", opml, home=tmp_path / "other").stderr


def test_a_reader_that_goes_away_is_no_error(run: Run, polled: Home) -> None:
    """`reportedly export ... | head -1` ends quietly."""
    import subprocess

    command = f"{sys.executable} -m reportedly --home {polled.root} export stories --all | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""


def test_every_command_is_in_the_readme() -> None:
    """The README names each command the parser knows."""
    commands = next(action for action in parser()._actions if action.dest == "COMMAND" or action.choices)
    assert commands.choices
    text = README.read_text()
    missing = [name for name in commands.choices if f"reportedly {name}" not in text]
    assert missing == []


def test_views_are_added_used_and_removed(run: Run, tmp_path: Path) -> None:
    """Names on stdout, what was done on stderr; a query that leads back to its view is pointed at."""
    home = tmp_path / "home"
    assert "view 'mine' saved" in run("views", "add", "mine", "outlet:wire", "-copy", home=home).stderr
    assert "view 'mine' changed" in run("views", "add", "Mine", "outlet:wire -copy", home=home).stderr
    assert run("views", "add", "more", "view:mine OR saved", home=home).returncode == 0
    assert run("views", home=home).stdout == "mine\toutlet:wire -copy\nmore\tview:mine OR saved\n"
    first = run("views", "--json", home=home).stdout.splitlines()[0]
    assert json.loads(first) == {"view": "mine", "query": "outlet:wire -copy"}
    back = run("views", "add", "mine", "-view:more", home=home)
    assert (back.returncode, back.stdout) == (2, "")
    assert "the view 'mine' is made of itself (mine → more → mine)" in back.stderr
    assert back.stderr.splitlines()[-1] == "  ^^^^^^^^^^"
    assert run("stories", "view:more", home=home).returncode == 0
    assert "did you mean 'mine'" in run("stories", "-view:mien", home=home).stderr
    assert run("views", "remove", "mine", home=home).returncode == 2
    assert run("views", "remove", "more", "mine", home=home).returncode == 0
    assert "no views yet" in run("views", home=home).stderr


def test_a_brief_can_be_of_the_stories_that_fit_a_query(run: Run, polled: Home) -> None:
    """Its stories are those that the same query lists, and feeds are left out."""
    since = ["--since", "2026-06-01"]
    whole = json.loads(run("brief", "--json", *since, home=polled.root).stdout)["lines"]
    part = json.loads(run("brief", "--json", *since, "-outlet:wire", "amazon", home=polled.root).stdout)["lines"]
    listed = run("stories", "--json", "-outlet:wire", "amazon", home=polled.root).stdout.splitlines()
    assert set(part[0]["stories"]) == {json.loads(line)["id"] for line in listed} < set(whole[0]["stories"])
    assert not {"feeds", "gaps", "outlets"} & {line["kind"] for line in part}
    assert "'hedgd' is no stance; did you mean 'hedged'?" in run("brief", "stance:hedgd", home=polled.root).stderr


@pytest.mark.parametrize("command", ["stories", "claims", "brief", "export", "report", "views add"])
def test_help_ends_in_the_query_language(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every key, and the flags of what the command is about."""
    with pytest.raises(SystemExit):
        parser().parse_args([*command.split(), "--help"])
    said = capsys.readouterr().out
    assert all(f"{key}:" in said for key in TABLE)
    assert all(flag in said for flag in (CLAIM_FLAGS if command == "claims" else FLAGS))


def test_the_documents_tell_every_key_with_an_example_that_works(store: Store) -> None:
    """docs/query.md, from the table that the parser itself goes by."""
    told = (README.parent / "docs" / "query.md").read_text()
    for name, key in TABLE.items():
        assert f"`{name}:`" in told, name
        assert f"`{key.example}`" in told, key.example
    views.add(store, "morning", "unread")
    store.states = states
    put_together = re.findall(r"^\| `(.*)` \|", told.partition("## How it")[2].partition("## Keys")[0], re.MULTILINE)
    for row in [*put_together, *(key.example for key in TABLE.values())]:
        for text in row.split("`, `"):
            reading.count(store, parse(text), NOW)
    assert all(f"`{word}`" in told for word in (*FLAGS, *CLAIM_FLAGS, *HAVING))
