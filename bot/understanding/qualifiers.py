"""What the words around a fact do to it: deny, date, suppose, ask or guess it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Pattern

from bot.situation import DEVINEE, HYPOTHESE, NIE, PASSE, QUESTION
from bot.source import load_map
from bot.understanding.patterns import compile_pattern
from bot.understanding.text import PAUSE, SENTENCE_END, Words

#: Cues that tell why a fact is only supposed: it is feared, or wished for.
CRAINTE, SOUHAIT = "crainte", "souhait"

#: How many words before a fact a cue may stand, by qualifier.
_REACH = {NIE: 8, PASSE: 9, HYPOTHESE: 12, QUESTION: 9, DEVINEE: 12, CRAINTE: 8, SOUHAIT: 9}
_HEDGES = frozenset("crois pense semble suppose imagine dirais".split())
_BREAKS = frozenset("mais car donc or puis alors pourtant cependant neanmoins sauf".split())
#: « si jamais il est arrêté, pour l'instant il travaille »: back to what is.
_BACK = frozenset("instant moment maintenant actuellement desormais aujourd".split())
#: « si je pars à 64 ans sinon il est en forme »: no more supposed.
_NO_MORE_SUPPOSED = frozenset({"sinon", "parce", "puisque", "voila", "bref"})
#: « si je pars à soixante-quatre la santé ça va »: another topic, told as it is.
_TOPICS = frozenset("sante argent budget finances moral financierement".split())
#: What is done once and lasts: « a été licencié », « ont été divisées par deux » are of today.
_LASTING = re.compile(
    r"(?:refuse|divise|ampute|licencie|vire|suspendu|coupe|supprime|rejete|radie|diagnostique|expulse|"
    r"greffe|opere|agresse|renverse|frappe|battu|fracture|brule|blesse|vole|cambriole|detecte|"
    r"decouvert|decele|notifie|rompu|reduit|diminue|baisse|plafonne|place|retire|interrompu|annule|"
    r"reporte|reconnu|declare|convoque|emmene|transporte|admis|evacue|transfere|abandonne|remercie|"
    r"paralyse|appareille|plaque|bloque|gele|saisi|resilie|ampute|arrache|ecrase|mute|reclasse|"
    r"classe|stoppe|perdu|endommage|inonde|detruit|sinistre)e?s? "
)
_DONE = re.compile(r"(?<!\S)(?:a|ai|ont|est|avoir) (?:\S+ )?ete (?:\S+ )?$")
#: « doit-on comprendre qu'elle n'est plus en arrêt ? »
_INVERTED = re.compile(
    r"(?<!\S)(?:ne )?(?:est|a|ai|doit|doivent|serait|sont|ont|etait|aurait|touche|percoit|releve|risque|"
    r"vit|faut|fallait|beneficie|souffre|travaille|prenez|chargez|occupez|accompagnez|suivez) "
    r"(?:t )?(?:il|elle|on|ils|elles|vous|ce) (?!y a )"
)
_LONG_AGO = re.compile(
    r"(?<!\S)il y a (?:deja |bien |environ |plus de )?"
    r"(?:longtemps|(?:\d+|quelques|plusieurs|une dizaine de|une vingtaine de) (?:ans|annees)) "
)
_YEAR_AFTER = re.compile(r"^(?:en |ete |debut |fin |courant |depuis )?((?:19|20)\d\d) ")


@dataclass(frozen=True)
class Qualifiers:
    """The cues of `data/vocabulary/qualificatifs.yml`, compiled."""

    before: dict[str, tuple[Pattern[str], ...]]
    after: dict[str, tuple[Pattern[str], ...]]
    sentence: dict[str, tuple[Pattern[str], ...]]
    sentence_after: dict[str, tuple[Pattern[str], ...]]
    false_friends: tuple[Pattern[str], ...]

    @classmethod
    def load(cls, path: Path) -> "Qualifiers":
        """Read the file. Raises SourceError naming file and line."""
        raw = load_map(path)
        kinds = {NIE, PASSE, HYPOTHESE, QUESTION, DEVINEE, CRAINTE, SOUHAIT}
        raw.check_keys(kinds, kinds)
        places = {"avant": "%s$", "apres": "^%s", "phrase": "%s$", "phrase_apres": "^%s"}
        tables: dict[str, dict[str, tuple[Pattern[str], ...]]] = {place: {} for place in places}
        for kind, cues in raw.items():
            cues.check_keys({*places, "faux_amis"})
            for place, anchored in places.items():
                tables[place][str(kind)] = tuple(
                    re.compile(anchored % compile_pattern(c, {}).regex.pattern)
                    for c in cues.texts(place)
                )
        friends = raw[NIE].texts("faux_amis")
        return cls(
            tables["avant"], tables["apres"], tables["phrase"], tables["phrase_apres"],
            tuple(compile_pattern(c, {}).regex for c in friends),
        )  # fmt: skip

    def of(self, words: Words, first: int, last: int, today: datetime.date) -> set[str]:
        """The qualifiers of the words `first` to `last` (excluded)."""
        found = set()
        clause, end = clause_around(words, first, last)
        low, high = words.sentence(first)
        right = _line(words, last, end)
        for kind, patterns in self.before.items():
            start = max(clause, first - _REACH[kind])
            if kind not in (NIE, PASSE):
                start = max(low, first - _REACH[kind])
                start = max(start, _after_break(words, start, first, kind == HYPOTHESE))
            if kind == DEVINEE:
                start = max(start, _after_aside(words, start, first))
            left = _line(words, start, first)
            # a cue may open with the first words of the fact itself: « n'est pas [en arrêt] »
            if any(p.search(left) for p in patterns) and not (
                kind in (NIE, HYPOTHESE)
                and self._false_friend(words, start, first)
                or kind == PASSE
                and _still_holds(words, left, first)
                or kind == HYPOTHESE
                and _other_topic(words, first)
                or kind == DEVINEE
                and "pas pour moi " in left
            ):
                found.add(kind)
        for kind, patterns in self.after.items():
            if any(p.search(right) for p in patterns):
                found.add(kind)
        for kind, patterns in self.sentence.items():
            if patterns and any(
                p.search(_line(words, max(low, first - 14), first)) for p in patterns
            ):
                found.add(kind)
        for kind, patterns in self.sentence_after.items():
            if patterns and any(
                p.search(_line(words, last, min(high, last + 14))) for p in patterns
            ):
                found.add(kind)
        if _LONG_AGO.search(_line(words, first, end)):
            found.add(PASSE)
        year = _YEAR_AFTER.search(right)
        if year and int(year.group(1)) < today.year - 1 and not right.startswith("depuis"):
            found.add(PASSE)
        if _embraced(words, first, last, clause, end):
            found.add(NIE)
        if words.tokens[last : last + 2] == ["?", "non"]:
            found.add(NIE)  # « ex-viticulteur ? non, ex-tonnelier »
        if _asked(words, first):
            found.add(QUESTION)
        return found

    def _false_friend(self, words: Words, start: int, first: int) -> bool:
        left = "".join(t + " " for t in words.tokens[start:first])
        for pattern in self.false_friends:
            for match in pattern.finditer(left):
                rest = left[match.end() :]
                if not re.search(r"(?<!\S)(?:pas|jamais|aucune?|sans|ni) ", rest):
                    return True
        return False


def _still_holds(words: Words, left: str, first: int) -> bool:
    """« (a été) [licencié] »: done, and lasting."""
    return bool(_DONE.search(left)) and bool(_LASTING.match(words.tokens[first] + " "))


def _other_topic(words: Words, first: int) -> bool:
    """Whether a topic opens with the fact, away from the « si » before it."""
    tokens = words.tokens
    at = first if tokens[first] in _TOPICS else first + 1
    if at >= len(tokens) or tokens[at] not in _TOPICS:
        return False
    lead = tokens[at - 2] if tokens[at - 1] in ("le", "la", "les") else tokens[at - 1]
    return lead not in ("si", "que", "ou", "de", "pour", "quand")


def _line(words: Words, start: int, end: int) -> str:
    return "".join(t + " " for t in words.tokens[start:end])


def _asked(words: Words, first: int) -> bool:
    """Whether an inverted verb before the fact asks about it."""
    low, high = words.sentence(first)
    if words.tokens[high - 1] != "?" or words.tokens[first] in ("son", "sa", "ses", "mon", "ma"):
        return False
    start = _after_break(words, max(low, first - 10), first, True)
    return bool(_INVERTED.search(_line(words, start, min(high, first + 4))))


def _after_break(words: Words, start: int, first: int, at_commas: bool = False) -> int:
    """The word after the last « mais », « car »… between `start` and `first`."""
    for i in range(first - 1, start - 1, -1):
        token = words.tokens[i]
        if token in _BREAKS or token in SENTENCE_END or token in _BACK:
            return i + 1
        if token in _NO_MORE_SUPPOSED:
            return i + 1
        if at_commas and token in (",", "(", ":"):
            return i + 1
    return start


def _after_aside(words: Words, start: int, first: int) -> int:
    """The word after « …, prof des écoles je crois, »: what follows is not guessed."""
    for i in range(first - 1, start, -1):
        if words.tokens[i] in (",", ";", ")") and words.tokens[i - 1] in _HEDGES:
            return i + 1
    return start


def clause_around(words: Words, first: int, last: int) -> tuple[int, int]:
    """First word and end of the clause that holds the words `first` to `last`."""
    low, high = words.sentence(first)
    start = low
    for i in range(first - 1, low - 1, -1):
        token = words.tokens[i]
        if token in _BREAKS or token in PAUSE:
            start = i + 1
            break
        if token in ("et", "que", "qui") and i + 1 < first and words.tokens[i + 1] not in (
            "ne", "sans", "pas", "ni", "de", "du",
        ):  # fmt: skip
            start = i + 1
            break
    end = high
    for i in range(last, high):
        if words.tokens[i] in _BREAKS or words.tokens[i] in (",", "(", ")"):
            end = i
            break
    return start, end


def _embraced(words: Words, first: int, last: int, clause: int, end: int) -> bool:
    """« ne travaille pas »: the fact's own verb stands between `ne` and `pas`."""
    tokens = words.tokens
    if any(
        t in ("pas", "plus", "jamais", "guere", "rien", "aucun", "aucune")
        for t in tokens[first:last]
    ):
        return False
    opened = any(t == "ne" for t in tokens[max(clause, first - 3) : first + 1])
    closing = tokens[last : min(end, last + 2)]
    closed = any(t in ("pas", "plus", "jamais", "guere") for t in closing)
    return opened and closed
