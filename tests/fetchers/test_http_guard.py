"""The door to the network leads to the public network only, except where the user names a host."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Sequence

import pytest

from fetchers.addresses import is_open, openings, private_kind
from fetchers.http import Fetcher, FetchError, Refused
from tests.fetchers.conftest import loopback
from tests.web import PATIENCE, Reply, Web, redirect

pytestmark = pytest.mark.anyio

PRIVATE = [
    ("0.0.0.0", "this machine"),
    ("127.0.0.1", "this machine"),
    ("127.255.0.3", "this machine"),
    ("10.1.2.3", "a private network"),
    ("172.16.0.1", "a private network"),
    ("172.31.255.255", "a private network"),
    ("192.168.1.5", "a private network"),
    ("100.64.0.1", "a carrier's inner network"),
    ("100.100.100.200", "a carrier's inner network"),
    ("169.254.169.254", "link-local"),
    ("168.63.129.16", "link-local"),
    ("192.0.0.192", "protocol's own"),
    ("192.0.2.1", "examples"),
    ("198.18.0.1", "examples"),
    ("203.0.113.9", "examples"),
    ("224.0.0.251", "multicast"),
    ("240.0.0.1", "reserved"),
    ("255.255.255.255", "reserved"),
    ("::", "this machine"),
    ("::1", "this machine"),
    ("::ffff:127.0.0.1", "this machine"),
    ("::ffff:a9fe:a9fe", "link-local"),
    ("::127.0.0.1", "reserved"),
    ("::ffff:0:127.0.0.1", "reserved"),
    ("64:ff9b::7f00:1", "this machine"),
    ("64:ff9b::a9fe:a9fe", "link-local"),
    ("64:ff9b:1::a00:1", "reserved"),
    ("2002:7f00:1::", "this machine"),
    ("2002:c0a8:105::1", "a private network"),
    ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo"),
    ("2001:db8::1", "examples"),
    ("3fff::1", "examples"),
    ("fe80::1", "link-local"),
    ("fe80::1%eth0", "link-local"),
    ("fd00:ec2::254", "a private network"),
    ("fec0::1", "a private network"),
    ("ff02::1", "multicast"),
    ("100::1", "reserved"),
    ("5f00::1", "reserved"),
]


@pytest.mark.parametrize(("address", "kind"), PRIVATE)
def test_addresses_that_are_not_public(address: str, kind: str) -> None:
    assert kind in (private_kind(address) or "")


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1", "169.253.0.1", "223.255.255.255"),
        *("2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1", "2a00:1450:4001::1"),
    ],
)
def test_addresses_that_are_public(address: str) -> None:
    """Beside the edges of the private ones, and in wrappings that networks without IPv4 need."""
    assert private_kind(address) is None


#: This machine, or a cloud's metadata, in the spellings that systems take.
SPELLINGS = [
    *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "127.0.0.1.", "0", "0.0.0.0"),
    *("localhost", "LOCALHOST", "localhost.", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
    *("[::]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "169.254.169.254", "[fe80::1]", "2852039166", "user:pw@127.1"),
    "\uff11\uff12\uff17.\uff10.\uff10.\uff11",
]


@pytest.mark.parametrize("host", SPELLINGS)
async def test_no_spelling_of_a_private_address_is_asked(web: Web, host: str) -> None:
    """Not asked for, nor redirected to: the error says what was refused, and nothing arrives."""
    web.on("/", Reply(body=b"secret"))
    redirecting = web.on("/away", redirect(f"http://{host.encode().decode('latin-1')}:{web.port}/"))
    refused = r"is no public address \(.*add \".*\" to allow_private|cannot be read|was not found"
    async with Fetcher(time_limit=5) as fetcher:
        with pytest.raises(FetchError, match=refused):
            await fetcher.get(f"http://{host}:{web.port}/", headers={}, limit=1000)
    async with Fetcher(time_limit=5, allow_private=[f"127.0.0.1:{web.port}"]) as fetcher:
        if host not in ("127.0.0.1", "127.0.0.1.", "user:pw@127.0.0.1"):
            with pytest.raises(FetchError, match=refused):
                await fetcher.get(redirecting, headers={}, limit=1000)
            assert len(web.asked("/away")) == 1
    assert web.asked("/") == []


async def test_the_error_names_the_host_its_address_and_the_mend() -> None:
    def inner(host: str, port: int) -> list[str]:
        return ["10.0.0.7"]

    async with Fetcher(lookup=inner) as fetcher:
        with pytest.raises(Refused) as refused:
            await fetcher.get("http://wiki.example/feed", headers={}, limit=1000)
    assert str(refused.value) == (
        "wiki.example is at 10.0.0.7, which is no public address (a private network); if you trust it, add "
        '"wiki.example:80" to allow_private under [poll] in config.toml'
    )


async def test_one_private_address_among_public_ones_is_enough() -> None:
    """Which of them would be connected to is chance, or the choice of whoever made the name."""

    def mixed(host: str, port: int) -> list[str]:
        return ["1.1.1.1", "2606:4700::1111", "::ffff:10.0.0.1"]

    async with Fetcher(lookup=mixed) as fetcher:
        with pytest.raises(Refused, match=r"is at ::ffff:10\.0\.0\.1, which is no public address"):
            await fetcher.get("http://paper.example/", headers={}, limit=1000)


async def test_what_was_judged_is_what_is_connected_to(web: Web) -> None:
    """One look-up for a connection, and none after it was judged, so that a name cannot change in between."""
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    web.on("/", Reply(body=b"here"))
    async with Fetcher(lookup=rebinding, allow_private=["paper.example"]) as fetcher:
        assert (await fetcher.get(web.url("/", "paper.example"), headers={}, limit=1000)).body == b"here"
    assert asked == ["paper.example"]
    assert web.requests[0].headers["host"] == f"paper.example:{web.port}"


async def test_a_name_that_changes_to_a_private_address_is_refused(web: Web) -> None:
    """Asked twice, with another address the second time: judged anew."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    def changing(host: str, port: int) -> list[str]:
        return answers.pop(0)

    web.on("/", Reply(body=b"here", length=False))
    name = web.url("/", "paper.example")
    async with Fetcher(lookup=changing, allow_private=["paper.example:1"]) as fetcher:
        with pytest.raises(Refused, match=r"is at 127\.0\.0\.1"):
            await fetcher.get(name, headers={}, limit=1000)
        with pytest.raises(Refused, match=r"is at 10\.0\.0\.1"):
            await fetcher.get(name, headers={}, limit=1000)
    assert web.requests == []


async def test_the_tls_name_is_the_hosts_and_not_its_address() -> None:
    """The server is greeted with the name that its certificate has to have."""
    greetings: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hear() -> None:
            connection, _ = listening.accept()
            with connection:
                greetings.append(connection.recv(4096))

        thread = threading.Thread(target=hear)
        thread.start()
        port = listening.getsockname()[1]
        async with Fetcher(lookup=lambda host, port: ["127.0.0.1"], allow_private=["paper.example"]) as fetcher:
            with pytest.raises(FetchError):
                await fetcher.get(f"https://paper.example:{port}/", headers={}, limit=1000)
        thread.join(PATIENCE)
    assert b"paper.example" in greetings[0]


async def test_another_address_is_tried_where_the_first_does_not_answer(web: Web) -> None:
    """The system's order, the other family by turns; what does not connect costs no more than its head start."""
    web.on("/", Reply(body=b"here"))
    for addresses in (["127.0.0.2", "127.0.0.1"], ["::1", "127.0.0.3", "127.0.0.1"]):

        def several(host: str, port: int, found: Sequence[str] = addresses) -> Sequence[str]:
            return found

        async with Fetcher(lookup=several, allow_private=["paper.example"], time_limit=5) as fetcher:
            assert (await fetcher.get(web.url("/", "paper.example"), headers={}, limit=1000)).body == b"here"


async def test_look_ups_count_in_the_time_limit_and_hold_up_no_other(web: Web) -> None:
    """Thirty names whose servers never answer, and one that is there: it is there at once."""
    release = threading.Event()

    def slow(host: str, port: int) -> list[str]:
        if host != "quick.example":
            release.wait(PATIENCE)
        return ["127.0.0.1"]

    web.on("/", Reply(body=b"here"))
    try:
        async with Fetcher(lookup=slow, time_limit=0.3, at_once=40, allow_private=["quick.example"]) as fetcher:
            hanging = [
                asyncio.create_task(fetcher.get(f"http://slow{n}.example/", headers={}, limit=1000)) for n in range(30)
            ]
            await asyncio.sleep(0)
            assert (await fetcher.get(web.url("/", "quick.example"), headers={}, limit=1000)).body == b"here"
            for result in await asyncio.gather(*hanging, return_exceptions=True):
                assert str(result) == "no whole answer within 0.3 s"
    finally:
        release.set()


OPENED = [
    ("localhost", "localhost", 80, True),
    ("localhost", "LOCALHOST.", 8080, True),
    ("localhost:8080", "localhost", 8080, True),
    ("localhost:8080", "localhost", 80, False),
    ("localhost", "127.0.0.1", 80, False),
    ("127.0.0.1", "127.0.0.1", 80, True),
    ("127.0.0.1", "evil.example", 80, False),
    ("::1", "::1", 80, True),
    ("[::1]:1200", "0:0:0:0:0:0:0:1", 1200, True),
    ("[::1]:1200", "::1", 80, False),
    ("rss.lan", "evil.rss.lan", 80, False),
    ("  RSS_hub.Lan:1200 ", "rss_hub.lan", 1200, True),
]


@pytest.mark.parametrize(("entry", "host", "port", "is_opened"), OPENED)
def test_what_an_entry_opens(entry: str, host: str, port: int, is_opened: bool) -> None:
    """The host that it names, on its port or on all, and no other host with the same address."""
    assert is_open(openings([entry]), host, port) == is_opened


@pytest.mark.parametrize(
    "entry",
    [
        *("", " ", "http://localhost/", "localhost/feed", "*", "*.lan", "10.0.0.0/8", "127.1", "1.2.3.4.5", "[::1"),
        *("localhost:", "localhost:0", "localhost:70000", "localhost:http", "[localhost]", "a b", "-a", "::1:x"),
    ],
)
def test_entries_that_name_no_host_are_told_with_the_mend(entry: str) -> None:
    with pytest.raises(ValueError, match=r"names no host; write a host, such as|has a port that cannot be; choose one"):
        openings([entry])


async def test_a_proxy_may_be_private_and_still_leads_to_nothing_private(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the user's own and needs no opening; what can be seen of its target is judged all the same."""
    monkeypatch.setenv("HTTP_PROXY", web.url(""))
    web.on("http://paper.invalid/", Reply(body=b"through the proxy"))
    async with Fetcher() as fetcher:
        assert (await fetcher.get("http://paper.invalid/", headers={}, limit=1000)).body == b"through the proxy"
        for host in ("127.0.0.1", "0x7f.1", "localhost", "[::1]", "169.254.169.254", "app.localhost"):
            with pytest.raises(Refused, match="is no public address"):
                await fetcher.get(f"http://{host}/", headers={}, limit=1000)
    assert len(web.requests) == 1
    web.on("http://localhost/", Reply(body=b"opened"))
    async with loopback() as fetcher:
        assert (await fetcher.get("http://localhost/", headers={}, limit=1000)).body == b"opened"


@pytest.mark.parametrize("proxy", ["nonsense://proxy", "http://[", "socks5://127.0.0.1:9"])
async def test_a_proxy_that_cannot_be_used_is_said_in_words(
    web: Web, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy)
    async with Fetcher() as fetcher:
        with pytest.raises(FetchError, match="the proxy that the environment names"):
            await fetcher.get("http://paper.invalid/", headers={}, limit=1000)


async def test_certificates_that_are_not_there_are_said_in_words_with_a_proxy_too(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", web.url(""))
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/certificates.pem")
    async with Fetcher() as fetcher:
        with pytest.raises(FetchError, match=r"the certificates to trust cannot be loaded; .*reportedly doctor"):
            await fetcher.get("http://paper.invalid/", headers={}, limit=1000)
