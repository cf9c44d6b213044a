"""What a clause states, learnt: the chance that it gives each fact each value.

One logistic regression a fact and value, over the clause's words, letters and signs (context.py),
learnt from the labelled messages of `data/messages/` and the clauses of `data/examples/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Sequence

import numpy as np

from bot.situation import Value
from bot.understanding.context import MEASURED, Clause, same
from bot.understanding.marks import Mark

#: A value seen in fewer clauses is not learnt.
_FEWEST = 8
#: Share of a mark's words that must stand in a clause for the clause to state it, or of the clause.
_MOST_OF_MARK, _MOST_OF_CLAUSE = 0.5, 0.6
_WEIGHT_OF_SIGNS = 0.5


@dataclass(frozen=True)
class LearntFacts:
    """vectorizers: of words, letters and signs. weights, bias: a column a label.

    labels: fact and value of each column.
    """

    vectorizers: tuple[Any, Any, Any]
    labels: tuple[tuple[str, Value], ...]
    weights: np.ndarray
    bias: np.ndarray

    def chances(self, clauses: Sequence[Clause]) -> np.ndarray:
        """Clauses × labels: the chance that a clause states each."""
        if not clauses:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        scores = _features(self.vectorizers, clauses) @ self.weights + self.bias
        return 1.0 / (1.0 + np.exp(-scores))


def stated(clause: Clause, marks: Sequence[Mark]) -> frozenset[tuple[str, Value]]:
    """The facts of the person whose marked words are, for the most part, in a clause."""
    found = set()
    for mark in marks:
        if mark.qualifier or mark.fait in MEASURED:
            continue
        shared = min(mark.fin, clause.fin) - max(mark.debut, clause.debut)
        if shared > 0 and (
            shared >= _MOST_OF_MARK * (mark.fin - mark.debut)
            or shared >= _MOST_OF_CLAUSE * (clause.fin - clause.debut)
        ):
            found.add((mark.fait, mark.valeur))
    return frozenset(found)


def learn(
    clauses: Sequence[Clause], truth: Sequence[frozenset[tuple[str, Value]]], jobs: int = 2
) -> LearntFacts:
    """Fit everything; deterministic. `truth`: the facts each clause states."""
    from joblib import Parallel, delayed

    vectorizers = _fitted_vectorizers(clauses)
    features = _features(vectorizers, clauses)
    counts: dict[tuple[str, Value], int] = {}
    for facts in truth:
        for fact in facts:
            counts[fact] = counts.get(fact, 0) + 1
    labels = sorted((f for f, n in counts.items() if n >= _FEWEST), key=str)
    columns = Parallel(n_jobs=jobs)(
        delayed(_fitted)(features, np.array([label in facts for facts in truth]))
        for label in labels
    )
    weights = np.stack([w for w, _ in columns], axis=1)
    return LearntFacts(
        vectorizers,
        tuple(labels),
        np.ascontiguousarray(weights, dtype=np.float32),
        np.array([b for _, b in columns], dtype=np.float32),
    )


def _fitted(features: Any, truth: np.ndarray) -> tuple[np.ndarray, float]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(solver="liblinear", C=4.0, tol=2e-2)
    model.fit(features, truth)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


def _words(clause: Clause) -> tuple[str, ...]:
    return clause.words


def _line(clause: Clause) -> str:
    return clause.line


def _signs(clause: Clause) -> tuple[str, ...]:
    return clause.signs


def _fitted_vectorizers(clauses: Sequence[Clause]) -> tuple[Any, Any, Any]:
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

    words = TfidfVectorizer(analyzer=same, min_df=2, sublinear_tf=True, dtype=np.float32)
    letters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 4), min_df=3, sublinear_tf=True, dtype=np.float32
    )
    signs = CountVectorizer(analyzer=same, min_df=2, binary=True, dtype=np.float32)
    words.fit(map(_words, clauses))
    letters.fit(map(_line, clauses))
    signs.fit(map(_signs, clauses))
    return words, letters, signs


def _features(vectorizers: tuple[Any, Any, Any], clauses: Sequence[Clause]) -> Any:
    from scipy.sparse import hstack

    words, letters, signs = vectorizers
    return hstack([
        words.transform(map(_words, clauses)),
        letters.transform(map(_line, clauses)),
        signs.transform(map(_signs, clauses)) * _WEIGHT_OF_SIGNS,
    ]).tocsr()  # fmt: skip


def by_fact(
    labels: Sequence[tuple[str, Value]], chances: np.ndarray
) -> Mapping[str, list[tuple[Value, float, int]]]:
    """For each fact, its values with their best chance and the clause where it stands."""
    out: dict[str, list[tuple[Value, float, int]]] = {}
    if len(chances):
        where = chances.argmax(axis=0)
        for column, (fait, value) in enumerate(labels):
            row = int(where[column])
            out.setdefault(fait, []).append((value, float(chances[row, column]), row))
    return out
