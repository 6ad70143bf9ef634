"""What a new home is begun with: the topic and the feeds as shipped, or a person's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fetchers import opml
from narrative.tomlcheck import TomlError
from narrative.topic import parse_topic
from reportedly.exits import UsageError
from reportedly.home import Home, seed, seed_feeds
from store.errors import StoreError
from store.wording import counted

if TYPE_CHECKING:
    from tui.wiring import FirstStart


def first_start(home: Home, clock: Callable[[], datetime]) -> FirstStart:
    """What the dashboard offers where a home is new."""
    from tui.wiring import FirstStart

    def take_topic(path: Path) -> str:
        """Checked before it takes the shipped one's place."""
        try:
            text = path.read_text(encoding="utf-8")
            topic = parse_topic(text, str(path))
            home.topic.write_text(text, encoding="utf-8")
        except TomlError as error:
            raise StoreError(str(error)) from error
        except OSError as error:
            raise StoreError(f"{path}: cannot be read ({error.strerror}); check its name") from error
        except UnicodeDecodeError as error:
            raise StoreError(f"{path}: cannot be read ({error}); make it a readable UTF-8 file") from error
        return f"the topic is {topic.name}"

    def ship_feeds() -> str:
        with home.open() as store:
            return f"{counted(seed_feeds(store, clock()), 'feed')} added"

    def take_feeds(path: Path) -> str:
        from reportedly.commands.feeds import taken

        try:
            with home.open() as store:
                return taken(store, path, clock())
        except UsageError as error:
            raise StoreError(str(error)) from error

    shipped = len(opml.read(seed("feeds.opml")))
    return FirstStart(home.read_topic().name, shipped, take_topic, ship_feeds, take_feeds)
