"""The command line: which words there are, and which function each calls. Nothing heavy is imported early."""

from __future__ import annotations

import argparse
import difflib
import errno
import gc
import importlib
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from reportedly import numbers, saying
from reportedly.exits import Exit, UsageError
from reportedly.garbage import GARBAGE

_EPILOG = """\
Without a command the dashboard opens (where there is no terminal, the brief is printed).
Exit codes: 0 done, 1 failed (poll: every feed failed; import: something was left out; doctor: something was
found; feeds score: a rule was broken),
2 usage or settings, 3 another poll is at work, 4 the database is damaged or lost, 130 interrupted.
Data goes to stdout, all else to stderr.
"""
_QUERY = "which of them (all that the topic has, where it is left out); see below"
_AS_OF = "what could be known then and nothing later: 24h, 2d, 3w ago, a date (its first moment), 2026-06-12T15:00"
#: What `import` reads: an export of ours, another home, and what others write.
_IMPORTS = ("reportedly", "home", "addresses", "ris", "zotero", "csl", "mediacloud")
_STORY = numbers.id_of("story", "reportedly stories")
_FEED = numbers.id_of("feed", "reportedly feeds list")
_LINE = numbers.id_of("repeated line", "reportedly boilerplate")
#: What can be asked of and done with claims: each with what it comes to.
_ACTS = {
    "why": "why a claim (c12) is what it is, or why a mention (c12.3) is in it as it is",
    "merge": "take one claim into another: they say the same",
    "split": "give some mentions a claim of their own: they say something else",
    "rename": "say in your own words what is claimed",
    "pin": "keep claims first in every list, whatever a later analysis finds",
    "unpin": "take the pin off",
    "dismiss": "leave claims out of lists, brief and exports",
    "restore": "list dismissed claims again",
    "note": "keep a remark with a claim (without words: take it off)",
    "undo": "take back the last act that stands",
    "acts": "what was done with claims, the newest first",
}
_ACTS_HELP = """\
A first word that is one of these explains a claim or does something with it; what you do holds over every poll and
analysis:
{}
reportedly claims ACT --help says how. To search for such a word, quote it twice: reportedly claims '"merge"'.
"""


_STORIES_HELP = """\
A line each: id, marks (s saved, u unread, e edited), when it was published (UTC), outlet, headline.
"""
_BRIEF_HELP = """\
In brackets behind a sentence: what it rests on, claims (c12) and stories (12); reportedly show ID prints each whole.
Exit codes: 0 done, be anything new or not; 2 the time, the settings or the topic cannot be used; 4 the database is
damaged. docs/narrative.md has the rule of every sentence, docs/exports.md the names of --json.
"""


#: No room for what is written: the disk's, the user's share of it, the longest file.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
#: What argparse says of a word in the place of a command or an action that is none.
_UNKNOWN = re.compile(r"argument (?:COMMAND|ACTION): invalid choice: '(.*)' \(choose from (.*)\)$", re.DOTALL)


class _Parser(argparse.ArgumentParser):
    """A parser whose help ends in the query language, where its command takes a query. `queries`: of what."""

    queries = ""

    def error(self, message: str) -> NoReturn:
        """An unknown command is told with the nearest one, not with all there are."""
        if unknown := _UNKNOWN.match(message):
            near = difflib.get_close_matches(unknown[1], re.findall(r"'([^']*)'", unknown[2]), n=1)
            mend = f"did you mean '{near[0]}'? " if near else ""
            message = f"'{unknown[1]}' is no command; {mend}{self.prog} --help lists them"
        super().error(message)

    def format_help(self) -> str:
        said = super().format_help()
        if not self.queries:
            return said
        from reportedly.queryhelp import query_help

        return said + query_help(self.queries)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(
        prog="reportedly",
        description="Follows how the press covers one running story: what is new, which claims recur, who said them "
        "first and how surely, and how the telling changes.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show program's version number and exit")
    top.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="the folder with settings, topic and database (default: REPORTEDLY_HOME, or the platform's data folder)",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    top.set_defaults(run="dashboard:dashboard", commands=commands.choices)

    demo = _command(commands, "demo", "demo:demo", "show it all on a small invented web, polled on this machine")
    demo.add_argument(
        "--port", type=numbers.port, default=0, help="the port the small web is served on (default: a free one)"
    )

    poll = _command(commands, "poll", "polling:poll", "fetch the feeds that are due and derive the claims")
    poll.add_argument("--all", action="store_true", help="every feed, due or not (still asking only for changes)")

    brief = _command(commands, "brief", "briefing:brief", "what changed, in plain sentences, what matters first")
    brief.add_argument("--since", metavar="TIME", help="24h, 2d, 3w or a date (default: your last look, or else all)")
    brief.add_argument("--all", action="store_true", help="every sentence with every id (default: about 25 lines)")
    form = brief.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="as plain lines, which is what it does anyway")
    form.add_argument("--markdown", action="store_true", help="for a mail or a page, with links to the stories")
    form.add_argument("--json", action="store_true", help="as one JSON object: every sentence, its figures and ids")
    brief.formatter_class = argparse.RawDescriptionHelpFormatter
    brief.epilog = _BRIEF_HELP

    brief.add_argument("query", nargs="*", metavar="QUERY", help="of these stories alone, and nothing of the feeds")
    brief.queries = "stories"

    stories = _command(commands, "stories", "reading:stories", "list stories, newest first")
    stories.formatter_class = argparse.RawDescriptionHelpFormatter
    stories.epilog = _STORIES_HELP
    stories.queries = "stories"
    stories.add_argument("query", nargs="*", metavar="QUERY", help=_QUERY)
    stories.add_argument("--limit", type=numbers.count, metavar="N", help="at most N of them")
    stories.add_argument("--best", action="store_true", help="best match of the words first (at most 50, or --limit)")
    stories.add_argument("--json", action="store_true", help="a JSON object a line, with the text")

    claims = _command(commands, "claims", "reading:claims", "list recurring claims, of most outlets and clearest first")
    claims.add_argument("query", nargs="*", metavar="QUERY", help=_QUERY)
    claims.add_argument("--all", action="store_true", help="dismissed ones too")
    claims.add_argument("--json", action="store_true", help="a JSON object a line, with every mention")
    claims.queries = "claims"
    claims.formatter_class = argparse.RawDescriptionHelpFormatter
    claims.epilog = _ACTS_HELP.format("\n".join(f"  {act:<8} {what}" for act, what in _ACTS.items()))
    _claim_acts(commands)

    frames = _command(
        commands, "frames", "frames:frames", "how the coverage speaks of the matter, and words that moved"
    )
    frames.add_argument("--since", metavar="TIME", help="24h, 2d, 3w or a date (default: the beginning)")
    frames.add_argument("--until", metavar="TIME", help="as --since (default: now)")
    frames.add_argument("--hourly", action="store_true", help="a row an hour instead of a day")
    frames.add_argument("--json", action="store_true", help="as one JSON object, with every sentence counted")

    show = _command(commands, "show", "reading:show", "one story (12) or one claim (c12) whole")
    show.add_argument("id", metavar="ID")
    show.add_argument("--json", action="store_true", help="as one JSON object")

    timeline = _command(commands, "timeline", "narrating:timeline", "the story's days and phases, ready for a plot")
    form = timeline.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as one JSON object, phases with it")
    form.add_argument("--csv", action="store_true", help="the days, a row each")
    outlets = _command(commands, "outlets", "narrating:outlets", "how original, how late and how sure each outlet is")
    outlets.add_argument("--json", action="store_true", help="a JSON object a line")
    for asked in (brief, stories, claims, frames, show, timeline, outlets):
        asked.add_argument("--as-of", metavar="TIME", help=_AS_OF)

    for name, what in (
        ("save", "mark stories saved"),
        ("unsave", "take that mark off"),
        ("accept", "say that stories belong to the topic, whatever their relevance"),
        ("reject", "say that they do not"),
    ):
        marking = _command(commands, name, f"marking:{name}", what)
        marking.add_argument("ids", nargs="+", type=_STORY, metavar="ID")

    noting = _command(commands, "note", "noting:note", "keep a remark with a story (12) or a claim (c12)")
    noting.add_argument("id", metavar="ID")
    noting.add_argument("words", nargs="*", metavar="WORDS", help="the remark (none: take it off)")
    undo = _command(commands, "undo", "noting:undo", "take back the last thing you did with stories, claims or feeds")
    undo.add_argument("--list", action="store_true", help="list what was done instead, the newest first")
    undo.add_argument("--limit", type=numbers.count, metavar="N", help="with --list: at most N of them")

    export = _command(commands, "export", "exporting:export", "write stories or claims out, or everything")
    export.queries = "stories"
    export.add_argument("what", choices=["stories", "claims", "all"])
    export.add_argument("query", nargs="*", metavar="QUERY", help=_QUERY)
    which = export.add_mutually_exclusive_group()
    which.add_argument("--saved", action="store_true", help="saved stories only (claims: those that they make)")
    which.add_argument(
        "--all",
        action="store_true",
        help="every entry ever seen, also those off the topic (claims: dismissed ones too)",
    )
    export.add_argument("--format", choices=["jsonl", "csv", "markdown", "warc"], default="jsonl")
    export.add_argument("--pages", action="store_true", help="with all: the pages as they were fetched too")
    export.add_argument("--as-of", metavar="TIME", help=_AS_OF)
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there instead of stdout (-)")

    report = _command(commands, "report", "reporting:report", "write it all as one page of HTML, to read anywhere")
    report.queries = "stories"
    report.add_argument("query", nargs="*", metavar="QUERY", help=_QUERY)
    report.add_argument("--since", metavar="TIME", help="24h, 2d, 3w or a date: tell what came since (default: all)")
    report.add_argument("--as-of", metavar="TIME", help=_AS_OF)
    report.add_argument("--claims", type=int, default=20, metavar="N", help="tell N claims whole (default: 20)")
    report.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there instead of stdout (-)")

    enrich = _command(commands, "enrich", "enriching:enrich", "ask a language model that you name for its remarks")
    enrich.add_argument("--model", metavar="NAME", help="as `llm models` lists it (default: [enrich] in config.toml)")
    enrich.add_argument(
        "--limit", type=int, metavar="N", help="at most N prompts (default: what the day's budget holds)"
    )
    enrich.add_argument("--dry-run", action="store_true", help="print the prompts, whole, and ask nobody")

    load = _command(commands, "import", "importing:load", "take in stories, and what was done with them, from files")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE", help="- is stdin; a folder is another home")
    load.add_argument("--from", dest="kind", choices=_IMPORTS, help="what the files are (default: by their content)")
    load.add_argument("--dry-run", action="store_true", help="say what would be taken, and change nothing")

    _views(commands)
    _feeds(commands)
    analyse = _command(
        commands, "analyse", "analysing:analyse", "judge stories and derive claims anew from the stored text"
    )
    analyse.add_argument(
        "--extract", action="store_true", help="extract kept pages read by older rules again first, say what changed"
    )
    analyse.add_argument("--anew", action="store_true", help="with --extract: those read by today's rules too")
    lines = _command(
        commands, "boilerplate", "boilerplate:boilerplate", "the lines that outlets repeat, left out of texts"
    )
    lines.add_argument("domain", nargs="?", metavar="DOMAIN", help="of this domain only")
    lines.add_argument("--json", action="store_true", help="a JSON object a line")
    back = lines.add_mutually_exclusive_group()
    back.add_argument("--restore", type=_LINE, nargs="+", metavar="ID", help="give lines back to the texts, for good")
    back.add_argument("--drop", type=_LINE, nargs="+", metavar="ID", help="leave restored lines out again")
    _upkeep(commands)
    serve = _command(commands, "serve", "serving:serve", "the dashboard in a browser, on this machine alone")
    serve.add_argument("--port", type=numbers.port, default=8010, help="the port (default: 8010; 0: a free one)")
    serve.add_argument("--host", default="127.0.0.1", help="another address to serve on; there is no password")
    keys = _command(commands, "keys", "keys:keys", "the dashboard's keys, with your own from config.toml")
    keys.add_argument("--json", action="store_true", help="a JSON object a binding")
    _command(commands, "paths", "reading:paths", "print where everything is kept")
    return top


def _command(commands: argparse._SubParsersAction[_Parser], name: str, run: str, what: str) -> _Parser:
    made = commands.add_parser(name, help=what, description=what[:1].upper() + what[1:] + ".")
    made.set_defaults(run=run)
    return made


def _claim_acts(commands: argparse._SubParsersAction[_Parser]) -> None:
    """Commands of two words, as the word after `claims` may be one of a query too (see `_with_acts`)."""
    acts = {}
    for name, what in _ACTS.items():
        acts[name] = commands.add_parser(f"claims {name}", description=what[:1].upper() + what[1:] + ".")
        acts[name].set_defaults(run={"why": "why:why", "acts": "claims:history"}.get(name, f"claims:{name}"))
    acts["why"].add_argument("id", metavar="ID", help="a claim, as c12, or a mention, as c12.3")
    acts["why"].add_argument("--json", action="store_true", help="as one JSON object")
    acts["merge"].add_argument("first", metavar="CLAIM", help="the claim that stays, as c12")
    acts["merge"].add_argument("second", metavar="CLAIM", help="the claim that it takes in")
    acts["split"].add_argument("claim", metavar="CLAIM")
    acts["split"].add_argument(
        "mentions",
        nargs="+",
        metavar="MENTION",
        help="the numbers of those that leave, as reportedly show CLAIM has them",
    )
    for name in ("rename", "note"):
        acts[name].add_argument("claim", metavar="CLAIM")
        acts[name].add_argument("words", nargs="*", metavar="WORDS")
    for name in ("pin", "unpin", "dismiss", "restore"):
        acts[name].add_argument("claims", nargs="+", metavar="CLAIM")
    acts["acts"].add_argument("--limit", type=numbers.count, metavar="N", help="at most N of them")


def _upkeep(commands: argparse._SubParsersAction[_Parser]) -> None:
    doctor = _command(
        commands, "doctor", "doctoring:doctor", "look at the home's health; exit code 1 if anything is found"
    )
    doctor.add_argument("--fix", action="store_true", help="mend what is safe, after a backup")
    doctor.add_argument("--json", action="store_true", help="a JSON object a finding")
    backup = _command(
        commands, "backup", "upkeep:backup", "make a whole copy of the database, whatever goes on meanwhile"
    )
    backup.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a new file (default: one in the home's backups)"
    )
    recover = _command(
        commands, "recover", "upkeep:recover", "put what can be read of a damaged database into a new one"
    )
    recover.add_argument(
        "-o", "--output", type=Path, metavar="NEW.db", help="the new file (default: beside the old one)"
    )
    recover.add_argument(
        "--from-backup", nargs="?", const="", metavar="FILE", help="bring back a backup instead (default: the last one)"
    )
    recover.add_argument("--install", action="store_true", help="put the new one in place; the old one stays beside it")
    vacuum = _command(
        commands, "vacuum", "upkeep:vacuum", "let the text of old entries off the topic go, and free the room"
    )
    sure = vacuum.add_mutually_exclusive_group()
    sure.add_argument("--dry-run", action="store_true", help="say what would be freed, and change nothing")
    sure.add_argument("--yes", action="store_true", help="do it without asking")


def _views(commands: argparse._SubParsersAction[_Parser]) -> None:
    views = _command(commands, "views", "viewing:listing", "list saved views, queries with a name; add and remove them")
    views.add_argument("--json", action="store_true", help="a JSON object a line")
    actions = views.add_subparsers(title="actions", metavar="ACTION")
    add = _command(actions, "add", "viewing:add", "save a query under a name, in place of one that had it")
    add.queries = "stories"
    add.add_argument("name", metavar="NAME", help="letters, digits, - and _; in queries it is view:NAME")
    add.add_argument("query", nargs="+", metavar="QUERY")
    remove = _command(actions, "remove", "viewing:remove", "forget views")
    remove.add_argument("names", nargs="+", metavar="NAME")


def _feeds(commands: argparse._SubParsersAction[_Parser]) -> None:
    feeds = _command(commands, "feeds", "feeds:listing", "list, add, remove, explain, score, import and export feeds")
    actions = feeds.add_subparsers(title="actions", metavar="ACTION")
    listing = _command(actions, "list", "feeds:listing", "every feed with its health")
    listing.add_argument("--json", action="store_true", help="a JSON object a line")
    feeds.set_defaults(json=False)
    add = _command(actions, "add", "adding:add", "add the feed that an address stands for, and say what it is")
    add.add_argument("url", metavar="URL", help="of a feed, a site, an article, a channel, a search")
    add.add_argument("--outlet", metavar="NAME", help="who publishes it (default: what the feed calls itself)")
    add.add_argument("--pick", type=numbers.count, metavar="N", help="the Nth, where an address leads to several feeds")
    add.add_argument("--no-check", action="store_true", help="add the address as it is, without a look at it")
    remove = _command(actions, "remove", "feeds:remove", "take feeds off the list; their stories stay")
    remove.add_argument("ids", nargs="+", type=_FEED, metavar="ID")
    explain = _command(actions, "explain", "feedledger:explain", "a feed's last polls, the next one and why then")
    explain.add_argument("id", type=_FEED, metavar="ID")
    explain.add_argument("--json", action="store_true", help="as one JSON object")
    grade = _command(
        actions, "score", "feedledger:grade", "our own requests against the rules; exit code 1 if one broke"
    )
    grade.add_argument(
        "--days", type=numbers.count, default=7, metavar="N", help="those of the last N days (default: 7)"
    )
    grade.add_argument("--json", action="store_true", help="as one JSON object, with every finding")
    for name, what in (
        ("pause", "poll feeds no more, until they are resumed"),
        ("resume", "poll paused feeds again"),
    ):
        pausing = _command(actions, name, f"feedledger:{name}", what)
        pausing.add_argument("ids", nargs="+", type=_FEED, metavar="ID")
    rename = _command(actions, "rename", "feeds:rename", "call a feed's outlet otherwise, from now on")
    rename.add_argument("id", type=_FEED, metavar="ID")
    rename.add_argument("name", nargs="+", metavar="NAME")
    load = _command(actions, "import", "feeds:load", "add the feeds of an OPML file")
    load.add_argument("file", type=Path, metavar="FILE.opml")
    _command(actions, "export", "feeds:dump", "write the feeds as OPML to stdout")


class _Version(argparse.Action):
    """Says which version this is. What knows it takes a while to load, and is asked only here."""

    def __call__(self, parser: argparse.ArgumentParser, *given: object) -> NoReturn:
        from importlib.metadata import version

        print(f"reportedly {version('reportedly')}")
        parser.exit()


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code; every expected mistake becomes one line on stderr."""
    gc.set_threshold(*GARBAGE)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Names of files are bytes: one that is no text goes out as it came in.
        sys.stdout.reconfigure(errors="surrogateescape")
    given = _with_acts(sys.argv[1:] if arguments is None else arguments)
    options = parser().parse_args(_with_negations(given))
    saying.about(options.home, [name for name in options.commands if " " not in name])
    module, _, function = options.run.partition(":")
    from narrative.tomlcheck import TomlError
    from store.errors import Busy, Damaged, StoreError

    try:
        run = getattr(importlib.import_module(f"reportedly.commands.{module}"), function)
        done = int(run(options))
        sys.stdout.flush()
        return done
    except KeyboardInterrupt as stopped:
        return _say(str(stopped) or "interrupted; what was stored stays", Exit.INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output went away (head, less); what Python would still flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except Busy as error:
        return _say(str(error), Exit.BUSY)
    except Damaged as error:
        return _say(str(error), Exit.DAMAGED)
    except (StoreError, TomlError, UsageError) as error:
        return _say(str(error), Exit.USAGE)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        return _say(f"the output is not whole ({error.strerror}); free the disk, or write elsewhere", Exit.FAILED)


def _with_acts(arguments: Sequence[str]) -> list[str]:
    """The arguments, with `claims` and the word for an act right behind it made the one command they are."""
    given = list(arguments)
    place = next((n for n, word in enumerate(given) if word[:1] != "-" and given[n - 1 : n] != ["--home"]), None)
    if place is not None and given[place] == "claims" and given[place + 1 : place + 2] and given[place + 1] in _ACTS:
        given[place : place + 2] = [f"claims {given[place + 1]}"]
    return given


def _with_negations(arguments: Sequence[str]) -> list[str]:
    """The arguments, with `-word` of a query marked so that it is not taken for options (see `common.query`).

    Without it `reportedly export stories -openai` would write to a file called penai.
    """
    if not {"stories", "claims", "brief", "views", "report"}.intersection(arguments[:6]):
        return list(arguments)
    return [f"\0{word}" if len(word) > 2 and word[0] == "-" and word[1] != "-" else word for word in arguments]


def _say(message: str, code: Exit) -> int:
    saying.say(message)
    return code
