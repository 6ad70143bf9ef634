"""A person's own keys: what is taken, what is refused and how, and what `reportedly keys` prints."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from narrative.tomlcheck import TomlError
from reportedly import keymap
from reportedly.home import Home
from reportedly.settings import parse
from tests.reportedly.conftest import MOMENT, Run, loopback_home


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, {}),
        ({"down": "j,down,f7"}, {"down": "j,down,f7"}),
        ({"palette": "ctrl+k"}, {"palette": "ctrl+k"}),
        ({"filter": "ctrl+/"}, {"filter": "ctrl+slash"}),
        ({"jump": "&, ="}, {"jump": "ampersand,equals_sign"}),
        ({"jump": ","}, {"jump": "comma"}),
        ({"jump": "$"}, {"jump": "dollar_sign"}),
        # Two that change places do not clash.
        ({"down": "k", "up": "j"}, {"down": "k", "up": "j"}),
        # In two views, which are never open together.
        ({"save": "p"}, {"save": "p"}),
    ],
)
def test_keys_are_taken_as_textual_calls_them(given: dict[str, str], kept: dict[str, str]) -> None:
    assert keymap.checked(given) == kept


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"dwon": "j"}, "there is no binding 'dwon'; did you mean 'down'?"),
        ({"zzzzzz": "j"}, "there is no binding 'zzzzzz'; reportedly keys lists them"),
        ({"down": "contrl+j"}, "in 'down', there is no key 'contrl+j'; did you mean 'ctrl'?"),
        ({"down": "escap"}, "in 'down', there is no key 'escap'; did you mean 'escape'?"),
        ({"down": ""}, "in 'down', there is no key ''; write a letter, a sign, or a name as f5, ctrl+k, escape"),
        ({"save": "q"}, "q would be both 'save' (mark the story saved, or no longer) and 'quit' (leave the dashboard)"),
        (
            {"poll": "s"},
            "and 'poll' (poll the feeds that are due); give 'poll' another",
        ),
        ({"down": "G"}, "G would be both 'down' (move down) and 'bottom' (to the bottom)"),
        ({"palette": "f5", "jump": "f5"}, "f5 would be both 'palette'"),
    ],
)
def test_what_cannot_be_is_refused_with_the_names(given: dict[str, str], said: str) -> None:
    with pytest.raises(keymap.KeyProblem) as raised:
        keymap.checked(given)
    assert said in str(raised.value)


def test_the_settings_name_the_line() -> None:
    with pytest.raises(TomlError, match=r"config.toml:3: there is no binding 'dwon'; mend: did you mean 'down'\?"):
        parse('[keys]\nup = "k"\ndwon = "j"\n', "config.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keys = 3", "'keys' is no table"),
        ("[keys]\ndown = 3", "config.toml:2: 'down' is not text in quotation marks"),
        ("[commands]\nmail = 3", "config.toml:2: 'mail' is not text in quotation marks"),
        ('[commands]\nmail = "mutt \'x"', "config.toml:2: in 'mail'"),
        ('[commands]\nmail = ""', "no program is named"),
        ('[dashboard]\nsymbols = "nerd"', "write one of: unicode, ascii"),
    ],
)
def test_settings_that_cannot_be_used(text: str, said: str) -> None:
    with pytest.raises(TomlError) as raised:
        parse(text, "config.toml")
    assert said in str(raised.value)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return loopback_home(tmp_path / "home", MOMENT)


def test_keys_prints_every_binding_with_ones_own(home: Home, run: Run) -> None:
    home.config.write_text('[keys]\ndown = "j,f7"\n')
    printed = run("keys", home=home.root).stdout
    assert "In every list" in printed
    line = next(line for line in printed.splitlines() if "Move down" in line)
    assert line.split() == ["j", "f7", "down", "Move", "down", "(yours)"]
    records = [json.loads(line) for line in run("keys", "--json", home=home.root).stdout.splitlines()]
    assert {"id", "keys", "name", "does", "place", "own"} == set(records[0])
    assert next(record["keys"] for record in records if record["own"]) == ["j", "f7"]


def test_a_clash_ends_the_start_with_both_named(home: Home, run: Run) -> None:
    home.config.write_text('[keys]\nsave = "q"\n')
    done = run("keys", home=home.root)
    assert done.returncode == 2
    assert "'save'" in done.stderr
    assert "'quit'" in done.stderr
