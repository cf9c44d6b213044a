"""Reads a message with Rasa's stock French pipeline, for comparison.

The intent of each clause states its fact; the clauses are cut by our own cutter, and ages, lengths
and places are read by our own grammar, which flatters it.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any, Iterator

from benchmarks.stock.train import WORK
from bot.situation import Assertion, Value
from bot.understanding.clauses import clauses
from bot.understanding.reader import Reader, Reading
from bot.understanding.text import Words

_SURE = 0.5
_GRAMMAR = ("age", "departement", "duree_arret_mois", "profil")


class StockReader:
    """Same shape as Reader: `read` gives a Reading."""

    def __init__(self, ours: Reader) -> None:
        from rasa.core.agent import Agent

        from bot import logs

        logs.configure()  # Rasa would print every sentence it reads
        archive = WORK / "stock.tar.gz"
        if not archive.exists():
            raise SystemExit("Entraînez d'abord : python -m benchmarks.stock.train")
        self.agent = Agent.load(str(archive))
        self.ours = ours
        self.loop = asyncio.new_event_loop()

    def read(self, text: str, known_self: bool | None = None) -> Reading:
        """Facts from intents; answers to questions are read by our own reader."""
        ours = self.ours.read(text, known_self)
        if len(text.split()) < 8:
            return ours
        grammar = [a for a in ours.assertions if a.fait in _GRAMMAR]
        found = (*grammar, *self._stated(text))
        return replace(ours, acte="decrire_situation", assertions=found)

    def _parse(self, text: str) -> dict[str, Any]:
        return self.loop.run_until_complete(self.agent.parse_message(text))

    def _stated(self, text: str) -> Iterator[Assertion]:
        words = Words(text, self.ours.vocabulary.abbreviations, self.ours.speller)
        for first, last in clauses(words):
            said, start, end = words.evidence(first, last)
            intent = self._parse(said)["intent"]
            fait, _, value = (intent["name"] or "").partition("__")
            if intent["confidence"] >= _SURE and value:
                typed: Value = {"True": True, "False": False}.get(value, value)
                yield Assertion(fait, typed, said, start, end)
