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
    for name in (one for one in named.split(os.pathsep) if one.strip()):
        with contextlib.suppress(webbrowser.Error):
            if _installed(browser := webbrowser.get(name)):
                return browser
    if named.strip():
        raise ProgramError(f"the browser that BROWSER names, '{named}', is not installed; {_MEND}")
    with contextlib.suppress(webbrowser.Error):
        if _installed(browser := webbrowser.get()):
            return browser
    raise ProgramError(f"no browser is installed here; {_MEND}")


def wants_the_terminal(browser: webbrowser.BaseBrowser) -> bool:
    """Whether it draws in the terminal (w3m, lynx), or is waited for as one that BROWSER names without `&`."""
    return type(browser) is webbrowser.GenericBrowser or isinstance(browser, webbrowser.Elinks)


def show(browser: webbrowser.BaseBrowser, url: str) -> None:
    """Opens an address in it. Blocks, some seconds at most where it has a window; raises `ProgramError`."""
    if not isinstance(browser, webbrowser.GenericBrowser):
        if not browser.open(url):
            raise ProgramError(f"the browser could not open {url}; {_MEND}")
        return
    command = [browser.name, *(word.replace("%s", url) for word in browser.args)]
    if isinstance(browser, webbrowser.BackgroundBrowser):
        _start(command)
    else:
        run_in_terminal(command)


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
    """A command is taken for a browser by Python whether it is there or not."""
    return not isinstance(browser, webbrowser.GenericBrowser) or shutil.which(browser.name) is not None
