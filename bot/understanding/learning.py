"""What every learnt part is made of: n-grams, and a linear classifier over them."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Sequence

import numpy as np


@dataclass(frozen=True)
class Linear:
    """A multinomial logistic regression.

    classes: its labels. weights: float32, features × labels, contiguous: scikit-learn's own
    `predict_proba` copies them at each call, which costs more than the rest of the reading.
    """

    classes: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray

    def probabilities(self, features: Any) -> np.ndarray:
        """Texts × labels, from sparse features, one text a row."""
        scores = features @ self.weights + self.bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)

    def of(self, label: str) -> int:
        """The column of a label."""
        return self.classes.index(label)


def counted(analyzer: str, lengths: tuple[int, int], least: int) -> Any:
    """A vectorizer of n-grams (`analyzer`: word or char_wb) seen at least `least` times."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=analyzer, ngram_range=lengths, min_df=least,
                           token_pattern=r"\S+", sublinear_tf=True, dtype=np.float32)  # fmt: skip


def fitted(features: Any, truth: Sequence[str]) -> Linear:
    """A classifier of labels, each label weighing as much as another. Deterministic."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=60, tol=1e-3)
    with warnings.catch_warnings():  # stopped early on purpose: more rounds bring nothing
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(features, truth)
    weights, bias = model.coef_.T, model.intercept_
    if len(model.classes_) == 2:  # one column then: the other label scores nothing
        weights = np.hstack([np.zeros_like(weights), weights])
        bias = np.concatenate([[0.0], bias])
    return Linear(
        tuple(str(c) for c in model.classes_),
        np.ascontiguousarray(weights, dtype=np.float32),
        bias.astype(np.float32),
    )


def keep(learnt: Any, path: Path) -> None:
    """Write what was learnt, whole or not at all: another process may be reading it."""
    import joblib

    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    joblib.dump(learnt, unfinished, compress=3)
    os.replace(unfinished, path)
