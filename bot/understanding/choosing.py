"""Which of several numbers is the person's age, which of several places theirs: learnt.

The grammars (ages.py, places.py) find candidates and say what they think of them; here each
candidate gets a chance from the words around it, whose they are, and what the grammars say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional, Sequence, Union

import numpy as np

from bot.understanding.context import same
from bot.understanding.people import People
from bot.understanding.text import Words

_BEFORE, _AFTER = 4, 4
_FIRST, _LAST = "^", "$"


@dataclass(frozen=True)
class Candidate:
    """A number or a place that may be the person's: words `first` to `last` (excluded).

    signs: what the grammars say of it, as tokens. among: the départements between which a town's
    name hesitates, `value` being None then.
    """

    value: Union[float, str, None]
    first: int
    last: int
    signs: tuple[str, ...]
    among: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chooser:
    """A logistic regression over a candidate's signs and surroundings."""

    vectorizer: Any
    weights: np.ndarray
    bias: float

    def chances(self, tokens: Sequence[Sequence[str]]) -> np.ndarray:
        """The chance of each candidate, from its tokens."""
        if not tokens:
            return np.zeros(0, dtype=np.float32)
        scores = self.vectorizer.transform(tokens) @ self.weights + self.bias
        return 1.0 / (1.0 + np.exp(-scores))


def surroundings(
    words: Words, people: People, candidate: Candidate, among: Sequence[Candidate]
) -> list[str]:
    """The tokens a candidate is judged on. `among`: every candidate of the message."""
    first, last = candidate.first, candidate.last
    before = [_token(words, i) for i in range(first - _BEFORE, first)]
    after = [_token(words, i) for i in range(last, last + _AFTER)]
    near = [f"b{len(before) - k}:{t}" for k, t in enumerate(before)]
    near += [f"a{k}:{t}" for k, t in enumerate(after, 1)]
    near += [f"B:{t}" for t in before] + [f"A:{t}" for t in after]
    near += [f"bb:{before[-2]} {before[-1]}", f"aa:{after[0]} {after[1]}", f"x:{before[-1]}|{after[0]}"]
    owner = people.owner(first)
    strong = sorted({s for c in among for s in c.signs if s.startswith("g:")})
    others = len({c.value for c in among} - {candidate.value})
    place = "start" if first <= 4 else "end" if last >= len(words) - 3 else "middle"
    facts = [f"o:{owner}", f"n:{min(others, 3)}", f"at:{place}", f"self:{people.self_told}",
             f"o:{owner}|{before[-1]}"]  # fmt: skip
    return [*near, *facts, *candidate.signs, *(f"{s}|{owner}" for s in candidate.signs),
            *(f"else:{s}" for s in strong if s not in candidate.signs)]  # fmt: skip


def _token(words: Words, i: int) -> str:
    if i < 0:
        return _FIRST
    if i >= len(words):
        return _LAST
    token = words.tokens[i]
    return "<n>" if token[0].isdigit() else token


def learn_chooser(tokens: Sequence[Sequence[str]], truth: Sequence[bool]) -> Chooser:
    """Fit it; deterministic."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = CountVectorizer(analyzer=same, min_df=3, binary=True, dtype=np.float32)
    features = vectorizer.fit_transform(tokens)
    model = LogisticRegression(solver="liblinear", C=0.3)
    model.fit(features, np.array(truth))
    return Chooser(vectorizer, model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def choose(
    chooser: Chooser, words: Words, people: People, among: Sequence[Candidate], least: float
) -> Optional[tuple[Candidate, float]]:
    """The likeliest candidate and its chance; None when none reaches `least`."""
    tokens = [surroundings(words, people, c, among) for c in among]
    chances = chooser.chances(tokens)
    if not len(chances) or chances.max() < least:
        return None
    best = int(chances.argmax())
    return among[best], float(chances[best])
