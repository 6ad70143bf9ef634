"""What to do next where there is nothing to show: which key, which command."""

from __future__ import annotations

from textual.content import Content

from tui.health import every_failed
from tui.snapshot import Snapshot
from tui.style import KEY, MUTED
from tui.text import line


def say(headline: str, *steps: tuple[str, str]) -> list[Content]:
    """A headline and steps under it, each a key or command and what it does."""
    found = [line(), line((headline, "bold")), line()]
    width = max((len(key) for key, _ in steps), default=0)
    return found + [line((key.ljust(width), KEY), ("  " + does, MUTED)) for key, does in steps]


LOADING = [line(), line(("Reading the store …", MUTED))]
NO_MATCH = say("Nothing fits this filter.", ("/", "changes it"), ("esc", "clears it"))
NO_REJECTED = say("No entry was turned down.", ("R", "goes back to the stories of the topic"))


def no_stories(snapshot: Snapshot) -> list[Content]:
    """Why there is no story, and what brings some."""
    if not snapshot.feeds:
        return say(
            "No feeds yet, so nothing can arrive.",
            ("5 a", "adds one, from any address of its outlet"),
            ("5 i", "takes in a list of feeds (OPML)"),
            ("reportedly demo", "shows all this on an invented small web"),
        )
    if all(feed.last_poll_at is None for feed in snapshot.feeds):
        return say(
            f"{len(snapshot.feeds)} feeds wait, none has been polled.",
            ("r", "polls them now, here"),
            ("reportedly poll", "does the same from cron"),
        )
    if every_failed(snapshot.feeds):
        return network()
    return say(
        "No story of the topic yet.",
        ("r", "polls the feeds that are due"),
        ("R", f"shows the {snapshot.rejected} entries that were turned down, and why"),
        ("reportedly paths", "names topic.toml, where the topic is described"),
    )


def no_claims(snapshot: Snapshot) -> list[Content]:
    """Why there is no claim."""
    if not snapshot.tally.stories:
        return no_stories(snapshot)
    return say(
        "No claim is made by two independent stories yet.",
        ("r", "polls for more"),
        ("reportedly analyse", "derives the claims anew from the stored stories"),
    )


def network() -> list[Content]:
    """What to do where no feed answered."""
    return say(
        "No feed answered the last time: is the network up?",
        ("5", "shows what each feed said"),
        ("ctrl+r", "asks every feed again"),
        ("HTTPS_PROXY", "is read from the environment, if you need a proxy"),
    )
