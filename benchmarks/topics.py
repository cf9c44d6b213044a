"""How well the learnt part tells what a clause states, and who writes.

    python -m benchmarks.topics

Clauses: fourfold cross-validation on data/examples (fact, then fact and value; share answered and
share right from three probabilities on), with n-grams alone, sentence vectors alone, both.
Writers: learnt from data/examples/profil.yml, scored on the labelled cases of tests/cases/dev,
beside the phrases of data/vocabulary/personnes.yml alone.
"""

from __future__ import annotations

import datetime
import json
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from actions.assembly import DATA, ROOT
from bot.catalogue import load_catalogue
from bot.understanding.examples import of_clauses, read_examples
from bot.understanding.loading import reader
from bot.understanding.semantics import encode, folded, with_vectors


def row(name: str, features, truth: np.ndarray) -> str:
    """Share of right answers, then (answered, right) from three probabilities on."""
    told, sure = np.empty(len(truth), dtype=object), np.zeros(len(truth))
    for learn, judge in StratifiedKFold(4, shuffle=True, random_state=0).split(truth, truth):
        model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=60, tol=1e-3)
        model.fit(features[learn], truth[learn])
        chances = model.predict_proba(features[judge])
        told[judge] = model.classes_[chances.argmax(axis=1)]
        sure[judge] = chances.max(axis=1)
    right = told == truth
    parts = [f"{name:28s} {len(set(truth)):3d} labels  right {right.mean():.2f}"]
    for least in (0.5, 0.7, 0.9):
        kept = sure >= least
        parts.append(f"p>={least}: {kept.mean():.2f} answered, {right[kept].mean():.2f} right")
    return "  ".join(parts)


def writers() -> list[str]:
    """Two rows: phrases alone, phrases and what is learnt."""
    cases = [
        json.loads(line)
        for path in sorted((ROOT / "tests" / "cases" / "dev").glob("*.jsonl"))
        for line in Path(path).read_text(encoding="utf-8").splitlines()
    ]
    truth = np.array([
        {**c.get("latents", {}), **c["explicites"]}.get("profil") == "assure" for c in cases
    ])  # fmt: skip
    both = replace(reader(), clock=lambda: datetime.date(2026, 11, 21))
    rows = []
    for name, one in (("phrases", replace(both, semantics=None)), ("phrases and learnt", both)):
        told = np.array([
            any(a.fait == "profil" and a.valeur == "assure" for a in one.read(c["texte"]).assertions)
            for c in cases
        ])  # fmt: skip
        rows.append(
            f"{name:28s} {len(cases)} cases  right {(told == truth).mean():.3f}  "
            f"insured found {told[truth].mean():.2f}  wrongly found {told[~truth].mean():.3f}"
        )
    return rows


def main() -> int:
    """Print the rows."""
    warnings.simplefilter("ignore")
    examples = of_clauses(read_examples(DATA / "examples", load_catalogue(DATA / "faits.yml")))
    print(f"{len(examples)} examples")
    words = reader().semantics.ngrams.transform([folded(e.text) for e in examples]).tocsr()
    vectors = encode([e.text for e in examples])
    features = {"n-grams": words, "vectors": vectors, "both": with_vectors(words, vectors)}
    for what, truth in (
        ("fact", np.array([e.topic for e in examples])),
        ("fact and value", np.array([e.label for e in examples])),
    ):
        for name, matrix in features.items():
            print(row(f"{what}, {name}", matrix, truth), flush=True)
    print(*writers(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
