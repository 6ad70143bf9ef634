"""A report as Chromium shows it, without a network: nothing is asked for, nothing goes wrong, and it can be seen.

`test_report` holds the page itself to the same without a browser.
"""

from __future__ import annotations

import base64
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.home import Home
from reportedly.report.facts import Asked, gather
from reportedly.report.page import page
from tests.browser import Tab, browsing, found
from tests.reportedly.conftest import MOMENT

pytestmark = pytest.mark.skipif(found() is None, reason="no browser is installed: apt-get install chromium")

#: The colours of paper, light and dark, as style.css has them.
LIGHT, DARK = (0xFC, 0xFB, 0xF8), (0x16, 0x17, 0x1A)
#: As wide as a desk's screen and as a telephone's.
DESK, PHONE = 1280, 390
SCREENS = [(DESK, False), (DESK, True), (PHONE, False), (PHONE, True)]


@pytest.fixture(scope="module")
def file(polled: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with polled.open() as store:
        made = page(gather(store, polled.read_topic(), Asked(MOMENT, claims=6)))
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(made, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    browser = found()
    assert browser
    with browsing(browser, tmp_path_factory.mktemp("profile")) as tab:
        yield tab


def pixels(png: bytes) -> Counter[tuple[int, ...]]:
    """How often each colour stands in a picture of eight bits a channel."""
    width, height, _, kind = struct.unpack(">IIBB", png[16:26])
    size, place, data = {2: 3, 6: 4}[kind], 8, b""
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    raw, before = zlib.decompress(data), bytearray(width * size)
    found: Counter[tuple[int, ...]] = Counter()
    for row in range(height):
        start = row * (width * size + 1)
        before = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * size]), before, size)
        found.update(zip(before[0::size], before[1::size], before[2::size], strict=True))
    return found


def _unfiltered(kind: int, line: bytearray, above: bytearray, size: int) -> bytearray:
    """A row of a PNG (RFC 2083, 6): what was taken off each byte is put on again."""
    for place in range(len(line)) if kind else ():
        left = line[place - size] if place >= size else 0
        corner = above[place - size] if place >= size else 0
        up = above[place]
        guess = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
        line[place] = (line[place] + guess) & 255
    return line


def _paeth(left: int, up: int, corner: int) -> int:
    near = left + up - corner
    return min((left, up, corner), key=lambda one: abs(near - one))


@pytest.mark.parametrize(("width", "dark"), SCREENS)
def test_it_asks_for_nothing_and_nothing_goes_wrong(tab: Tab, file: Path, width: int, dark: bool) -> None:
    tab.open(file, width=width, dark=dark)
    asked = [told["request"]["url"] for told in tab.told("Network.requestWillBeSent")]
    assert asked == [file.resolve().as_uri()]
    assert tab.told("Log.entryAdded") == []
    assert tab.told("Runtime.consoleAPICalled") == []
    assert tab.told("Runtime.exceptionThrown") == []


@pytest.mark.parametrize(("width", "dark"), SCREENS)
def test_it_is_seen_in_the_colours_that_a_reader_prefers(tab: Tab, file: Path, width: int, dark: bool) -> None:
    """The drawing of the days: on paper of the scheme, with bars and bands on it."""
    tab.open(file, width=width, dark=dark)
    place = "const r = document.querySelector('svg.days').getBoundingClientRect();"
    left, top, wide, tall = tab.evaluate(f"(() => {{ {place} return [r.x, r.y + scrollY, r.width, r.height] }})()")
    clip = {"x": left, "y": top, "width": wide, "height": tall, "scale": 0.5}
    shot = tab.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
    colours = pixels(base64.b64decode(shot["data"]))
    assert colours.most_common(1)[0][0] == (DARK if dark else LIGHT)
    share = colours.most_common(1)[0][1] / colours.total()
    assert 0.2 < share < 0.9
    assert len(colours) > 12


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_it_fits_the_screen(tab: Tab, file: Path, width: int) -> None:
    """Nothing is wider than the screen but tables, which scroll in their frames; and no mark lies upon another."""
    tab.open(file, width=width)
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    touching = """[...document.querySelectorAll('svg.ladder')].flatMap(svg => {
        const boxes = [...svg.querySelectorAll('.mark use')].map(mark => mark.getBoundingClientRect());
        return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>
            Math.abs(a.x - b.x) < 8 && Math.abs(a.y - b.y) < 8));
    }).length"""
    assert tab.evaluate("document.querySelectorAll('svg.ladder .mark').length") > 30
    assert tab.evaluate(touching) == 0
    beside = "document.querySelector('svg.ladder .outlet').getBoundingClientRect()"
    mark = "document.querySelector('svg.ladder .mark').getBoundingClientRect()"
    assert tab.evaluate(f"{beside}.bottom <= {mark}.top + 4") == (width == PHONE)
    assert tab.evaluate(f"{beside}.right <= {mark}.left") == (width == DESK)


def test_it_prints(tab: Tab, file: Path) -> None:
    """On light paper whatever the screen, with the table of days that is folded on a screen."""
    tab.open(file, width=DESK, dark=True)
    tab.ask("Emulation.setEmulatedMedia", media="print", features=[])
    paper = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    assert tab.evaluate("getComputedStyle(document.querySelector('nav')).display") == "none"
    assert tab.evaluate("document.querySelector('details table').getBoundingClientRect().height") > 100
    tab.ask("Emulation.setEmulatedMedia", media="", features=[])
    pdf = base64.b64decode(tab.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])
    assert pdf.startswith(b"%PDF-")
    assert 5 < pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page/") < 60
