"""A topic file with a mistake in it: each is told with the file, the very line and the mend."""

from __future__ import annotations

import pytest

from narrative.tomlcheck import TomlError
from narrative.topic import parse_topic

#: Its words stand in several places on purpose: "ban" is an id, a term and a part of other words.
SOUND = """\
# The ban* of thresholds: a comment that holds many of the words below.
name = "identity of suspend"
subjects = ["AI model*"]

[thresholds]
relevant = 3.0
possible = 1.0

[[entity]]
id = "acme"
kind = "lab"
aliases = ["Acme"]

[[entity]]
id = "ban"
kind = "lab"
aliases = ["Bann"]

[[group]]
id = "suspend"
role = "restriction"
weight = 2.0
terms = ["suspend*", "ban"]

[[group]]
id = "other"
terms = [
  "x-ray",
  "acme",
]

[[outside]]
id = "chips"
weight = -2.0
terms = ["chip*"]
"""


def error_of(text: str) -> TomlError:
    with pytest.raises(TomlError) as told:
        parse_topic(text, "my/topic.toml")
    return told.value


def test_the_sound_file_is_read() -> None:
    """Without a mistake there is a topic, with defaults where nothing is said."""
    topic = parse_topic(SOUND, "my/topic.toml")
    assert [entity.id for entity in topic.entities] == ["acme", "ban"]
    assert [(group.role, group.weight) for group in topic.groups] == [("restriction", 2.0), ("synonym", 1.0)]
    assert (topic.relevant, topic.possible, topic.description) == (3.0, 1.0, "")


@pytest.mark.parametrize(
    ("right", "wrong", "line", "problem", "mend"),
    [
        ('name = "', 'nam = "', 2, "unknown key 'nam'", "did you mean 'name'?"),
        ("relevant = 3.0", "relevant = 3.0\nrelevan = 1", 7, "unknown key 'relevan' in [thresholds]", "'relevant'?"),
        ('kind = "lab"\naliases = ["Bann"]', 'kin = "lab"', 16, "unknown key 'kin' in [entity]", "'kind'?"),
        ('id = "other"', 'idd = "other"', 26, "unknown key 'idd' in [group]", "did you mean 'id'?"),
        ("weight = -2.0", "wait = -2.0", 34, "unknown key 'wait' in [outside]", "did you mean 'weight'?"),
        ("weight = -2.0", "colour = 1", 34, "unknown key 'colour' in [outside]", "use one of: id, terms, weight"),
        ("[[outside]]", "[[outsides]]", 32, "unknown key 'outsides'", "did you mean 'outside'?"),
    ],
)
def test_an_unknown_key(right: str, wrong: str, line: int, problem: str, mend: str) -> None:
    """A key that is not known is named with the nearest that is."""
    error = error_of(SOUND.replace(right, wrong, 1))
    assert (error.name, error.line) == ("my/topic.toml", line)
    assert problem in error.problem
    assert mend in error.mend


@pytest.mark.parametrize(
    ("right", "wrong", "line", "problem", "mend"),
    [
        ('name = "identity of suspend"', "name = 3", 2, "'name' of topic is no text", 'write name = "..."'),
        ('name = "identity of suspend"', "name = ' '", 2, "'name' of topic is no text", 'write name = "..."'),
        ('name = "identity of suspend"\n', "", 1, "'name' of topic is missing", 'write name = "..."'),
        ("relevant = 3.0", 'relevant = "3"', 6, "'relevant' of thresholds is no number", "write relevant = 3"),
        ("relevant = 3.0", "relevant = true", 6, "'relevant' of thresholds is no number", "write relevant = 3"),
        ("[thresholds]\nrelevant = 3.0\npossible = 1.0", "thresholds = 3", 5, "is no table", "[thresholds]"),
        ("possible = 1.0", "possible = 3.1", 7, "'possible' is above 'relevant'", "set it to at most that"),
        ('["AI model*"]', '"AI model*"', 3, "'subjects' of subjects is no list of words", "write subjects = ["),
        ('["AI model*"]', "[]", 3, "'subjects' of subjects is no list of words", "write subjects = ["),
        ('["Bann"]', '["Bann", 3]', 17, "'aliases' of ban is no list of words", "write aliases = ["),
        ('["Bann"]', '["Bann", " * "]', 17, "'aliases' of ban is no list of words", "write aliases = ["),
        ('\nterms = ["suspend*", "ban"]', "", 19, "'terms' of suspend is missing", "write terms = ["),
        ('terms = ["chip*"]', "terms = 1", 35, "'terms' of chips is no list of words", "write terms = ["),
        ("weight = 2.0", 'weight = "2"', 22, "'weight' of suspend is no number", "write weight = 1"),
        ("weight = -2.0", "weight = 2.0", 34, "the weight of 'chips' is not negative", "put a minus before it"),
        ("[[outside]]", "[outside]", 32, "'outside' is no list of tables", "head each with [[outside]]"),
        ('id = "chips"\n', "", 32, "'id' of outside is missing", 'write id = "..."'),
        ('id = "chips"', "id = 7", 33, "'id' of outside is no text", 'write id = "..."'),
    ],
)
def test_a_value_of_the_wrong_kind(right: str, wrong: str, line: int, problem: str, mend: str) -> None:
    """A value that is missing or no text, number or list is told where it stands, or where its table begins."""
    error = error_of(SOUND.replace(right, wrong, 1))
    assert (error.name, error.line) == ("my/topic.toml", line)
    assert problem in error.problem
    assert mend in error.mend


@pytest.mark.parametrize(
    ("right", "wrong", "line", "problem", "mend"),
    [
        ('kind = "lab"\naliases = ["Bann"]', 'kind = "labb"', 16, "'labb' is no kind", "use one of: lab, model, "),
        ('kind = "lab"', 'kind = ""', 11, "'kind' of entity is no text", 'write kind = "..."'),
        ('role = "restriction"', 'role = "ban"', 21, "'ban' is no role", "restriction, restoration, synonym"),
        ('id = "ban"', 'id = "acme"', 15, "the id 'acme' is used twice", "give each its own"),
        ('id = "other"', 'id = "suspend"', 26, "the id 'suspend' is used twice", "give each its own"),
    ],
)
def test_a_word_that_is_not_among_those_allowed(right: str, wrong: str, line: int, problem: str, mend: str) -> None:
    """Kinds and roles are from a list, ids of one sort differ; the line is the later one's."""
    error = error_of(SOUND.replace(right, wrong, 1))
    assert (error.name, error.line) == ("my/topic.toml", line)
    assert problem in error.problem
    assert mend in error.mend


@pytest.mark.parametrize(
    ("term", "problem", "mend"),
    [
        ("'re:('", "is no regular expression (missing )", "correct it"),
        ("'re:[z-a]'", "is no regular expression (bad character range", "correct it"),
        ("'re:a(?i)b'", "is no regular expression (", "correct it"),
        ('"re:\\\\b(x"', "is no regular expression (", "correct it"),
        ("'re:x*'", "matches anything", "let it match a letter at least"),
        ("'re:'", "matches anything", "let it match a letter at least"),
        ("'re:(?P<a>x)'", "names a group", "write (?:...) instead"),
    ],
)
def test_a_wrong_expression(term: str, problem: str, mend: str) -> None:
    """An expression that is none, finds itself in every text, or cannot stand beside others is told with its line."""
    error = error_of(SOUND.replace('"acme",\n', f'"acme",\n  {term},\n'))
    assert (error.name, error.line) == ("my/topic.toml", 30)
    assert problem in error.problem
    assert mend in error.mend


def test_the_same_id_may_name_an_entity_and_a_group() -> None:
    """Ids are apart by sort: the group `suspend` does not mind an entity of that id."""
    topic = parse_topic(SOUND.replace('id = "ban"', 'id = "suspend"'), "t.toml")
    assert topic.entities[1].id == topic.groups[0].id == "suspend"
    assert error_of(SOUND.replace('id = "ban"', 'id = "acme"')).line == 15


def test_broken_toml_is_told_as_well() -> None:
    """The reader of topics passes on what the reader of TOML says."""
    error = error_of(SOUND.replace("possible = 1.0", "possible 1.0"))
    assert str(error).startswith("my/topic.toml:7: not TOML: ")
