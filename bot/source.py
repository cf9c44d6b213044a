"""Editable YAML files, read with the line of every value, so that errors can name it.

Every scalar stays text, as typed: `non` is never silently turned into a boolean.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn, Union

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode


class SourceError(ValueError):
    """A mistake in a file people edit; the message starts with `file:line:`, in French."""


class Text(str):
    """A scalar that knows its line (from 1)."""

    line: int = 0
    path: Path


class List(list):
    """A sequence that knows its line."""

    line: int = 0
    path: Path


class Map(dict):
    """A mapping that knows its line; keys are `Text`."""

    line: int = 0
    path: Path

    def check_keys(self, allowed: set[str], required: set[str] = frozenset()) -> None:
        """Raise SourceError for an unknown or a missing key."""
        for key in self:
            if key not in allowed:
                fail(key, f"clé inconnue « {key} » (possibles : {', '.join(sorted(allowed))})")
        for key in sorted(required - set(self)):
            fail(self, f"il manque « {key} »")

    def text(self, key: str, default: str = "") -> str:
        """The scalar under `key`; SourceError when it is not one."""
        value = self.get(key, default)
        if not isinstance(value, str):
            fail(value, f"« {key} » doit être un texte")
        return value

    def texts(self, key: str) -> list[str]:
        """The list of scalars under `key` (a single scalar counts as one)."""
        value = self.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(i, str) for i in items):
            fail(self, f"« {key} » doit être une liste de textes")
        return list(items)


Located = Union[Text, List, Map]


def fail(where: Any, message: str) -> NoReturn:
    """Raise SourceError at the place of `where`, any located value."""
    path = getattr(where, "path", None)
    raise SourceError(f"{path.name if path else '?'}:{getattr(where, 'line', 0)}: {message}")


def _located(node: Node, path: Path) -> Located:
    line = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        value: Located = Text(node.value)
    elif isinstance(node, MappingNode):
        value = Map()
        for key_node, value_node in node.value:
            key = _located(key_node, path)
            if key in value:
                fail(key, f"« {key} » est écrit deux fois")
            value[key] = _located(value_node, path)
    else:
        value = List(_located(item, path) for item in node.value)
    value.line, value.path = line, path
    return value


def load(path: Path) -> Located:
    """Read one YAML file. Raises SourceError when it is missing, empty or malformed."""
    try:
        with path.open(encoding="utf-8") as stream:
            node = YAML(typ="safe", pure=True).compose(stream)
    except FileNotFoundError:
        raise SourceError(f"{path.name}:0: fichier introuvable") from None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise SourceError(f"{path.name}:{line}: YAML illisible ({error.problem})") from None
    if node is None:
        raise SourceError(f"{path.name}:1: fichier vide")
    return _located(node, path)


def load_map(path: Path) -> Map:
    """Like `load`, for a file whose top is a mapping."""
    value = load(path)
    if not isinstance(value, Map):
        fail(value, "le fichier doit contenir des clés et leurs valeurs")
    return value
