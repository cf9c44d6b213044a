"""What is learnt of reading, together: who writes, what a clause states, which number is whose."""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.learnt_facts import LearntFacts
from bot.understanding.measures import Measures
from bot.understanding.writers import Writers


@dataclass(frozen=True)
class Learnt:
    """writers: the person or somebody for them. facts: of a clause. measures: ages, places, lengths."""

    writers: Writers
    facts: LearntFacts
    measures: Measures
