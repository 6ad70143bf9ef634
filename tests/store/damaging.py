"""Files that a disk did something to: bytes changed at places that a number decides."""

from __future__ import annotations

import random
from pathlib import Path

PAGE = 4096


def flip(path: Path, seed: int) -> set[int]:
    """Damages one page or a few: some bytes, many, or all of it. Returns the pages, counted from 1."""
    lot = random.Random(seed)
    content = bytearray(path.read_bytes())
    pages = {lot.randrange(len(content) // PAGE) for _ in range(lot.choice([1, 1, 2, 4]))}
    for page in pages:
        begin = page * PAGE
        if lot.random() < 0.3:
            content[begin : begin + PAGE] = bytes(PAGE)
        else:
            for _ in range(lot.choice([1, 8, 200])):
                content[begin + lot.randrange(PAGE)] = lot.randrange(256)
    path.write_bytes(content)
    return {page + 1 for page in pages}


def files(path: Path) -> dict[str, bytes]:
    """The database and its log, byte for byte. An empty log is none: whoever reads makes one."""
    both = (path, path.with_name(path.name + "-wal"))
    return {one.name: content for one in both if one.exists() and (content := one.read_bytes())}
