"""Conversations written as YAML: loaded and checked here, played by `test_scripted.py`.

The form is told, with an example, in `README.md` beside this file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Mapping, Sequence

from bot.source import Map, fail, load_map
from bot.understanding.text import fold

HERE = Path(__file__).parent
#: Folders of another form, with their own test.
_OTHERS = frozenset({"neuf_cas"})
_TYPES = frozenset({"question", "orientation", "urgence", "information"})
#: Compared with the key of that name in a payload of the turn; several values: any of them.
_PAYLOAD_KEYS = (
    "sujet", "source", "fait", "format", "rang", "orientation", "urgence", "cas_pratique",
)  # fmt: skip
#: Each item is expected (or refused).
_LISTS = (
    "type", "sans_type", "missions", "orientations_complementaires", "contacts", "boutons",
    "contient", "ne_contient_pas",
)  # fmt: skip
_MAPS = ("faits", "preuves")
_EXPECTATIONS = frozenset({*_PAYLOAD_KEYS, *_LISTS, *_MAPS})
_CONTACT_FIELDS = ("telephone", "courriel", "url", "nom")
#: A file name says at least so much of the sentence it tests.
_NAME_LENGTH = 40


@dataclass(frozen=True)
class Tour:
    """What is said, and what is expected of the answer: expectation → texts, or a map of texts."""

    dit: str
    line: int
    expected: Mapping[str, Any]


@dataclass(frozen=True)
class Script:
    """One conversation. name: folder/file."""

    name: str
    canal: str
    tours: tuple[Tour, ...]


def scripts() -> list[Script]:
    """Every script under this folder. Raises SourceError naming file and line."""
    folders = sorted(f for f in HERE.iterdir() if f.is_dir() and f.name not in _OTHERS)
    return [load_script(path) for folder in folders for path in sorted(folder.glob("*.yml"))]


def load_script(path: Path) -> Script:
    """Read one script. Raises SourceError naming file and line."""
    raw = load_map(path)
    raw.check_keys({"canal", "tours"}, {"tours"})
    canal = raw.text("canal", "web")
    if canal not in ("web", "voix"):
        fail(raw["canal"], "« canal » vaut « web » ou « voix »")
    if not isinstance(raw["tours"], list) or not raw["tours"]:
        fail(raw["tours"], "« tours » doit être une liste de tours")
    tours = tuple(_tour(tour) for tour in raw["tours"])
    if not any(_named_after(path.stem, tour.dit) for tour in tours):
        fail(raw, f"le fichier doit porter le nom d'une phrase dite, comme « {slug(tours[0].dit)} »")
    if not any(tour.expected for tour in tours):
        fail(raw, "rien n'est attendu : ce test ne pourrait pas échouer")
    return Script(f"{path.parent.name}/{path.stem}", canal, tours)


def slug(sentence: str) -> str:
    """The file name of a sentence: lower case, no accents, words joined by `_`."""
    return "_".join(re.findall(r"[a-z0-9]+", fold(sentence).lower()))


def failures(tour: Tour, text: str, messages: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What of a turn's answer is not as expected, in words. text: all that was said."""
    payloads = [m["custom"] for m in messages if "custom" in m]
    types = [p.get("type") for p in payloads]
    yield from _always(text, types)
    for key, wanted in tour.expected.items():
        if key in _PAYLOAD_KEYS:
            got = [p[key] for p in payloads if key in p]
            if not got or not any(same(one, value) for one in wanted for value in got):
                yield f"{key} : {' ou '.join(wanted)} attendu, {got} reçu"
        elif key == "faits":
            yield from _facts(wanted, _last(payloads, "faits"))
        elif key == "preuves":
            yield from _evidence(wanted, _last(payloads, "motifs") or [])
        else:
            for one in wanted:
                problem = _in_turn(key, one, text, messages, payloads)
                if problem:
                    yield problem


def same(wanted: str, got: Any) -> bool:
    """Whether a value is the one written in a script: oui, non, a number, or words."""
    if isinstance(got, bool):
        return wanted.lower() in (("oui", "true") if got else ("non", "false"))
    if isinstance(got, (int, float)):
        return bool(re.fullmatch(r"-?\d+(?:\.\d+)?", wanted)) and float(wanted) == got
    return got is not None and str(got) == wanted


def _always(text: str, types: Sequence[str]) -> Iterator[str]:
    """What no turn may do."""
    if not text.strip():
        yield "aucun mot pour la personne"
    if "incident" in text or "problème technique" in text:
        yield f"une panne : {text}"
    if types.count("question") > 1:
        yield "plus d'une question dans un tour"


def _in_turn(
    key: str, one: str, text: str, messages: Sequence[Mapping], payloads: Sequence[Mapping]
) -> str | None:
    """What is wrong with one expected item of a list; None when nothing is."""
    if key in ("contient", "ne_contient_pas"):
        there = plain(one) in plain(text)
        return None if there == (key == "contient") else f"{key} « {one} » ; reçu : {text}"
    if key in ("type", "sans_type"):
        found: list[Any] = [p.get("type") for p in payloads]
    elif key == "boutons":
        found = [b["title"] for m in messages for b in m.get("buttons") or ()]
    elif key == "contacts":
        found = [c.get(f) for p in payloads for c in p.get("contacts", ()) for f in _CONTACT_FIELDS]
    else:
        found = [value for p in payloads for value in p.get(key, ())]
    there = any(same(one, value) for value in found)
    if there == (key != "sans_type"):
        return None
    return f"{key} : {one} ; reçu {[f for f in found if f is not None]}"


def _facts(wanted: Map, got: Mapping[str, Any] | None) -> Iterator[str]:
    for fait, value in wanted.items():
        known = (got or {}).get(fait)
        right = known is None if value == "inconnu" else same(value, known)
        if got is None or not right:
            yield f"faits, {fait} : {value} attendu, {known} reçu"


def _evidence(wanted: Map, motifs: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    said = {m["fait"]: m["preuve"] for m in motifs}
    for fait, words in wanted.items():
        if plain(words) not in plain(said.get(fait, "")):
            yield f"preuves, {fait} : « {words} » attendu, « {said.get(fait)} » reçu"


def _last(payloads: Sequence[Mapping[str, Any]], key: str) -> Any:
    found = [p[key] for p in payloads if key in p]
    return found[-1] if found else None


def plain(text: str) -> str:
    """Lower case, ordinary spaces and apostrophes: what typography changes is not tested."""
    return " ".join(text.replace("’", "'").lower().split())


def _tour(raw: Any) -> Tour:
    if not isinstance(raw, Map):
        fail(raw, "un tour a une clé « dit » et ce que l'on attend de la réponse")
    raw.check_keys({"dit", *_EXPECTATIONS}, {"dit"})
    expected: dict[str, Any] = {}
    for key in raw:
        if key in _MAPS:
            if not isinstance(raw[key], Map):
                fail(raw[key], f"« {key} » doit donner une valeur à chaque fait")
            expected[key] = raw[key]
        elif key != "dit":
            expected[key] = raw.texts(key)
    for key in ("type", "sans_type"):
        for kind in expected.get(key, ()):
            if kind not in _TYPES:
                fail(raw[key], f"« {kind} » n'est pas un type de réponse")
    return Tour(raw.text("dit"), raw.line, expected)


def _named_after(stem: str, sentence: str) -> bool:
    name = slug(sentence)
    return stem == name or (len(stem) >= _NAME_LENGTH and name.startswith(stem))
