"""Killed at random moments: a poll, an analysis, a migration, two imports; and a disk that is full.

    python -m bench.crash [--runs 100] [--seed 1] [--only poll]

Each run is a real process over the demo's small web, ended with SIGKILL at a moment drawn over the time that it takes.
Meanwhile another connection reads what is committed. After it: the file is whole, every row that was seen is there,
nothing is there twice, the home as it was before is still what it was, and the next run comes to the very content of
one that nobody killed. The full disk is a small tmpfs, where the machine lets us mount one.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import socketserver
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from bench.press import stories as invented
from reportedly import acting, smallweb
from reportedly.home import Home, ensure
from store import checkup, claims, earlier, feeds, history, marks, orphans
from store.codec import moment
from store.database import SCHEMA_VERSION, Store, create
from store.feeds import NewFeed
from store.models import ActKind

#: What the small web is as of before and after the poll that is killed.
BEFORE, AFTER = datetime(2026, 6, 17, 8, tzinfo=UTC), datetime(2026, 7, 5, tzinfo=UTC)
#: Stories in the file of an earlier schema that is migrated, and that schema.
MIGRATED, SCHEMA = 3_000, 6
Content = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True)
class Kind:
    """Something that may be killed: how a home for it is made, and the command."""

    name: str
    command: tuple[str, ...]
    base: Path


def command(home: Home, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "reportedly", "--home", str(home.root), *arguments]


def run(home: Home, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(home, *arguments), capture_output=True, text=True, stdin=subprocess.DEVNULL)


def new_home(root: Path, web: smallweb.SmallWeb, *, with_feeds: bool = True) -> Home:
    home = ensure(root, BEFORE, feeds=False)
    home.config.write_text(f'[poll]\nallow_private = ["{urlsplit(web.base).netloc}"]\nper_host = 20\n')
    if with_feeds:
        with home.open() as store:
            feeds.add(store, [NewFeed(web.base + o.feed_path, o.name, o.name) for o in web.outlets.values()], BEFORE)
    return home


def an_older_file(path: Path, count: int = MIGRATED) -> None:
    """Of a schema of before, with stories, entries and versions."""
    path.unlink()
    connection = create(path, SCHEMA)
    connection.execute("BEGIN")
    connection.execute(
        "INSERT INTO feeds(id, url, title, outlet, added_at) VALUES (1, 'https://a/f', 'F', 'O', ?)",
        ("2026-06-12T00:00:00+00:00",),
    )
    for number, story in enumerate(invented(count), 1):
        at = f"{story.said_at:%Y-%m-%dT%H:%M:%S+00:00}"
        connection.execute(
            "INSERT INTO stories(id, url, url_key, title, outlet, domain, first_seen_at, said_at, text, text_source, "
            "revision_id, revisions, relevant) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'page', ?, 1, 1)",
            (number, f"https://a/{number}", f"a/{number}", story.title, "O", "a", at, at, story.text, number),
        )
        connection.execute(
            "INSERT INTO revisions VALUES (?, ?, 1, ?, ?, ?, 'page')", (number, number, at, story.title, story.text)
        )
        connection.execute(
            "INSERT INTO entries VALUES (1, ?, ?, ?, ?, '', NULL, ?)",
            (f"g{number}", number, f"https://a/{number}", story.title, at),
        )
    connection.execute("COMMIT")
    connection.close()


#: What a run comes to: all that no clock and no order of arrival decides. Of the first part the past is kept.
_KEPT = {
    "stories": "SELECT url, title, text, revisions, relevant, shrunk_at FROM stories",
    "versions": "SELECT url, number, versions.title, versions.text FROM versions JOIN stories ON stories.id = story_id",
    "marks": "SELECT url, saved_at, verdict FROM marks JOIN stories ON stories.id = story_id",
    "claims": "SELECT statement, outlets, stories, chains, pinned, note FROM claims",
    "acts": "SELECT kind, text FROM acts",
}
_OF_NOW = {
    "entries": "SELECT feed_id, guid, url, title FROM entries",
    "pages": "SELECT url, page_state FROM stories",
    "kept pages": "SELECT stories.url, status, sha256 FROM evidence JOIN bodies ON bodies.id = body_id "
    "JOIN stories ON stories.id = story_id",
}


def _rows(store: Store, wanted: Mapping[str, str]) -> Content:
    return {what: sorted((tuple(row) for row in store.rows(sql)), key=repr) for what, sql in wanted.items()}


def content(home: Home) -> Content:
    with checkup.reading(home.database) as store:
        return _rows(store, _KEPT | _OF_NOW)


@dataclass(frozen=True)
class Past:
    """What a home was when everything in it was known that was known at `at`."""

    at: datetime
    content: Content


def past(home: Home) -> Past | None:
    """A home's past so far; None where its file is of a schema that keeps none, or nothing happened yet."""
    with checkup.reading(home.database) as store:
        known = store.value("SELECT max(at) FROM moments") if checkup.is_current(store) else None
        return Past(moment(known), _rows(store, _KEPT)) if known else None


def past_kept(home: Home, before: Past | None) -> Iterator[str]:
    """What is wrong with the past of a home, in words: every change can be read and undone, and undone as far as
    `before` they give what was there then."""
    with checkup.reading(home.database) as store:
        if not checkup.is_current(store):
            return
        if pending := store.value("SELECT count(*) FROM pending"):
            yield f"{pending} changes are in no moment"
        changed = sum(1 for _ in history.since(store.connection, 0))
        begins = moment(history.begins(store.connection) or None)
    if before is None or (begins and begins > before.at):
        return
    with home.open() as store, tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "then.db"
        earlier.write(store, target, before.at)
        with earlier.opened(target) as then:
            found = _rows(then, _KEPT)
    for table, rows in before.content.items():
        if found[table] != rows:
            yield f"{table} as they were differ ({changed} changes kept)"


def committed(home: Home) -> dict[str, set[tuple[object, ...]]]:
    """Rows that never go again once they are there."""
    with checkup.reading(home.database) as store:
        return {
            table: {tuple(row) for row in store.rows(f"SELECT {what} FROM {table}")}
            for table, what in (
                ("stories", "id, url"),
                ("entries", "feed_id, guid, story_id"),
                ("revisions", "id, story_id, number"),
                ("marks", "story_id, saved_at"),
                ("acts", "id, kind"),
            )
        }


def whole(home: Home) -> Iterator[str]:
    """What is wrong with a home, in words."""
    for found in checkup.file(home.database):
        yield found.what
    with checkup.reading(home.database) as store:
        current = checkup.is_current(store)
        for one in orphans.find(store.connection) if current else ():
            yield f"{one.count} of {one.table} without what they belong to"
        for row in store.rows("PRAGMA foreign_key_check"):
            yield f"broken reference: {tuple(row)}"
        for what, sql in (
            ("stories", "SELECT url FROM stories GROUP BY url HAVING count(*) > 1"),
            ("versions", "SELECT story_id FROM revisions GROUP BY story_id, number HAVING count(*) > 1"),
        ):
            if store.rows(sql):
                yield f"{what} twice"
    if current:
        yield from (found.what for found in checkup.search(home.database))


def killed(kind: Kind, home: Home, after: float) -> tuple[bool, dict[str, set[tuple[object, ...]]]]:
    """Runs it and kills it after so many seconds; whether it was still at work, and what was seen committed."""
    process = subprocess.Popen(
        command(home, *kind.command), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + after
    seen = committed(home)
    while time.monotonic() < end and process.poll() is None:
        seen = committed(home)
        time.sleep(0.005)
    working = process.poll() is None
    process.kill()
    process.wait()
    return working, seen


def one_run(kind: Kind, home: Home, after: float, reference: Content) -> tuple[bool, list[str]]:
    """Whether it was killed at work, and everything that was wrong then or after the next run."""
    shutil.copytree(kind.base, home.root)
    before = past(home)
    working, seen = killed(kind, home, after)
    wrong = [*whole(home), *past_kept(home, before)]
    now = committed(home)
    wrong += [
        f"{len(rows - now[table])} committed rows of {table} are lost"
        for table, rows in seen.items()
        if rows - now[table]
    ]
    again = run(home, *kind.command)
    if again.returncode:
        wrong.append(f"the next run ends with {again.returncode}: {again.stderr.strip()[-300:]}")
    wrong += [*whole(home), *past_kept(home, before)]
    after_all = content(home)
    wrong += [
        f"{table} differ from those of a run that nobody killed"
        for table in reference
        if after_all[table] != reference[table]
    ]
    return working, wrong


def kinds(root: Path, web: smallweb.SmallWeb) -> Iterator[Kind]:
    web.moment = BEFORE
    polled = new_home(root / "base-poll", web)
    assert run(polled, "poll", "--all").returncode == 0
    with polled.open() as store:
        marks.save(store, [1, 2, 3], BEFORE)
        for claim_id in sorted(claims.keys(store))[:3]:
            acting.mark(store, ActKind.PIN, claim_id, BEFORE)
    web.moment = AFTER
    yield Kind("poll", ("poll", "--all"), polled.root)
    analysed = root / "base-analysis"
    shutil.copytree(polled.root, analysed)
    assert run(Home(analysed), "poll", "--all").returncode == 0
    yield Kind("analysis", ("analyse",), analysed)
    old = new_home(root / "base-migration", web, with_feeds=False)
    an_older_file(old.database)
    yield Kind("migration", ("stories", "--limit", "1"), old.root)
    given = root / "home.jsonl"
    assert run(Home(analysed), "export", "all", "--pages", "-o", str(given)).returncode == 0
    yield Kind("import", ("import", str(given)), new_home(root / "base-import", web).root)
    yield Kind("beside", ("import", str(given)), polled.root)


def crashes(root: Path, web: smallweb.SmallWeb, count: int, seed: int, only: str | None) -> int:
    lot = random.Random(seed)
    failures = 0
    every = [kind for kind in kinds(root, web) if only in (None, kind.name)]
    for kind in every:
        home = Home(root / f"whole-{kind.name}")
        shutil.copytree(kind.base, home.root)
        begun = time.monotonic()
        assert run(home, *kind.command).returncode == 0
        long = time.monotonic() - begun
        reference = content(home)
        tally: Counter[str] = Counter()
        for number in range(count // len(every)):
            place = Home(root / f"{kind.name}-{number}")
            working, wrong = one_run(kind, place, lot.uniform(0.05, 1.0) * long, reference)
            tally["at work" if working else "done before"] += 1
            failures += bool(wrong)
            for line in wrong:
                print(f"  {kind.name} {number}: {line}")
            if not wrong:
                shutil.rmtree(place.root)
        print(
            f"{kind.name:<10} {sum(tally.values()):>4} runs of {long:.1f} s: killed at work {tally['at work']}, "
            f"{'nothing wrong' if not failures else f'{failures} wrong so far'}",
            flush=True,
        )
    return failures


def full_disk(root: Path, web: smallweb.SmallWeb) -> int:
    """Polls into ever larger disks, all too small; then one that is not. Returns how often something was wrong."""
    web.moment = AFTER
    place = root / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", place], capture_output=True).returncode:
        print("full disk: this machine lets us mount no tmpfs; not run")
        return 0
    failures = 0
    try:
        home = new_home(place / "home", web)
        empty = shutil.disk_usage(place).used // 1024
        for size in range(empty + 200, empty + 1200, 200):
            subprocess.run(["mount", "-o", f"remount,size={size}k", place], check=True)
            done = run(home, "poll", "--all")
            lines = done.stderr.strip().splitlines()
            wrong = list(whole(home))
            if done.returncode == 0 or len(lines) != 1 or "full" not in lines[0] or wrong:
                failures += 1
                print(f"  disk of {size} kB: exit {done.returncode}, {lines[-3:]}, {wrong}")
        print(f"full disk: 5 polls ended with: {lines[-1][len(str(root)) :]}")
        subprocess.run(["mount", "-o", "remount,size=64m", place], check=True)
        done = run(home, "poll", "--all")
        wrong = [*whole(home), *([done.stderr] if done.returncode else [])]
        failures += bool(wrong)
        print(f"full disk: with room again: {wrong or 'all is there'} ({len(content(home)['stories'])} stories)")
    finally:
        # Once nobody has a file of it open: this process keeps the home's (`store.header`).
        subprocess.run(["umount", "--lazy", place], check=False)
    return failures


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--runs", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", choices=["poll", "analysis", "migration", "import", "beside", "disk"])
    given = options.parse_args()
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
    # A process that is killed leaves its connections; the server need not tell of each.
    socketserver.BaseServer.handle_error = lambda *_: None  # type: ignore[method-assign]
    web = smallweb.load(BEFORE)
    failures = 0
    with tempfile.TemporaryDirectory() as scratch, smallweb.serving(web):
        if given.only != "disk":
            failures += crashes(Path(scratch), web, given.runs, given.seed, given.only)
        if given.only in (None, "disk"):
            failures += full_disk(Path(scratch), web)
    print(f"schema {SCHEMA_VERSION}: {'nothing was wrong' if not failures else f'{failures} runs were wrong'}")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
