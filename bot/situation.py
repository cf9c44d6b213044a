"""The situation of an insured person: a log of assertions, and the view of what is known now.

Plain Python, shared by the half that understands (`bot/`) and the half that decides
(`actions/`). Nothing is ever overwritten: a correction is one more assertion.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Iterable, Iterator, Optional, Union

Value = Union[bool, int, float, str]

#: Qualifiers that keep an assertion from being a present fact of the person.
AUTRE = "autre"  # somebody else's
PASSE = "passe"  # over and done with
HYPOTHESE = "hypothese"  # supposed, feared, conditional
QUESTION = "question"  # asked, not said
DEVINEE = "devinee"  # the partner's guess, a reported opinion
DOUTE = "doute"  # we are not sure to understand: worth confirming
BLOCKING = frozenset({AUTRE, PASSE, HYPOTHESE, QUESTION, DEVINEE, DOUTE})
#: Informative qualifier: the words denied the fact (already counted in the value).
NIE = "nie"

#: Where an assertion comes from. A withdrawal (`retrait`) makes the fact unknown again.
DIT, REPONSE, CORRECTION, IGNORE, RETRAIT = "dit", "reponse", "correction", "ignore", "retrait"


@dataclass(frozen=True)
class Assertion:
    """One thing said about one fact.

    Attributes:
        fait: code of the fact.
        valeur: its value; None with origin `ignore` (« je ne sais pas ») or `retrait`.
        preuve: the partner's own words.
        debut, fin: offsets of those words in the message, in characters.
        tour: number of the message, from 1; 0 while reading.
        qualificatifs: any of the qualifiers above.
        origine: dit, reponse, correction, ignore or retrait.
        force: confidence between 0 and 1; below 1 the fact is worth confirming.
    """

    fait: str
    valeur: Optional[Value]
    preuve: str = ""
    debut: int = 0
    fin: int = 0
    tour: int = 0
    qualificatifs: tuple[str, ...] = ()
    origine: str = DIT
    force: float = 1.0

    @property
    def retenue(self) -> bool:
        """Whether it states a present fact of the insured person."""
        return not BLOCKING.intersection(self.qualificatifs)

    def at(self, tour: int) -> "Assertion":
        """The same assertion, dated."""
        return replace(self, tour=tour)


@dataclass(frozen=True)
class Situation:
    """An append-only log of assertions about one insured person.

    Attributes:
        journal: the assertions, oldest first.
        tour: number of the last message.
        questions: facts asked so far, in order.
    """

    journal: tuple[Assertion, ...] = ()
    tour: int = 0
    questions: tuple[str, ...] = ()
    _view: dict = field(default_factory=dict, compare=False, repr=False)

    def add(self, assertions: Iterable[Assertion], tour: Optional[int] = None) -> "Situation":
        """A new situation with `assertions` appended under message number `tour`."""
        tour = self.tour if tour is None else tour
        dated = tuple(a.at(tour) for a in assertions)
        return Situation(self.journal + dated, tour, self.questions)

    def asked(self, fait: str) -> "Situation":
        """A new situation where `fait` has been asked."""
        return Situation(self.journal, self.tour, self.questions + (fait,))

    def until(self, length: int) -> "Situation":
        """The situation as it was when its log held `length` assertions."""
        return Situation(self.journal[:length], self.tour, self.questions)

    def current(self) -> dict[str, Assertion]:
        """The last retained assertion of each fact not withdrawn since.

        « Je ne sais pas » never erases one.
        """
        if not self._view:
            for assertion in self.journal:
                if assertion.origine == RETRAIT:
                    self._view.pop(assertion.fait, None)
                elif assertion.retenue and assertion.valeur is not None:
                    self._view[assertion.fait] = assertion
        return dict(self._view)

    def values(self) -> dict[str, Value]:
        """Known facts and their values."""
        return {fait: a.valeur for fait, a in self.current().items()}

    def unknown_to_partner(self) -> frozenset[str]:
        """Facts the partner said they do not know, and has not said since."""
        ignored: set[str] = set()
        for a in self.journal:
            if a.origine == IGNORE:
                ignored.add(a.fait)
            elif a.origine == RETRAIT:
                ignored.discard(a.fait)
        return frozenset(ignored.difference(self.current()))

    def doubts(self) -> dict[str, Assertion]:
        """The strongest thing half understood of each fact still unknown."""
        known, settled = self.current(), self.unknown_to_partner()
        out: dict[str, Assertion] = {}
        for a in self.journal:
            if a.origine == RETRAIT:
                out.pop(a.fait, None)
            doubtful = DOUTE in a.qualificatifs and a.fait not in known and a.fait not in settled
            if doubtful and (a.fait not in out or a.force > out[a.fait].force):
                out[a.fait] = a
        return out

    def all_values(self, fait: str) -> tuple[Value, ...]:
        """Every distinct retained value of `fait`, in order (several needs in one text)."""
        seen: dict[Value, None] = {}
        for a in self.journal:
            if a.fait == fait and a.origine == RETRAIT:
                seen.clear()
            elif a.fait == fait and a.retenue and a.valeur is not None:
                seen.setdefault(a.valeur)
        return tuple(seen)

    def __iter__(self) -> Iterator[Assertion]:
        return iter(self.journal)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form, for a slot."""
        return {
            "journal": [asdict(a) for a in self.journal],
            "tour": self.tour,
            "questions": list(self.questions),
        }

    @classmethod
    def from_dict(cls, data: Optional[dict[str, Any]]) -> "Situation":
        """The inverse of `to_dict`; None gives an empty situation."""
        if not data:
            return cls()
        return cls(
            tuple(assertion_from_dict(a) for a in data["journal"]),
            data["tour"],
            tuple(data["questions"]),
        )


def assertion_from_dict(data: dict[str, Any]) -> Assertion:
    """An assertion from its JSON form."""
    return Assertion(**{**data, "qualificatifs": tuple(data.get("qualificatifs", ()))})
