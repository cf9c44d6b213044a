"""Conditions over facts: read from the policy file, evaluated in three values.

A condition is True, False or None (unknown). Beside its value, an evaluation says which
facts made it so and which unknown facts could still settle it (Kleene's strong logic).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Optional, Protocol

from bot.catalogue import CHOIX, NOMBRE, OUI_NON, Fait
from bot.situation import Value
from bot.source import Map, fail

#: A pseudo-fact: how many questions were asked in this situation.
DEJA_DEMANDE = "deja_demande"
#: A pseudo-fact: any of the needs expressed, not only the main one.
DEMANDE_AUSSI = "demande_aussi"


@dataclass(frozen=True)
class Facts:
    """What a condition is evaluated on.

    `values` are known, deduced and presumed facts; `said` the facts known or deduced, which
    is what `inconnu` asks about; `needs` every need expressed; `asked` how many questions were.
    `closed`: only what is known holds (for presumptions), instead of three values.
    """

    values: Mapping[str, Value]
    said: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    asked: int = 0
    closed: bool = False

    def unknown(self, fait: str) -> "Result":
        """What a condition on a fact nobody knows gives."""
        return Result(False) if self.closed else Result(None, missing=frozenset({fait}))


@dataclass(frozen=True)
class Result:
    """Value of a condition, the facts that made it so, the facts that could settle it."""

    value: Optional[bool]
    because: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


class Condition(Protocol):
    """Anything that can be evaluated on facts."""

    def evaluate(self, facts: Facts) -> Result:
        """Three-valued evaluation."""

    def faits(self) -> frozenset[str]:
        """Every fact it may look at."""


@dataclass(frozen=True)
class Is:
    """A fact has one of these values."""

    fait: str
    values: tuple[Value, ...]

    def evaluate(self, facts: Facts) -> Result:
        one = frozenset({self.fait})
        if self.fait == DEMANDE_AUSSI:
            return Result(any(v in facts.needs for v in self.values))
        if self.fait not in facts.values:
            return facts.unknown(self.fait)
        return Result(facts.values[self.fait] in self.values, because=one)

    def faits(self) -> frozenset[str]:
        return frozenset({"demande" if self.fait == DEMANDE_AUSSI else self.fait})


@dataclass(frozen=True)
class Between:
    """A number lies between two bounds, both included."""

    fait: str
    low: float = float("-inf")
    high: float = float("inf")

    def evaluate(self, facts: Facts) -> Result:
        if self.fait == DEJA_DEMANDE:
            return Result(self.low <= facts.asked <= self.high)
        one = frozenset({self.fait})
        if self.fait not in facts.values:
            return facts.unknown(self.fait)
        return Result(self.low <= float(facts.values[self.fait]) <= self.high, because=one)

    def faits(self) -> frozenset[str]:
        return frozenset() if self.fait == DEJA_DEMANDE else frozenset({self.fait})


@dataclass(frozen=True)
class Unsaid:
    """Nobody has said anything about a fact: never itself unknown."""

    fait: str

    def evaluate(self, facts: Facts) -> Result:
        return Result(self.fait not in facts.said)

    def faits(self) -> frozenset[str]:
        return frozenset({self.fait})


@dataclass(frozen=True)
class Not:
    """The contrary of a condition."""

    part: Condition

    def evaluate(self, facts: Facts) -> Result:
        r = self.part.evaluate(facts)
        return Result(None if r.value is None else not r.value, r.because, r.missing)

    def faits(self) -> frozenset[str]:
        return self.part.faits()


@dataclass(frozen=True)
class Named:
    """A notion defined in the policy file."""

    name: str
    part: Condition

    def evaluate(self, facts: Facts) -> Result:
        return self.part.evaluate(facts)

    def faits(self) -> frozenset[str]:
        return self.part.faits()


@dataclass(frozen=True)
class Combination:
    """All of (`decisive` False) or at least one of (`decisive` True) some conditions."""

    parts: tuple[Condition, ...]
    decisive: bool

    def evaluate(self, facts: Facts) -> Result:
        results = [p.evaluate(facts) for p in self.parts]
        settled = [r for r in results if r.value is self.decisive]
        if settled:
            return Result(self.decisive, frozenset().union(*(r.because for r in settled)))
        unknown = [r for r in results if r.value is None]
        if unknown:
            return Result(None, missing=frozenset().union(*(r.missing for r in unknown)))
        return Result(not self.decisive, frozenset().union(*(r.because for r in results)))

    def faits(self) -> frozenset[str]:
        return frozenset().union(*(p.faits() for p in self.parts))


def every(parts: list[Condition]) -> Condition:
    """All the conditions together."""
    return parts[0] if len(parts) == 1 else Combination(tuple(parts), decisive=False)


def any_of(parts: list[Condition]) -> Condition:
    """At least one of the conditions."""
    return parts[0] if len(parts) == 1 else Combination(tuple(parts), decisive=True)


@dataclass
class ConditionReader:
    """Reads conditions, knowing the facts and the notions defined so far."""

    catalogue: Mapping[str, Fait]
    notions: dict[str, Condition] = field(default_factory=dict)

    def read(self, raw: Any) -> Condition:
        """A condition from its YAML form. Raises SourceError with file and line."""
        if not isinstance(raw, Map) or not raw:
            fail(raw, "une condition s'écrit « fait: valeur »")
        return every([self._line(key, value) for key, value in raw.items()])

    def _line(self, key: Any, value: Any) -> Condition:
        if key in ("tous", "au_moins_un", "aucun"):
            if not isinstance(value, list) or not value:
                fail(key, f"« {key} » attend une liste de conditions")
            parts = [self.read(item) for item in value]
            if key == "tous":
                return every(parts)
            return any_of(parts) if key == "au_moins_un" else Not(any_of(parts))
        if key == "inconnu":
            self._known(value)
            return Unsaid(str(value))
        if key in self.notions:
            named = Named(str(key), self.notions[key])
            return named if self._yes_no(value) else Not(named)
        if key == DEJA_DEMANDE:
            return self._between(key, value)
        fait = self._known("demande" if key == DEMANDE_AUSSI else key, key)
        if fait.type == NOMBRE:
            return self._between(key, value)
        values = value if isinstance(value, list) else [value]
        return Is(str(key), tuple(self.value(fait, v) for v in values))

    def _between(self, key: Any, value: Any) -> Condition:
        if not isinstance(value, Map):
            fail(key, f"« {key} » attend des bornes : {{min: …, max: …}}")
        value.check_keys({"min", "max"})
        bounds = {k: self._number(v) for k, v in value.items()}
        return Between(str(key), bounds.get("min", float("-inf")), bounds.get("max", float("inf")))

    def _known(self, code: Any, where: Any = None) -> Fait:
        if code not in self.catalogue:
            fail(where if where is not None else code, f"fait ou notion inconnu « {code} »")
        return self.catalogue[code]

    @staticmethod
    def _yes_no(raw: Any) -> bool:
        if raw not in ("oui", "non"):
            fail(raw, f"« {raw} » : il faut oui ou non")
        return raw == "oui"

    @staticmethod
    def _number(raw: Any) -> float:
        try:
            return float(raw)
        except (TypeError, ValueError):
            fail(raw, f"« {raw} » n'est pas un nombre")

    def value(self, fait: Fait, raw: Any) -> Value:
        """A fact's value as written in the file. Raises SourceError when it is not legal."""
        if fait.type == OUI_NON:
            return self._yes_no(raw)
        if fait.type == NOMBRE:
            return self._number(raw)
        if fait.type == CHOIX and raw not in fait.valeurs:
            fail(raw, f"« {raw} » n'est pas une valeur de « {fait.code} »")
        return str(raw)
