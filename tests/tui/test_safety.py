"""What the code of `tui` may not do, read from its syntax."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui

ROOM = Path(tui.__file__).parent
FILES = sorted(ROOM.rglob("*.py"))
#: Widgets that take what they show as their first argument, and take a `str` for markup.
SHOWING = {"Static", "Label", "Button", "Tab", "Collapsible", "Option", "Markdown", "Log", "RichLog", "Digits", "Link"}
#: Ways of making something shown that only `text.py` may use.
MAKING = {"Content", "Text", "from_markup", "from_rich_text", "assemble", "styled", "render_str", "to_content"}
#: Ways of showing something that take a `str` for markup whatever is done.
NEVER = {"notify", "add_row", "add_column", "add_option", "add_options", "write_line"}


def _calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def _may_be_text(node: ast.expr) -> bool:
    """Whether an expression could be a `str` as far as its syntax tells."""
    return isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp | ast.Attribute | ast.Subscript)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOM)))
def test_text_reaches_the_screen_only_through_text_py(path: Path) -> None:
    for name, call in _calls(path):
        place = f"{path.name}:{call.lineno}"
        assert name not in NEVER, f"{place}: {name} takes text for markup"
        if path.name != "text.py":
            assert name not in MAKING, f"{place}: only text.py makes what is shown"
        if name in SHOWING or name == "update":
            assert not any(_may_be_text(argument) for argument in call.args), f"{place}: {name} is given text"
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in ("border_title", "border_subtitle", "tooltip"):
                    assert not _may_be_text(node.value), f"{path.name}:{node.lineno}: a border is given text"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOM)))
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 300


def test_the_app_class_stays_small() -> None:
    tree = ast.parse((ROOM / "app.py").read_text())
    (app,) = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    assert (app.end_lineno or 0) - app.lineno < 150


def test_starting_imports_nothing_of_the_network() -> None:
    code = (
        "import sys, tui.app\n"
        "heavy = {'httpx', 'feedparser', 'trafilatura', 'sqlite_utils', 'lxml'} & set(sys.modules)\n"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOM.parent, check=False)
    assert done.returncode == 0, done.stderr
