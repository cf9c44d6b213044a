"""Whether verbs are what jambonz accepts: specs.json, by the rules of @jambonz/verb-specifications."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Mapping

SPECS = json.loads((Path(__file__).parent / "jambonz" / "specs.json").read_text(encoding="utf-8"))
_TYPES = {"string": str, "object": dict, "boolean": bool, "array": list}


def check(verbs: Any) -> None:
    """Raise AssertionError saying which verb is wrong, and why."""
    assert isinstance(verbs, list) and verbs, "an application is a list of verbs"
    for verb in verbs:
        name = verb["verb"]
        assert name in SPECS, f"unknown verb {name}"
        _object(name, {key: value for key, value in verb.items() if key != "verb"})


def _object(name: str, data: Mapping[str, Any]) -> None:
    spec = SPECS[name]
    for key, value in data.items():
        assert key in spec["properties"], f"{name}: unknown property {key}"
        _value(f"{name}.{key}", value, spec["properties"][key])
    missing = set(spec.get("required", ())) - set(data)
    assert not missing, f"{name}: {missing} missing"


def _value(where: str, value: Any, expected: Any) -> None:
    if isinstance(expected, list):  # ["#target"]: a list of them
        for one in value:
            _object(expected[0][1:], one)
    elif isinstance(expected, dict):
        assert _is(value, expected["type"]), where
        assert value in expected.get("enum", [value]), f"{where}: {value}"
    elif expected.startswith("#"):
        _object(expected[1:], value)
    else:
        assert any(_is(value, kind.strip()) for kind in expected.split("|")), f"{where}: {value!r}"


def _is(value: Any, kind: str) -> bool:
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, _TYPES[kind])
