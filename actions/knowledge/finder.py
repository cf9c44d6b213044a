"""Which topic a question asks for, learnt from the questions of `data/knowledge/`; or none.

A linear classifier over words and letters, as for the acts of dialogue. Unsure, it abstains: to say
« je ne sais pas » is better than to answer another question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Mapping, Sequence

import numpy as np

from actions.knowledge.topics import INCONNU, Knowledge, folded
from bot.understanding.examples import digest
from bot.understanding.learning import Linear, counted, fitted, keep

#: By how much the likeliest topic must lead the next to answer a whole message, a part of one, or a
#: message that may be no question at all (python -m benchmarks.knowledge).
SURE, SURE_OF_A_PART, SURE_OF_A_STRAY = 0.14, 0.25, 0.35
#: Topics answered at once, and offered when none is.
_AT_ONCE, _OFFERED = 2, 3
#: Two questions in a message: a stop between them, or a « et » before a word that asks.
_PARTS = re.compile(
    r"[?!.;\n]+|,? (?:et|puis|ou alors) (?=(?:aussi |sinon |surtout |si )?(?:combien|comment|est[ -]ce|qui|que|quoi|"
    r"quels?|quelles?|où|ou|quand|pourquoi|c'est|c’est|ça|à|faut|peut|y a|vous|votre|vos|êtes|avez|les?|la|l'|l’)\b)",
    re.IGNORECASE,
)
_FEWEST_LETTERS = 6


@dataclass(frozen=True)
class Found:
    """topics: what answers, the surest first, at most two; none to abstain. nearest: what to offer.
    lead: by how much the first leads.
    """

    topics: tuple[str, ...]
    nearest: tuple[str, ...]
    lead: float = 0.0


@dataclass(frozen=True)
class Finder:
    """ngrams: texts → sparse features; model: the topic of a question, `inconnu` among them."""

    ngrams: Any
    model: Linear

    def find(self, text: str) -> Found:
        """The topics a message asks for."""
        parts = [text, *_parts(text)]
        rows = self._probabilities(parts)
        whole = rows[0]
        order = [self.model.classes[i] for i in np.argsort(-whole)]
        nearest = tuple(t for t in order if t != INCONNU)[:_OFFERED]
        told: dict[str, float] = {}
        for row in rows[1:]:
            topic, sure = self._best(row)
            if sure >= SURE_OF_A_PART:
                told[topic] = max(sure, told.get(topic, 0.0))
        told.pop(INCONNU, None)
        if len(told) > 1:
            topics = tuple(sorted(told, key=lambda t: -told[t])[:_AT_ONCE])
            return Found(topics, nearest, min(told.values()))
        topic, sure = self._best(whole)
        if topic == INCONNU or sure < SURE:
            return Found(tuple(told), nearest, max(told.values(), default=0.0))
        return Found((topic,), nearest, sure)

    def _best(self, row: np.ndarray) -> tuple[str, float]:
        second, best = np.argsort(row)[-2:]
        return self.model.classes[best], float(row[best] - row[second])

    def _probabilities(self, texts: Sequence[str]) -> np.ndarray:
        return self.model.probabilities(self.ngrams.transform([folded(t) for t in texts]))


def learn_topics(questions: Mapping[str, Sequence[str]]) -> Finder:
    """Fit the classifier on the questions of each topic. Deterministic."""
    from sklearn.pipeline import make_union

    texts = [q for told in questions.values() for q in told]
    labels = [topic for topic, told in questions.items() for _ in told]
    ngrams = make_union(counted("word", (1, 1), 1), counted("char_wb", (2, 4), 2))
    return Finder(ngrams, fitted(ngrams.fit_transform([folded(t) for t in texts]), labels))


def load_finder(knowledge: Knowledge, folder: Path, cache: Path) -> Finder:
    """What is learnt from `folder`, where `knowledge` was read, once, and kept under `cache`."""
    import joblib

    here = Path(__file__)
    kept = cache / f"sujets-{digest(folder, here)}.joblib"
    if kept.exists():
        return joblib.load(kept)
    learnt = learn_topics(questions_of(knowledge))
    keep(learnt, kept)
    return learnt


def questions_of(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Every way of asking, by topic."""
    asked = {t.id: (t.titre, *t.questions) for t in knowledge.topics.values()}
    return {**asked, INCONNU: knowledge.unanswered.questions}


def _parts(text: str) -> Iterator[str]:
    parts = [p for p in _PARTS.split(text) if sum(c.isalpha() for c in p) >= _FEWEST_LETTERS]
    return iter(parts if len(parts) > 1 else [])
