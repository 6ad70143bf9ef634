"""A home: the folder with one person's settings, topic and database."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from narrative.topic import Topic, parse_topic
from reportedly import settings
from reportedly.saying import say
from reportedly.settings import Settings
from store.backups import Keeping, folder
from store.database import Store, open_store
from store.errors import StoreError

#: Set in a home that the demo made, so that nothing else is ever made anew.
DEMO_MARK = "demo.txt"
#: What is to be known of such a home.
NOTICE = "outlets and texts are invented; facts are the coverage's of June and July 2026; some stories err on purpose"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder and the files in it."""

    root: Path

    @property
    def config(self) -> Path:
        return self.root / "config.toml"

    @property
    def topic(self) -> Path:
        return self.root / "topic.toml"

    @property
    def database(self) -> Path:
        return self.root / "reportedly.db"

    @property
    def lock(self) -> Path:
        return self.root / "poll.lock"

    @property
    def earlier(self) -> Path:
        """Where the home as it was at other times is kept for a while; what is in it can be deleted."""
        return self.root / "earlier"

    @property
    def is_demo(self) -> bool:
        return (self.root / DEMO_MARK).exists()

    def paths(self) -> dict[str, Path]:
        """Every file of the home by what it is."""
        return {
            "home": self.root,
            "settings": self.config,
            "topic": self.topic,
            "database": self.database,
            "lock": self.lock,
            "backups": folder(self.database),
            "earlier": self.earlier,
        }

    def settings(self) -> Settings:
        """Raises `TomlError`."""
        return settings.read(self.config)

    def read_topic(self) -> Topic:
        """Raises `TomlError`; `StoreError` where the file is missing or unreadable."""
        try:
            text = self.topic.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(
                f"{self.topic}: cannot be read ({error}); move it away, and the next command writes it anew"
            ) from None
        return parse_topic(text, str(self.topic))

    def open(self, *, anew: bool = False) -> Store:
        """The home's database. Raises `StoreError`; `TomlError` where it is to be brought up to date and the settings,
        which say how many backups are kept, cannot be used. `anew`: a new one is begun though there was one."""
        store = open_store(self.database, self.keeping, anew=anew)
        store.states = states
        return store

    def keeping(self) -> Keeping:
        """How backups are kept. Raises `TomlError`."""
        return Keeping(self.settings().store.backups)


def states(store: Store, now: datetime) -> Mapping[str, Collection[int]]:
    """The claims in each state of their life at a moment; what works them out is loaded with the first question."""
    from reportedly.claimstates import states as worked_out

    return worked_out(store, now)


def default_root() -> Path:
    """REPORTEDLY_HOME, or else the platform's folder for a person's data."""
    named = os.environ.get("REPORTEDLY_HOME")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("reportedly", appauthor=False)


def seed(name: str) -> bytes:
    """A file of `seeds/` as installed."""
    return files("seeds").joinpath(*name.split("/")).read_bytes()


def ensure(root: Path, now: datetime, *, feeds: bool = True, anew: bool = False) -> Home:
    """The home in `root`, made from the seeds where anything of it is missing. Says on stderr what it made.

    `feeds`: whether a new database starts with the feeds of the seeds. `anew`: one is begun though there are backups of
    one before. Raises `StoreError`.
    """
    home = Home(root)
    made = []
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path, name in ((home.config, "config.toml"), (home.topic, "topic.toml")):
            if not path.exists():
                path.write_bytes(seed(name))
                made.append(path.name)
    except OSError as error:
        raise StoreError(
            f"{root}: cannot be made a home ({error.strerror or error}); choose another with --home"
        ) from None
    if not home.database.exists():
        count = _new_database(home, now, feeds, anew)
        made.append(f"{home.database.name} with {count} feeds" if count else home.database.name)
    if made:
        say(f"made {', '.join(made)} in {root}")
    return home


def _new_database(home: Home, now: datetime, with_feeds: bool, anew: bool) -> int:
    """Makes the database; returns how many feeds it starts with."""
    with home.open(anew=anew) as store:
        return seed_feeds(store, now) if with_feeds else 0


def seed_feeds(store: Store, now: datetime) -> int:
    """Puts the feeds of the seeds on the list; returns how many."""
    from fetchers import opml
    from store import feeds

    return len(feeds.add(store, opml.read(seed("feeds.opml")), now))
