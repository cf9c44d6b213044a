"""Imports go one way: text → facts → decision → dialogue, and the first three know no Rasa, no SQL."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: folder or file → what it must never import
FORBIDDEN = {
    "bot/situation.py": ("rasa", "sqlalchemy", "sanic", "actions", "bot.understanding"),
    "bot/catalogue.py": ("rasa", "sqlalchemy", "sanic", "actions", "bot.understanding"),
    "bot/privacy": (
        "rasa", "sqlalchemy", "sanic", "actions", "bot.understanding", "bot.channels", "bot.stores",
    ),
    "bot/hearing": (
        "rasa", "sqlalchemy", "sanic", "actions", "bot.channels", "bot.stores", "bot.nlu",
    ),
    "bot/understanding": ("rasa", "sqlalchemy", "sanic", "actions", "bot.channels", "bot.stores"),
    "actions/policy": ("rasa", "sqlalchemy", "sanic", "bot.understanding", "actions.dialogue"),
    "actions/knowledge": ("rasa", "sqlalchemy", "sanic", "actions.dialogue"),
    "actions/answers": ("rasa", "sqlalchemy", "sanic", "bot.understanding", "actions.dialogue"),
    "actions/sheet": ("rasa", "sqlalchemy", "sanic", "bot.channels", "bot.stores", "actions.dialogue"),
    "bot/calls": ("rasa", "sqlalchemy", "sanic", "bot.channels", "bot.stores", "actions.directory"),
    "bot/stores/calls.py": ("rasa", "sanic", "actions"),
    "bot/stores/engine.py": ("rasa", "sanic", "actions"),
    "bot/stores/events.py": ("rasa", "sanic", "actions"),
    "bot/stores/lines.py": ("rasa", "sanic", "actions"),
    "bot/stores/sheets.py": ("rasa", "sanic", "actions"),
    "gateway": (
        "rasa", "sqlalchemy", "sanic", "actions", "tests", "bot.calls", "bot.channels", "bot.stores",
        "bot.understanding", "bot.hearing",
    ),
    "actions/dialogue": ("rasa", "sqlalchemy", "sanic", "bot.channels", "actions.directory.repository"),
}  # fmt: skip


def imported(path: Path) -> set[str]:
    """Every module a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("place", FORBIDDEN)
def test_layers_import_downwards_only(place):
    target = ROOT / place
    files = [target] if target.suffix == ".py" else sorted(target.rglob("*.py"))
    assert files
    for path in files:
        for name in imported(path):
            for barred in FORBIDDEN[place]:
                assert not (
                    name == barred
                    or name.startswith(f"{barred}.")
                    or (barred == "rasa" and name.startswith("rasa"))
                ), f"{path}: {name}"


def test_one_action_a_file():
    for path in (ROOT / "actions").glob("*.py"):
        classes = [n for n in ast.parse(path.read_text()).body if isinstance(n, ast.ClassDef)]
        assert len(classes) <= 1, path


def test_no_path_of_a_machine_in_the_tree():
    for path in ROOT.rglob("*"):
        if path.suffix in (".py", ".yml", ".md", ".sh", ".toml") and not {
            ".venv",
            ".venv-gateway",
            ".uv",
            "node_modules",
        } & set(path.parts):
            assert str(ROOT) not in path.read_text(encoding="utf-8", errors="ignore"), path
