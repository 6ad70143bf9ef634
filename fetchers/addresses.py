"""Which addresses are public, whatever they are wrapped in, and which hosts a person opened to us all the same."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

#: Hosts that may be private, each with its port; None stands for all ports.
Openings = frozenset[tuple[str, int | None]]

# The special-purpose registries of IANA, as of 2025, and what two clouds keep beside them. Our own table, because
# `is_global` of the standard library says different things in different patch releases.
_PRIVATE = [
    (ip_network(network), kind)
    for kind, networks in {
        "this machine": "0.0.0.0/8 127.0.0.0/8 ::/128 ::1/128",
        "a private network": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10",
        "a carrier's inner network": "100.64.0.0/10",
        "link-local, where clouds keep their metadata": "169.254.0.0/16 fe80::/10 168.63.129.16/32",
        "multicast": "224.0.0.0/4 ff00::/8",
        "a Teredo tunnel or another protocol's own": "192.0.0.0/24 192.88.99.0/24 2001::/23",
        "kept for examples and measurements": "192.0.2.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
        "2001:db8::/32 3fff::/20",
        "reserved": "240.0.0.0/4",
    }.items()
    for network in networks.split()
]
_PUBLIC_IPV6 = IPv6Network("2000::/3")
#: Networks whose addresses wrap an IPv4 address, and how many bits from the right end: mapped, NAT64, 6to4.
_WRAPPED = [(IPv6Network("::ffff:0:0/96"), 0), (IPv6Network("64:ff9b::/96"), 0), (IPv6Network("2002::/16"), 80)]
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
_MEND = 'write a host, such as "localhost", or a host with its port, such as "localhost:1200"'


def private_kind(address: str) -> str | None:
    """What an address belongs to that is not public; None where it is public. Raises `ValueError` for none at all."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        for wrapping, shift in _WRAPPED:
            if found in wrapping:
                return private_kind(str(IPv4Address(int(found) >> shift & 0xFFFF_FFFF)))
    for network, kind in _PRIVATE:
        if found in network:
            return kind
    return None if isinstance(found, IPv4Address) or found in _PUBLIC_IPV6 else "reserved"


def literal(host: str) -> str | None:
    """The address that a host says without being looked up, in any spelling that systems take (`127.1`,
    `0x7f000001`, `localhost`); None for a name."""
    host = _plain(host)
    if host == "localhost" or host.endswith(".localhost"):
        return "127.0.0.1"
    try:
        return str(ip_address(host.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None


def is_address(host: str) -> bool:
    """Whether a host is an address in its usual spelling, which needs no looking up."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def openings(entries: Iterable[str]) -> Openings:
    """What a list of `host` and `host:port` opens. Raises `ValueError` that says what is wrong and the mend."""
    return frozenset(_opening(entry) for entry in entries)


def is_open(opened: Openings, host: str, port: int) -> bool:
    """Whether a person named this host, spelled so, with this port or with none."""
    name = _plain(host)
    return (name, port) in opened or (name, None) in opened


def _opening(entry: str) -> tuple[str, int | None]:
    text = entry.strip()
    found = re.fullmatch(r"\[([^\]]*)\](?::(\d+))?", text) or re.fullmatch(r"([^:]*)(?::(\d+))?", text)
    host, port = (found[1], found[2]) if found else (text, None)
    host = _plain(host)
    if re.fullmatch(r"[\d.]+", host) or ":" in host or text.startswith("["):
        named = is_address(host)
    else:
        named = bool(_NAME.fullmatch(host))
    if not named:
        raise ValueError(f"{entry!r} names no host; {_MEND}")
    if port is not None and not 0 < int(port[:6]) < 65_536:
        raise ValueError(f"{entry!r} has a port that cannot be; choose one from 1 to 65535")
    return host, int(port) if port else None


def _plain(host: str) -> str:
    """A host as it is compared: in lower case, without brackets and closing dot, addresses in their shortest form."""
    host = (host[1:-1] if host[:1] + host[-1:] == "[]" else host).rstrip(".").lower()
    try:
        return ip_address(host).compressed
    except ValueError:
        return host
