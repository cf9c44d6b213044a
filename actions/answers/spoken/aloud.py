"""Written French → the words to be heard: no digit, link, list, parenthesis or Markdown is left.

What is between parentheses is left out: it is there for who reads. Addresses (e-mail, site) too,
but those that `pronunciations` knows how to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Callable, List, Mapping, Pattern, Sequence

from actions.answers.spoken import breaths
from actions.answers.spoken.numbers import amount, cardinal, digits, ordinal, phone

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "…": ".", "‑": "-"})
_QUOTED = re.compile(r"[«“\"]\s*([^«»“”\"]*?)[\s.!?;:,]*[»”\"]")
_PARENTHESES = re.compile(r"\s*\([^()]*\)")
#: « **Pourquoi** », above a paragraph.
_TITLE = re.compile(r"^\*\*[^*\n]*[^*\n.!?]\*\*[ :]*\n", re.MULTILINE)
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s+", re.MULTILINE)
#: « Il suit six étapes. 1. Un conseiller… »
_INNER_MARK = re.compile(r"(?<=[.:;!?])\s+\d+\.\s+(?=[A-ZÀ-Ý])")
_EMAIL = re.compile(r"\S+@\S+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:fr|com|org|net|eu)\b\S*|(?<!\S)/\w\S*")
_REFERENCE = re.compile(r"\b(?=[A-Z0-9-]*\d)([A-HJ-NP-Z2-9]{4})-([A-HJ-NP-Z2-9]{4})\b")
_EVERY = re.compile(r"(\d+)\s*(h|j)\s*/\s*(\d+)")
_CLOCK = re.compile(r"\b(\d{1,2})\s*h(?:\s*(\d{2}))?\b")
_UNITS = ((re.compile(r"\s*%"), " pour cent"), (re.compile(r"\s*€"), " euros"), (re.compile(r"&"), " et "))
_RANGE = re.compile(r"(?<![\w-])(\d+)\s*[-–]\s*(\d+)(?![\w-])")
_RANK = re.compile(r"\b(\d+)(?:er|re|ère|e|ème)\b")
_NUMBERED = re.compile(r"\bn°\s*(?=\d)", re.IGNORECASE)
_THOUSANDS = re.compile(r"\b\d{1,3}(?: \d{3})+\b")
_MIXED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_BETWEEN = re.compile(r"\s+[-–—/·|]\s+")
#: What is neither a letter nor a mark that is heard as a pause.
_SILENT = re.compile(r"[^\w\s,.;:!?'-]|_")
_SPACED = ((re.compile(r"[ \t]+"), " "), (re.compile(r"\s+([,.])"), r"\1"),
           (re.compile(r"([,:;])(?:\s*[,:;])+"), r"\1"), (re.compile(r"[,:;]+\s*([.!?])"), r"\1"),
           (re.compile(r"([.!?])(?:\s*[.,:;])+"), r"\1"))  # fmt: skip
_DATE_FIRST = re.compile(r"\b0(?=\d\b)")


@dataclass(frozen=True)
class Aloud:
    """How things are said.

    pronunciations: written → said, for words, abbreviations and sites. phones: every phone number
    of the directory, as written: said by pairs or by groups.
    """

    pronunciations: Mapping[str, str]
    phones: Sequence[str] = ()

    def sentences(self, text: str) -> List[str]:
        """The sentences of a text, in words, none too long for a breath."""
        return breaths.sentences(self.words(text))

    def words(self, text: str) -> str:
        """A text in words, its sentences as long as they were."""
        if text.isupper():
            text = text.lower()
        text = _TITLE.sub("", text.translate(_SPACES)).replace("**", "").replace("`", "")
        text = _QUOTED.sub(r"\1", text)
        while _PARENTHESES.search(text):
            text = _PARENTHESES.sub("", text)
        text = _INNER_MARK.sub(" ", _LIST_MARK.sub("", text))
        text = _REFERENCE.sub(lambda m: f"{_signs(m[1])}, {_signs(m[2])}", text)
        text = self._replaced(text)
        text = _ADDRESS.sub("", _EMAIL.sub("", text))
        text = self._phones(text)
        text = _ACRONYM.sub(lambda m: " ".join(m.group()), text)
        return _tidied(_numbers(text))

    def _replaced(self, text: str) -> str:
        if not self.pronunciations:
            return text
        return self._known.sub(lambda m: self.pronunciations[m.group()], text)

    def _phones(self, text: str) -> str:
        if not self.phones:
            return text
        return self._numbers_known.sub(lambda m: phone(m.group()), text)

    @cached_property
    def _known(self) -> Pattern[str]:
        return _any_of(self.pronunciations, r"(?<![\w.])", r"(?!\w)")

    @cached_property
    def _numbers_known(self) -> Pattern[str]:
        # an amount is no phone number: « 3 119 euros », « 15 ans »
        long = [p for p in self.phones if len(p) > 3]
        return _any_of(long, r"(?<![\d+])(?<!\d )", r"(?! ?\d| ?(?:euros|€))")


def email_aloud(address: str, say: Callable[[str], str]) -> str:
    """« prenom.nom@exemple.fr » → « prenom, point, nom, arobase, exemple, point, F R »."""
    marks = {"@": "arobase", ".": "point", "-": "tiret", "_": "tiret bas"}
    pieces = [p for p in re.split(r"([@._-]|\d+)", address) if p]
    last = len(pieces) - 1
    said = []
    for rank, piece in enumerate(pieces):
        ending = rank == last and len(piece) < 4
        said.append(marks.get(piece) or (" ".join(piece.upper()) if ending else say(piece)))
    return ", ".join(said)


def _signs(half: str) -> str:
    return " ".join(digits(c) if c.isdigit() else c for c in half)


def _any_of(words: Mapping[str, str] | Sequence[str], before: str, after: str) -> Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(before + "(?:" + "|".join(map(re.escape, longest)) + ")" + after)


def _numbers(text: str) -> str:
    text = _EVERY.sub(
        lambda m: f"{m[1]} {'heures' if m[2] == 'h' else 'jours'} sur {m[3]}", text
    )
    text = _CLOCK.sub(lambda m: f"{m[1]} heures {m[2] or ''}", text)
    for pattern, said in _UNITS:
        text = pattern.sub(said, text)
    text = _NUMBERED.sub("numéro ", text)
    text = _RANGE.sub(r"\1 à \2", text)
    text = _RANK.sub(lambda m: ordinal(int(m[1])), text)
    text = _THOUSANDS.sub(lambda m: cardinal(int(m.group().replace(" ", ""))), text)
    text = _MIXED.sub(" ", text)
    text = _DATE_FIRST.sub("", text)
    return _NUMBER.sub(lambda m: amount(m.group()), text)


def _tidied(text: str) -> str:
    text = _SILENT.sub(" ", _BETWEEN.sub(", ", text))
    text = re.sub(r"\s*;\s*", ". ", text)
    for pattern, said in _SPACED:
        text = pattern.sub(said, text)
    return text.strip()
