"""Acts of dialogue no list of words can cover, learnt from `data/nlu/`: off topic, abuse, nonsense…

A linear classifier over the words and letters of the message. It only speaks when nothing else was
understood, and only when it is sure enough: to abstain is better than to guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Sequence

import numpy as np

from bot.source import Map, load_map
from bot.understanding.examples import digest
from bot.understanding.learning import Linear, counted, fitted, keep

AUTRE_LANGUE, CORRIGER = "autre_langue", "corriger"
#: The acts believed on what was learnt alone: none of them changes a fact.
LEARNT = frozenset(
    "decrire_situation question_service hors_sujet insulte autre_langue demander_humain remercier prendre_conge saluer "
    "recommencer pourquoi ne_sait_pas".split()
)
_DESCRIBES = "decrire_situation"
#: A question about the service, and a wish to talk to somebody: answered, whatever is pending.
QUESTIONS = ("question_service", "demander_humain")
#: The topic of `data/knowledge/` whose questions ask for a person.
_A_PERSON = "humain"
#: From which probability an act is believed (python -m benchmarks.acts).
_SURE, _SURE_OF_LANGUAGE, _SURE_OF_CORRECTION = 0.5, 0.7, 0.6
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]")
#: So many little words of French and of no neighbour: the language needs no thought.
_FRENCH = re.compile(
    r"\b(?:est|et|une|pas|dans|avec|pour|elle|je|au|du|des|depuis|ans|sur|qui|plus|mais|mois|chez)\b",
    re.IGNORECASE,
)
_FRENCH_ENOUGH = 4


@dataclass(frozen=True)
class LearntActs:
    """ngrams: texts → sparse features; model: the act of a message."""

    ngrams: Any
    model: Linear

    def act(self, text: str) -> str | None:
        """The act of a message in which nothing was understood; None to abstain."""
        row = self._row(text)
        best = int(row.argmax())
        act = self.model.classes[best]
        return act if act in LEARNT and row[best] >= _SURE else None

    def question(self, text: str) -> tuple[str, float]:
        """The likelier act of one that asks about the service or for a person, and how probable
        it is that a message does either."""
        row = self._row(text)
        chances = {act: float(row[self.model.of(act)]) for act in QUESTIONS}
        return max(chances, key=lambda act: chances[act]), sum(chances.values())

    def corrects(self, text: str) -> bool:
        """Whether a message that states a fact takes back something said before."""
        return bool(self._row(text)[self.model.of(CORRIGER)] >= _SURE_OF_CORRECTION)

    def is_foreign(self, text: str) -> bool:
        """Whether a message is in another language than French."""
        if not _LATIN.search(text):
            return any(c.isalpha() for c in text)
        if len(_FRENCH.findall(text)) >= _FRENCH_ENOUGH:
            return False
        return bool(self._row(text)[self.model.of(AUTRE_LANGUE)] >= _SURE_OF_LANGUAGE)

    def _row(self, text: str) -> np.ndarray:
        return self.model.probabilities(self.ngrams.transform([text.lower()]))[0]


def read_acts(folder: Path) -> Iterator[tuple[str, str]]:
    """(act, message) of every example of Rasa's NLU files in `folder`."""
    for path in sorted(folder.glob("*.yml")):
        for entry in load_map(path)["nlu"]:
            for line in entry.text("examples").splitlines():
                if line.strip():
                    yield str(entry.text("intent")), line.strip().removeprefix("- ")


def read_questions(folder: Path) -> Iterator[tuple[str, str]]:
    """(act, question) of every question of the knowledge in `folder`, checked in actions/knowledge."""
    about, for_a_person = QUESTIONS
    for path in sorted(folder.glob("*.yml")):
        raw = load_map(path)
        for code, topic in raw.items():
            if code == "questions":
                yield from ((about, q) for q in raw.texts("questions"))
            elif isinstance(topic, Map):
                act = for_a_person if code == _A_PERSON else about
                yield from ((act, q) for q in (topic.text("titre"), *topic.texts("questions")))


def learn_acts(examples: Sequence[tuple[str, str]], descriptions: Sequence[str]) -> LearntActs:
    """Fit the classifier; `descriptions`: more messages that describe somebody."""
    from sklearn.pipeline import make_union

    texts = [text.lower() for _, text in examples] + [d.lower() for d in descriptions]
    acts = [act for act, _ in examples] + [_DESCRIBES] * len(descriptions)
    ngrams = make_union(counted("word", (1, 2), 1), counted("char_wb", (1, 4), 2))
    features = ngrams.fit_transform(texts)
    return LearntActs(ngrams, fitted(features, acts))


def load_acts(
    folder: Path, knowledge: Path, descriptions: Sequence[str], cache: Path
) -> LearntActs:
    """What is learnt from the examples of `folder` and the questions of `knowledge`, once, and
    kept under `cache`."""
    import joblib

    here = Path(__file__)
    code = (here, here.with_name("learning.py"), *sorted(knowledge.glob("*.yml")))
    kept = cache / f"actes-{digest(folder, *code)}.joblib"
    if kept.exists():
        return joblib.load(kept)
    learnt = learn_acts([*read_acts(folder), *read_questions(knowledge)], descriptions)
    keep(learnt, kept)
    return learnt
