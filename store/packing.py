"""Pages compressed with zstd, against an earlier page of their host as dictionary where there is one."""

from __future__ import annotations

import sys
from types import ModuleType

_LEVEL = 6
#: A body refers to what is so far back at the most: its dictionary has to be within.
_WINDOW_LOG = 23


class Unpackable(Exception):
    """What is no such page, or not to be had with this dictionary."""


def pack(data: bytes, dictionary: bytes | None = None) -> bytes:
    zstd = _zstd()
    options = {
        zstd.CompressionParameter.compression_level: _LEVEL,
        zstd.CompressionParameter.window_log: _WINDOW_LOG if dictionary else 0,
        zstd.CompressionParameter.checksum_flag: 1,
    }
    packed: bytes = zstd.compress(data, options=options, zstd_dict=_dictionary(dictionary))
    return packed


def unpack(data: bytes, size: int, dictionary: bytes | None = None) -> bytes:
    """A page of that size. Raises `Unpackable`; no more is unpacked than the size, whatever the data claim to hold."""
    zstd = _zstd()
    if size < 0:
        raise Unpackable("it is of no size")
    try:
        one = zstd.ZstdDecompressor(zstd_dict=_dictionary(dictionary))
        found: bytes = one.decompress(data, max_length=size + 1)
    except (zstd.ZstdError, EOFError) as error:
        raise Unpackable(str(error)) from None
    if len(found) != size:
        raise Unpackable("it is of another size")
    return found


def _dictionary(data: bytes | None) -> object:
    return _zstd().ZstdDict(data, is_raw=True) if data and len(data) >= 8 else None


def _zstd() -> ModuleType:
    """Loaded only where a page is written or read."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd
