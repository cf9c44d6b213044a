"""The vocabulary of `data/vocabulary/`: which words state which fact."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional, Sequence

from bot.catalogue import CHOIX, OUI_NON, Fait
from bot.situation import Value
from bot.source import Map, fail, load_map
from bot.understanding.openings import OpeningIndex
from bot.understanding.patterns import Compiled, compile_list, compile_pattern
from bot.understanding.text import Words

FACT_FILES = (
    "sante.yml", "argent.yml", "quotidien.yml", "emploi.yml", "demande.yml", "urgence.yml",
)  # fmt: skip
#: What a negation does to a match: turn it over, drop it, or nothing (its words already deny).
INVERSE, ECARTE, IGNORE = "inverse", "ecarte", "ignore"

#: Pairs of words whose patterns are remembered: those of a few thousand messages.
_REMEMBERED = 100_000


@dataclass(frozen=True)
class Group:
    """Patterns that give one fact one value.

    `anyone`: the fact holds whoever is the subject. `negation`: see above. `sauf`: patterns
    that cancel a match they overlap.
    """

    fait: str
    valeur: Value
    motifs: tuple[Compiled, ...]
    sauf: tuple[Compiled, ...]
    anyone: bool
    negation: str


@dataclass(frozen=True)
class Match:
    """A pattern found: words `first` to `last` (excluded) state `group`'s fact."""

    group: Group
    first: int
    last: int
    pattern: str


class Vocabulary:
    """Everything read from the files, compiled and indexed."""

    def __init__(
        self,
        groups: Sequence[Group],
        lists: Mapping[str, str],
        abbreviations: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.groups = tuple(groups)
        self.lists = lists
        self.abbreviations = abbreviations
        self._numbered = [(n, p) for n, g in enumerate(self.groups) for p in g.motifs]
        self._index = OpeningIndex(
            (rank, p.regex.pattern) for rank, (_, p) in enumerate(self._numbered)
        )
        self._starting_at = lru_cache(maxsize=_REMEMBERED)(self._patterns_at)

    def find(self, words: Words) -> Iterator[Match]:
        """Every match in a message, longest first for one group, without overlaps."""
        found: dict[int, list[tuple[int, int, str]]] = {}
        for i, (token, following) in enumerate(zip(words.tokens, [*words.tokens[1:], ""])):
            start = words.offset(i)
            for number, pattern, match_at in self._starting_at(token, following):
                match = match_at(words.line, start)
                if match and match.end() > start:
                    last = words.index(match.end() - 1) + 1
                    found.setdefault(number, []).append((i, last, pattern.source))
        for number in sorted(found):
            yield from _without_overlaps(self.groups[number], found[number], words)

    def _patterns_at(self, word: str, following: str) -> tuple[tuple[int, Compiled, Any], ...]:
        """The patterns that may match at `word`: their group, themselves, their matching."""
        ranks = sorted(set(self._index.starting_at(word, following)))
        return tuple((*self._numbered[rank], self._numbered[rank][1].regex.match) for rank in ranks)


def spans(patterns: tuple[Compiled, ...], words: Words) -> list[tuple[int, int]]:
    """Where patterns match, in words: (first, last excluded)."""
    found = []
    for pattern in patterns:
        for m in pattern.regex.finditer(words.line):
            if m.end() > m.start():
                found.append((words.index(m.start()), words.index(m.end() - 1) + 1))
    return found


def _without_overlaps(
    group: Group, found: list[tuple[int, int, str]], words: Words
) -> Iterator[Match]:
    barred = spans(group.sauf, words)
    taken: list[tuple[int, int]] = []
    for first, last, pattern in sorted(found, key=lambda s: (s[0] - s[1], s[0])):
        if any(first < b and a < last for a, b in barred + taken):
            continue
        taken.append((first, last))
        yield Match(group, first, last, pattern)


def load_vocabulary(folder: Path, catalogue: Mapping[str, Fait]) -> Vocabulary:
    """Read and compile the vocabulary. Raises SourceError naming file and line."""
    lists: dict[str, str] = {}
    for name, source in load_map(folder / "listes.yml").items():
        lists[str(name)] = compile_list(source, lists)
    abbreviations = {
        str(short): tuple(str(full).split())
        for short, full in load_map(folder / "abreviations.yml").items()
    }
    groups = []
    for name in FACT_FILES:
        for code, raw_groups in load_map(folder / name).items():
            if code not in catalogue:
                fail(code, f"fait inconnu « {code} »")
            if not isinstance(raw_groups, list):
                fail(code, f"« {code} » attend une liste de groupes de motifs")
            groups.extend(_group(catalogue[code], raw, lists) for raw in raw_groups)
    return Vocabulary(tuple(groups), lists, abbreviations)


def _group(fait: Fait, raw: Map, lists: Mapping[str, str]) -> Group:
    raw.check_keys({"valeur", "motifs", "sauf", "qui", "negation"}, {"valeur", "motifs"})
    if raw.text("qui", "personne") not in ("personne", "tous"):
        fail(raw["qui"], "« qui » vaut personne ou tous")
    negation = raw.text("negation", INVERSE)
    if negation not in (INVERSE, ECARTE, IGNORE):
        fail(raw["negation"], "« negation » vaut inverse, ecarte ou ignore")
    return Group(
        fait.code,
        _value(fait, raw["valeur"]),
        tuple(compile_pattern(p, lists) for p in raw.texts("motifs")),
        tuple(compile_pattern(p, lists) for p in raw.texts("sauf")),
        raw.text("qui", "personne") == "tous",
        negation,
    )


def _value(fait: Fait, raw: str) -> Value:
    value: Optional[Value] = None
    if fait.type == OUI_NON and raw in ("oui", "non"):
        value = raw == "oui"
    elif fait.type == CHOIX and raw in fait.valeurs:
        value = str(raw)
    if value is None:
        fail(raw, f"« {raw} » n'est pas une valeur de « {fait.code} »")
    return value
