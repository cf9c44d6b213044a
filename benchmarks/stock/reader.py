"""Reads a message with Rasa's stock French pipeline, for comparison.

The intent of each clause (cut by our own clause cutter, which flatters it) and the entities of the
whole message state facts; numbers and places found as entities are read from their words.
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


class StockReader:
    """Same shape as Reader: `read` gives a Reading."""

    def __init__(self, ours: Reader) -> None:
        from rasa.core.agent import Agent

        archive = WORK / "stock.tar.gz"
        if not archive.exists():
            raise SystemExit("Entraînez d'abord : python -m benchmarks.stock.train")
        self.agent = Agent.load(str(archive))
        self.ours = ours
        self.loop = asyncio.new_event_loop()

    def read(self, text: str, known_self: bool | None = None) -> Reading:
        """Facts from intents and entities; answers to questions are read by our own reader."""
        ours = self.ours.read(text, known_self)
        if len(text.split()) < 8:
            return ours
        found = tuple(self._stated(text))
        return replace(ours, acte="decrire_situation", assertions=found)

    def _parse(self, text: str) -> dict[str, Any]:
        return self.loop.run_until_complete(self.agent.parse_message(text))

    def _stated(self, text: str) -> Iterator[Assertion]:
        for entity in self._parse(text)["entities"]:
            words = text[entity["start"] : entity["end"]]
            yield from self._fact(entity["entity"], words, entity["start"], entity["end"])
        words = Words(text, self.ours.vocabulary.abbreviations, self.ours.speller)
        for first, last in clauses(words):
            said, start, end = words.evidence(first, last)
            intent = self._parse(said)["intent"]
            if intent["confidence"] >= _SURE:
                yield from self._fact(intent["name"] or "", said, start, end)

    def _fact(self, name: str, said: str, start: int, end: int) -> Iterator[Assertion]:
        fait, _, value = name.partition("__")
        if value:
            typed: Value = {"true": True, "false": False}.get(value, value)
            yield Assertion(fait, typed, said, start, end)
        elif fait in ("age", "departement", "duree_arret_mois"):
            known = "en arrêt depuis " if fait == "duree_arret_mois" else "il a "
            for a in self.ours.read(known + said).assertions:
                if a.fait == fait:
                    yield replace(a, preuve=said, debut=start, fin=end, qualificatifs=())
