"""The home's files and the machine: settings, rights, room, lock, proxies and certificates, terminal, versions."""

from __future__ import annotations

import os
import platform
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from fetchers import article
from fetchers import surroundings as network
from narrative.tomlcheck import TomlError
from reportedly.home import Home
from store import backups, evidence, header
from store.database import Store
from store.errors import Busy, StoreError
from store.findings import Finding, Severity, error, note, warning
from store.lock import poll_lock
from store.wording import counted, in_bytes

#: Less room than this, in bytes, and nothing more is written soon.
LEAST_ROOM = 100_000_000
#: A log of more than this, in bytes, is one that a reader keeps from being taken into the database.
LONG_LOG = 256_000_000
#: A poll takes minutes; a lock that is held longer is a poll that hangs.
LONG_POLL = timedelta(hours=6)
#: What the dashboard needs, in columns and lines.
SMALLEST = (80, 24)
#: File systems on which processes of several machines would write into one file, which SQLite's log does not bear.
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ncpfs", "fuse.sshfs"}


def settings(home: Home) -> Iterator[Finding]:
    """Whether both files can be read and understood."""
    for read in (home.settings, home.read_topic):
        try:
            read()
        except TomlError as wrong:
            yield error(
                "settings", f"{wrong.name}{f':{wrong.line}' if wrong.line else ''}: {wrong.problem}", wrong.mend
            )
        except StoreError as wrong:
            what, _, mend = str(wrong).rpartition("; ")
            yield error("settings", what, mend)


def rights(home: Home) -> Iterator[Finding]:
    """Files that others may write: settings say where requests go, and the database what you read."""
    for path in (home.root, home.config, home.topic, home.database, home.lock):
        try:
            found = path.stat()
        except OSError:
            continue
        if found.st_uid != os.getuid() and os.getuid() != 0:
            yield warning("rights", f"{path} belongs to somebody else", f"chown {os.getuid()} {path}")
        elif found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            safe = stat.S_IMODE(found.st_mode) & ~(stat.S_IWGRP | stat.S_IWOTH)
            what = f"{path} can be written by others ({stat.filemode(found.st_mode)})"
            yield Finding("rights", Severity.WARNING, what, f"chmod go-w {path}", outside=partial(path.chmod, safe))


def room(home: Home) -> Iterator[Finding]:
    """The room on the disk against what a backup and `reportedly vacuum` need, and the log."""
    try:
        free = shutil.disk_usage(home.root).free
        size = home.database.stat().st_size if home.database.exists() else 0
    except OSError as wrong:
        yield error("room", f"{home.root}: {wrong.strerror}", "see that the folder is there and yours")
        return
    if free < LEAST_ROOM:
        yield error("room", f"{in_bytes(free)} are free in {home.root}", "free the disk; reportedly vacuum helps")
    elif free < 2 * size:
        what = f"{in_bytes(free)} are free, less than twice the database ({in_bytes(size)}): too little for vacuum"
        yield warning("room", what, "free the disk, or move old backups away")
    log = header.wal_of(home.database)
    if log.exists() and log.stat().st_size > LONG_LOG:
        what = f"{log} has {in_bytes(log.stat().st_size)}"
        yield warning("room", what, "close what has been reading the database for long (Datasette, a notebook)")
    kind = _file_system(home.root)
    if kind in _NETWORK:
        what = f"{home.root} is on a network file system ({kind})"
        yield error("room", what, "keep the home on a disk of this machine: reportedly --home DIR")
    last = backups.newest(home.database)
    yield note("backups", f"the last one is {last}" if last else "there is none yet: reportedly backup")


def _file_system(path: Path) -> str | None:
    """The kind of file system that a folder is on, where the machine says (Linux)."""
    try:
        rows = [line.split() for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        return None
    whole = path.resolve()
    fitting = [(len(row[1]), row[2]) for row in rows if len(row) > 2 and whole.is_relative_to(row[1])]
    return max(fitting)[1] if fitting else None


def lock(home: Home, now: datetime) -> Iterator[Finding]:
    """Whether the lock can be had, and who has it. A file that a poll left is no lock: the kernel holds that."""
    if not home.lock.exists():
        return
    try:
        with poll_lock(home.lock, "doctor"):
            return
    except Busy as busy:
        since = datetime.fromtimestamp(home.lock.stat().st_mtime, UTC)
        what = str(busy).partition(";")[0]
        if now - since > LONG_POLL:
            yield warning("lock", f"{what}, since {since:%Y-%m-%d %H:%M} UTC", "if it hangs, end that process")
        else:
            yield note("lock", what)
    except OSError as wrong:
        yield error("lock", f"{home.lock} cannot be opened ({wrong.strerror})", f"move {home.lock} away")


def the_network() -> Iterator[Finding]:
    """What the environment says of proxies, and the certificates."""
    for name, wrong in network.proxies():
        if wrong:
            yield error("network", f"{name}: {wrong}", f"correct {name}, as in http://proxy.example:3128")
        else:
            yield note("network", f"{name} is set: feeds and pages are asked for through it")
    count, wrong = network.certificates()
    if wrong:
        yield error("network", f"the certificates cannot be loaded ({wrong})", "correct SSL_CERT_FILE, or unset it")
    elif not count and not os.environ.get("SSL_CERT_DIR"):
        yield error("network", "no certificate authority is trusted", "pip install --force-reinstall certifi")
    else:
        yield note("network", f"{count} certificate authorities are trusted")


def terminal() -> Iterator[Finding]:
    """What the dashboard would find, where there is a terminal."""
    if not sys.stdout.isatty():
        yield note("terminal", "none here; without one reportedly prints the brief")
        return
    kind = os.environ.get("TERM", "")
    if kind in ("", "dumb"):
        yield warning("terminal", f"TERM is '{kind}', which can show no dashboard", "export TERM=xterm-256color")
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        yield warning("terminal", f"the encoding is {sys.stdout.encoding}", "export LANG=C.UTF-8")
    size = shutil.get_terminal_size()
    if (size.columns, size.lines) < SMALLEST or size.lines < SMALLEST[1]:
        what = f"the terminal is {size.columns}x{size.lines}; the dashboard wants {SMALLEST[0]}x{SMALLEST[1]}"
        yield warning("terminal", what, "make the window larger")
    colours = os.environ.get("COLORTERM") or "no more than its kind says"
    yield note("terminal", f"{kind} {size.columns}x{size.lines}, colours: {colours}")


def rules(store: Store) -> Iterator[Finding]:
    """Whether kept pages were read by other rules than today's."""
    if count := evidence.count(store, article.rules()):
        pages = counted(count, "kept page was", "kept pages were")
        yield note("pages", f"{pages} read by other rules than today's: reportedly analyse --extract")


def versions(sqlite: str) -> Iterator[Finding]:
    """Which versions there are of what we stand on, and what is missing. `sqlite`: its version."""
    names = {}
    for line in requires("reportedly") or []:
        wanted, _, condition = line.partition(";")
        if "extra ==" in condition or ("python_version <" in condition and sys.version_info >= (3, 14)):
            continue
        name = re.split(r"[\s<>=!~\[(]", wanted.strip(), maxsplit=1)[0]
        try:
            names[name] = version(name)
        except PackageNotFoundError:
            yield error("versions", f"the package {name} is missing", f"pip install '{wanted.strip()}'")
    yield note("versions", f"reportedly {version('reportedly')}, Python {platform.python_version()}, SQLite {sqlite}")
    yield note("versions", ", ".join(f"{name} {found}" for name, found in sorted(names.items())))
