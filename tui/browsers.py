"""The web browser in which an address is opened: one that BROWSER names, or else the system's own."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import threading
import webbrowser
from collections.abc import Mapping, Sequence

from tui.outside import ProgramError, run_in_terminal

_MEND = "set BROWSER to one that is, or copy the address with y"
_NOWHERE = subprocess.DEVNULL


def found(surroundings: Mapping[str, str] = os.environ) -> webbrowser.BaseBrowser:
    """The browser to use. Raises `ProgramError` where there is none."""
    named = surroundings.get("BROWSER", "")
    names = [one for one in named.split(os.pathsep) if one.strip()]
    for name in names:
        # A command with options may leave out where the address goes: it comes last.
        program, background, _ = name.partition("&")
        for command in (name,) if "%s" in name else (name, f"{program} %s {background}"):
            if browser := _got(command):
                return browser
    if names:
        raise ProgramError(f"the browser that BROWSER names, '{named}', is not installed; {_MEND}")
    if browser := _got(None):
        return browser
    raise ProgramError(f"no browser is installed here; {_MEND}")


def _got(command: str | None) -> webbrowser.BaseBrowser | None:
    """What Python knows under a name or makes of a command, where it is installed; None: what it would take itself."""
    with contextlib.suppress(webbrowser.Error, ValueError):  # the latter of a quotation mark that is not closed
        try:
            browser = webbrowser.get(command)
        except IndexError:
            # Python stumbles over a blank in BROWSER as it looks for all that are installed, which it does once.
            browser = webbrowser.get(command)
        if _installed(browser):
            return browser
    return None


def wants_the_terminal(browser: webbrowser.BaseBrowser) -> bool:
    """Whether it draws in the terminal (w3m, lynx), or is waited for as one that BROWSER names without `&`."""
    return type(browser) is webbrowser.GenericBrowser or isinstance(browser, webbrowser.Elinks)


def show(browser: webbrowser.BaseBrowser, url: str) -> None:
    """Opens an address in it. Blocks, some seconds at most where it has a window; raises `ProgramError`."""
    command = [browser.name, *(word.replace("%s", url) for word in browser.args)]
    try:
        if isinstance(browser, webbrowser.BackgroundBrowser):
            _start(command)
        elif isinstance(browser, webbrowser.GenericBrowser):
            run_in_terminal(command)
        elif not browser.open(url):
            raise ProgramError(f"the browser could not open {url}; {_MEND}")
    except (OSError, ValueError) as error:  # the latter of an address with a character that no program can be given
        raise ProgramError(f"the browser could not open {url!r} ({error}); {_MEND}") from None


def _start(command: Sequence[str]) -> None:
    """Runs what outlives us; what it prints would stand in the middle of the screen."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the person's own browser, without a shell
            command, stdin=_NOWHERE, stdout=_NOWHERE, stderr=_NOWHERE, start_new_session=True
        )
    except OSError as error:
        raise ProgramError(f"{command[0]}: cannot be run ({error.strerror}); {_MEND}") from None
    # Somebody has to ask how it ended, or it stays a zombie until we end.
    threading.Thread(target=process.wait, name="browser", daemon=True).start()


def _installed(browser: webbrowser.BaseBrowser) -> bool:
    """A command is taken for a browser by Python whether it is there or not, and so is one that it knows with options
    behind its name."""
    ran_by_name = isinstance(browser, webbrowser.GenericBrowser | webbrowser.UnixBrowser)
    return not ran_by_name or shutil.which(browser.name) is not None
