"""How well a sentence vector tells what a clause speaks of: fivefold cross-validation on data/examples.

    python -m benchmarks.topics

Twice: the topic alone (what the assistant uses), then the topic and its value (oui or non).
"""
from __future__ import annotations

import sys

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from actions.assembly import DATA
from bot.catalogue import load_catalogue
from bot.understanding.semantics import encode, read_examples


def row(name: str, vectors: np.ndarray, truth: list[str]) -> str:
    """Share of right answers, then (share answered, share right) from three probabilities on."""
    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=600)
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    told = cross_val_predict(model, vectors, truth, cv=folds, method="predict_proba")
    right = np.unique(truth)[told.argmax(axis=1)] == np.array(truth)
    sure = told.max(axis=1)
    parts = [f"{name:18s} {len(set(truth)):3d} labels  right {right.mean():.2f}"]
    for least in (0.6, 0.7, 0.8):
        kept = sure >= least
        parts.append(f"p>={least}: {kept.mean():.2f} answered, {right[kept].mean():.2f} right")
    return "  ".join(parts)


def main() -> int:
    """Print two rows."""
    examples = read_examples(DATA / "examples", load_catalogue(DATA / "faits.yml"))
    vectors = encode([text for text, _, _ in examples])
    print(f"{len(examples)} examples")
    print(row("topic", vectors, [topic for _, topic, _ in examples]))
    print(row("topic and value", vectors, [f"{topic}={value}" for _, topic, value in examples]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
