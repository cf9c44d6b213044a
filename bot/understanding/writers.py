"""Who writes, the insured person or somebody for them: learnt from whole messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Sequence

from bot.understanding.examples import Example
from bot.understanding.learning import Linear, counted, fitted
from bot.understanding.messages import Message

ASSURE, PARTENAIRE = "assure", "partenaire"


@dataclass(frozen=True)
class Writers:
    """lines: canonical words → sparse features; model: who wrote them."""

    lines: Any
    model: Linear

    def self_told(self, line: str) -> float:
        """Probability that a message is by the insured person; `line`: its canonical words."""
        row = self.model.probabilities(self.lines.transform([line]))[0]
        return float(row[self.model.of(ASSURE)])


def learn_writers(
    examples: Sequence[Example], messages: Sequence[Message], canonical: Callable[[str], str]
) -> Writers:
    """Fit it. canonical: text → its canonical words in a line."""
    told = [canonical(e.text) for e in examples] + [canonical(m.text) for m in messages]
    truth = [str(e.value) for e in examples]
    truth += [ASSURE if m.by_the_person else PARTENAIRE for m in messages]
    lines = counted("word", (1, 2), 1)
    return Writers(lines, fitted(lines.fit_transform(told), truth))
