"""Mistakes in a TOML file: told with the file, the very line and the mend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrative.tomlcheck import TomlError, check_keys, line_of, lines_of_rows, load

TEXT = """\
# colour = "in a comment"
title = "colour and shape"

[paint]
shape = "round"
colours = 3
colour = "red"

[[pot]]
id = "a"
[[ pot ]]
id = "b"
"""


def test_a_sound_document_is_read() -> None:
    """Values come back as TOML says them."""
    assert load(TEXT, "paint.toml")["paint"] == {"shape": "round", "colours": 3, "colour": "red"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb\n", 2),
        ("a = 1\n\nb = [1 2]\nc = 2\n", 3),
        ("a = 1\na = 2\n", 2),
        ("[one]\n[two\n", 2),
        ("[[e]]\nx = 1\n[e]\n", 3),
        ("a = 1\nb = [1,\n", 2),
        ('a = """x\ny\n\n\n', 2),
        ("a = nonsense", 1),
    ],
)
def test_broken_toml_names_file_line_and_mend(text: str, line: int) -> None:
    """What the parser finds wrong is told with its line, the last with anything on it where it ran off the end."""
    with pytest.raises(TomlError) as told:
        load(text, "paint.toml")
    assert told.value.line == line
    assert str(told.value).startswith(f"paint.toml:{line}: not TOML: ")
    assert str(told.value).endswith("; mend: correct that line")


def test_a_table_begun_twice_is_told_with_where_it_began() -> None:
    """As somebody does who puts a table of the README at the end of a file that has it."""
    with pytest.raises(
        TomlError, match=r"^paint\.toml:5: .*twice; mend: put what is below it under the \[b\] of line 2$"
    ):
        load("a = 1\n[b]  # what is below\nc = 2\n[d]\n[b]\ne = 3\n", "paint.toml")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("title",), 2),
        (("paint",), 4),
        (("paint", "colour"), 7),
        (("[paint]", "colour"), 7),
        (("colour",), 7),
        (("round",), 5),
        (("pot", "id"), 10),
        (("nowhere",), None),
        (("paint", "nowhere"), 4),
    ],
)
def test_a_word_is_found_as_a_key_or_head_before_it_is_found_within_others(
    words: tuple[str, ...], line: int | None
) -> None:
    """`colour` is neither `colours`, nor the word in the title, nor the one in the comment."""
    assert line_of(TEXT, *words) == line


def test_the_tables_of_a_list_are_found() -> None:
    """By their heads, first to last."""
    assert lines_of_rows(TEXT, "pot") == [9, 11]


@pytest.mark.parametrize(
    ("keys", "allowed", "where", "says"),
    [
        (
            {"colour": 1, "shap": 2},
            ["colour", "shape"],
            "paint",
            "unknown key 'shap' in [paint]; mend: did you mean 's",
        ),
        ({"zzz": 1}, ["colour", "shape"], "", "unknown key 'zzz'; mend: use one of: colour, shape"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest(
    keys: dict[str, int], allowed: list[str], where: str, says: str
) -> None:
    """A likely slip is named; otherwise all keys there are."""
    with pytest.raises(TomlError) as told:
        check_keys(keys, allowed, name="paint.toml", text=TEXT, where=where)
    assert says in str(told.value)


def test_known_keys_pass() -> None:
    """Nothing is said of a table in which every key is known."""
    check_keys({"colour": 1}, ["colour", "shape"], name="paint.toml", text=TEXT)
    with pytest.raises(TomlError):
        check_keys({"colour": 1}, ["shape"], name="paint.toml", text=TEXT)


@pytest.mark.parametrize("odd", ["\u2028", "\x85", "\u2029"])
def test_only_line_feeds_end_lines(odd: str) -> None:
    """As editors count: the separators that Unicode knows besides may stand in a value."""
    assert line_of(f'name = "a{odd}b"\nrole = 1\n', "role") == 2


def line_of_the_error(text: str) -> int | None:
    """Where `load` says that the mistake is; None where there is none."""
    try:
        load(text, "x.toml")
    except TomlError as error:
        return error.line
    return None


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_line_of_it(text: str) -> None:
    """Whatever stands in the file, the error is a TomlError and its line exists."""
    line = line_of_the_error(text)
    assert line is None or 1 <= line <= text.count("\n") + 1
