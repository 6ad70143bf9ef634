"""`config.toml` of a home as frozen values. A key or value that cannot be used is told with its line and the mend."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from fetchers.addresses import openings
from narrative.tomlcheck import TomlError, check_keys, line_of, load
from reportedly.lookagain import LOOK_AGAIN, spans


@dataclass(frozen=True, slots=True)
class PollSettings:
    """How feeds are polled; `time_limit` in seconds. `allow_private`: hosts that may be on a private network.

    `look_again`: how long after first sight a story's page is fetched again, for what was edited since."""

    at_once: int = 20
    per_host: int = 2
    time_limit: int = 45
    contact: str = ""
    allow_private: tuple[str, ...] = ()
    look_again: tuple[str, ...] = LOOK_AGAIN


@dataclass(frozen=True, slots=True)
class DashboardSettings:
    """How the dashboard looks. `symbols`: unicode, or ascii for terminals that have nothing else."""

    theme: str = ""
    symbols: str = "unicode"


@dataclass(frozen=True, slots=True)
class EnrichSettings:
    """Whom `reportedly enrich` asks; `model` empty: nobody. `budget`: prompts a day, counted in UTC."""

    model: str = ""
    budget: int = 50


@dataclass(frozen=True, slots=True)
class PagesSettings:
    """How long pages are kept as they were fetched, and how much room they may take; those of saved stories stay."""

    keep_days: int = 365
    keep_megabytes: int = 500


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """How the database is kept. `backups`: how many, 0 for none before a migration. `forget_rejected_days`: after so
    long `reportedly vacuum` lets the text of entries off the topic go, 0 for never."""

    backups: int = 3
    forget_rejected_days: int = 90


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a home. `keys`: the person's own, by the id of a binding. `commands`: programs that a story can
    be given to, by the name the person chose."""

    poll: PollSettings = field(default_factory=PollSettings)
    dashboard: DashboardSettings = field(default_factory=DashboardSettings)
    enrich: EnrichSettings = field(default_factory=EnrichSettings)
    pages: PagesSettings = field(default_factory=PagesSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    keys: Mapping[str, str] = field(default_factory=dict)
    commands: Mapping[str, str] = field(default_factory=dict)


#: What a number may be, both ends included.
_RANGES = {
    "at_once": (1, 200),
    "per_host": (1, 20),
    "time_limit": (1, 600),
    "budget": (0, 100_000),
    "keep_days": (0, 36_500),
    "keep_megabytes": (0, 1_000_000),
    "backups": (0, 100),
    "forget_rejected_days": (0, 36_500),
}
_KINDS: dict[type, str] = {
    int: "a whole number",
    str: "text in quotation marks",
    list: 'a list of texts, as in ["localhost"]',
}


def _check_contact(text: str) -> None:
    """It is sent in a header, within brackets."""
    if not (text.isascii() and text.isprintable()) or set("()\\") & set(text):
        raise ValueError(f"{text!r} cannot be sent to publishers; write an address, such as mailto:desk@paper.example")


def _check_symbols(text: str) -> None:
    if text not in _SYMBOLS:
        raise ValueError(f"'{text}' is none of them; write one of: {', '.join(_SYMBOLS)}")


def _check_command(text: str) -> None:
    """It is split as a shell would, though none runs it."""
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise ValueError(f"{text!r} cannot be read ({error}); mend its quotation marks") from None
    if not words:
        raise ValueError('no program is named; write one, as "wc -w {path}"')


_SYMBOLS = ("unicode", "ascii")
_CHECKS: dict[str, Callable[[Any], object]] = {
    "allow_private": openings,
    "contact": _check_contact,
    "look_again": spans,
    "symbols": _check_symbols,
}


def read(path: Path) -> Settings:
    """The settings in a file; where there is none, the defaults. Raises `TomlError`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise TomlError(str(path), None, f"cannot be read ({error})", "make it a readable UTF-8 file") from None
    return parse(text, str(path))


def parse(text: str, name: str) -> Settings:
    """The settings `text` says; `name` is the file's, for messages. Raises `TomlError`."""
    data = load(text, name)
    check_keys(data, [f.name for f in fields(Settings)], name=name, text=text)
    poll = _table(data, "poll", PollSettings(), name, text)
    return Settings(
        poll=PollSettings(**poll),
        dashboard=DashboardSettings(**_table(data, "dashboard", DashboardSettings(), name, text)),
        enrich=EnrichSettings(**_table(data, "enrich", EnrichSettings(), name, text)),
        pages=PagesSettings(**_table(data, "pages", PagesSettings(), name, text)),
        store=StoreSettings(**_table(data, "store", StoreSettings(), name, text)),
        keys=_keys(_texts(data, "keys", name, text), name, text),
        commands=_commands(_texts(data, "commands", name, text), name, text),
    )


def _table(data: Mapping[str, Any], key: str, usual: Any, name: str, text: str) -> dict[str, Any]:
    """A table's values, each of its default's type and within its range."""
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise TomlError(name, line_of(text, key), f"'{key}' is no table", f"write [{key}] on a line of its own")
    check_keys(table, [f.name for f in fields(usual)], name=name, text=text, where=key)
    for word, value in table.items():
        wanted = {tuple: list}.get(kept := type(getattr(usual, word)), kept)
        low, high = _RANGES.get(word, (None, None))
        if type(value) is not wanted or (wanted is list and not all(isinstance(entry, str) for entry in value)):
            kind = _KINDS[wanted]
            raise TomlError(name, line_of(text, f"[{key}]", word), f"'{word}' is not {kind}", f"write {kind}")
        if low is not None and high is not None and not low <= value <= high:
            mend = f"choose one from {low} to {high}"
            raise TomlError(name, line_of(text, f"[{key}]", word), f"'{word}' cannot be {value}", mend)
        try:
            if word in _CHECKS:
                _CHECKS[word](value)
        except ValueError as error:
            problem, _, mend = str(error).partition("; ")
            raise TomlError(name, line_of(text, f"[{key}]", word), f"in '{word}', {problem}", mend) from None
    return {word: tuple(value) if isinstance(value, list) else value for word, value in table.items()}


def _texts(data: Mapping[str, Any], key: str, name: str, text: str) -> dict[str, str]:
    """A table of texts under names of the person's choice."""
    table = data.get(key, {})
    if not isinstance(table, dict):
        raise TomlError(name, line_of(text, key), f"'{key}' is no table", f"write [{key}] on a line of its own")
    for word, value in table.items():
        if not isinstance(value, str):
            raise TomlError(
                name, line_of(text, f"[{key}]", word), f"'{word}' is not {_KINDS[str]}", f"write {_KINDS[str]}"
            )
    return table


def _keys(given: dict[str, str], name: str, text: str) -> dict[str, str]:
    if not given:
        return given
    from reportedly import keymap

    try:
        return keymap.checked(given)
    except keymap.KeyProblem as error:
        raise TomlError(name, line_of(text, "[keys]", error.name), error.problem, error.mend) from None


def _commands(given: dict[str, str], name: str, text: str) -> dict[str, str]:
    for word, command in given.items():
        try:
            _check_command(command)
        except ValueError as error:
            problem, _, mend = str(error).partition("; ")
            raise TomlError(name, line_of(text, "[commands]", word), f"in '{word}', {problem}", mend) from None
    return given
