"""`reportedly serve`: the dashboard in a browser."""

from __future__ import annotations

import argparse
import sys

from reportedly.commands.common import home
from reportedly.exits import Exit, UsageError
from reportedly.saying import say


def serve(options: argparse.Namespace) -> int:
    """Serves the dashboard of the home, on this machine alone unless another host is named."""
    try:
        from tui.serving import is_loopback
        from tui.serving import serve as run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("aiohttp", "textual_serve"):
            raise
        raise UsageError(
            "what serves to a browser is not installed; install it with: pip install 'reportedly[serve]'"
        ) from None
    place = home(options)
    place.settings()
    place.open().close()
    if not is_loopback(options.host):
        say(
            f"WARNING: {options.host} can be reached from other machines, and there is no password: "
            "whoever opens it reads and changes this home and runs its [commands]. Nothing is encrypted."
        )

    def tell(address: str) -> None:
        say(f"the dashboard is on {address}  (ctrl+c ends it)")

    command = [sys.executable, "-m", "reportedly", "--home", str(place.root.resolve())]
    try:
        run(command, options.host, options.port, "reportedly", tell)
    except OSError as error:
        where = f"{options.host}:{options.port}"
        raise UsageError(f"{where} cannot be served ({error.strerror}); choose another --port or --host") from None
    return Exit.DONE
