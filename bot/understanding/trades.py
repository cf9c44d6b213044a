"""The trades of `data/vocabulary/metiers.yml`: found in a message, each with the status it suggests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Mapping

from bot.source import fail, load_map
from bot.understanding.text import Words

#: What a trade may suggest: a working situation, or the farmers' scheme.
STATUSES = frozenset({"salarie", "independant", "agent_public", "msa"})


@dataclass(frozen=True)
class Trades:
    """by_first: first word of a trade → its other words and status, the longest first."""

    by_first: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    @classmethod
    def load(cls, path: Path) -> "Trades":
        """Read the file. Raises SourceError naming file and line."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        seen: dict[str, str] = {}
        for status, lines in load_map(path).items():
            if status not in STATUSES:
                fail(status, f"« {status} » : il faut l'un de {', '.join(sorted(STATUSES))}")
            for line in lines:
                for name in str(line).split("|"):
                    if seen.setdefault(name, status) != status:
                        fail(line, f"« {name} » est déjà dans « {seen[name]} »")
                    first, *rest = name.split()
                    found.setdefault(first, []).append((tuple(rest), str(status)))
        return cls({
            first: tuple(sorted(trades, key=lambda t: -len(t[0]))) for first, trades in found.items()
        })  # fmt: skip

    def find(self, words: Words) -> Iterator[tuple[int, int, str]]:
        """First word, end (excluded) and status of each trade named; the longest wins."""
        i = 0
        while i < len(words):
            end = i + 1
            for rest, status in self.by_first.get(words.tokens[i], ()):
                if tuple(words.tokens[i + 1 : i + 1 + len(rest)]) == rest:
                    end = i + 1 + len(rest)
                    yield i, end, status
                    break
            i = end
