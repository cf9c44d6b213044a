"""A question about the service, told from a description that uses the same words.

« Est-ce que vous aidez les personnes en arrêt de travail ? » names no arrest of anybody;
« vous aidez une dame de 50 ans en arrêt ? » does, and stays a description.
"""

from __future__ import annotations

import re
from typing import Sequence

from bot.situation import DOUTE, Assertion
from bot.understanding.learnt_acts import LearntActs
from bot.understanding.people import People
from bot.understanding.text import Words

#: A question says little; longer messages tell a story.
_FEWEST_WORDS, _MOST_WORDS = 3, 25
#: From which probability a message is believed to be a question, with the form of one and without
#: (python -m benchmarks.acts, python -m benchmarks.knowledge).
_SURE_IF_ASKED, _SURE = 0.5, 0.7
#: More facts than this, and somebody is described.
_FACTS_OF_A_QUESTION = 2
#: Facts that only a person in particular has, or that must never be lost.
_SOMEBODYS = frozenset({"age", "urgence"})
#: Facts that « un salarié », « mon employeur » seem to state in any question.
_IDLE = frozenset({"situation_professionnelle"})
_IDLE_REQUESTS = frozenset({"information", "accompagnement"})
_HARDSHIPS = frozenset(
    "difficulte_financiere difficulte_quotidien difficulte_droits isolement renoncement_soins "
    "risque_emploi charge_compromise".split()
)
#: Words that tell of one person in particular, and of the service.
_IN_PARTICULAR = re.compile(
    r" (?:mon|ma|mes|notre|nos|lui|madame|monsieur|mme|mr|mlle|quelqu|quelque|je (?:suis|ai|vis|habite|ne)|on me) "
)
_SOMEBODY_DOES = re.compile(
    r"(?<! faut)(?<! peut)(?<! peuvent)(?<! doit)(?<! est)(?<! sont)(?<! te)(?<! va)(?<! sera)"
    r" (?:il|elle|ils|elles) (?!faut|y )"
)
_SERVICE = re.compile(r" (?:vous|votre|vos|service|csam|tu|toi) ")
_ASKS = re.compile(
    r"^ (?:(?:et|euh|bonjour|bonsoir|alors|donc|ah|ben|bon|sinon|dites|en fait|svp) )*"
    r"(?:(?:a|de|avec|pour|sur|par|sous|dans|en|jusque a) )?"
    r"(?:est ce|qui|que|quoi|quel|quels|quelle|quelles|comment|combien|ou|quand|pourquoi|faut il|peut on|y a|"
    r"ce est quoi|il y a|vous|votre|tu|peut il|suis je|dois je|puis je|ai je|a te on|a quoi|on peut) "
    r"|(?: te| peut| peuvent| doit| est|ez) (?:vous|il|elle|on|ils|elles) "
    r"| (?:quoi|comment|combien|ou pas|a qui|ce est qui) $"
)


def question_chance(
    words: Words, people: People, assertions: Sequence[Assertion], learnt: LearntActs
) -> tuple[str, float]:
    """The act of a message that only asks about the service, and how probable it is that it does.

    Nought when it describes somebody, or may tell of a danger.
    """
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or _describes(words, people, assertions):
        return "", 0.0
    return learnt.question(words.text)


def believed(words: Words, chance: float) -> bool:
    """Whether that is probable enough; less is needed when the message has the form of a question."""
    return chance >= (_SURE_IF_ASKED if _has_the_form(words) else _SURE)


def _has_the_form(words: Words) -> bool:
    return words.text.rstrip().endswith("?") or bool(_ASKS.search(f" {words.line.strip()} "))


def _describes(words: Words, people: People, assertions: Sequence[Assertion]) -> bool:
    if any(a.fait in _SOMEBODYS and (a.retenue or DOUTE in a.qualificatifs) for a in assertions):
        return True
    line = f" {words.line.strip()} "
    stated = {
        a.fait: a.valeur
        for a in assertions
        if a.retenue
        and a.fait != "profil"
        and a.fait not in _IDLE
        and a.valeur not in _IDLE_REQUESTS
    }
    if not stated:
        return False
    if len(stated) > _FACTS_OF_A_QUESTION or _IN_PARTICULAR.search(line):
        return True
    somebody = any(m.kind in ("user", "own_user") for m in people.mentions)
    if _SOMEBODY_DOES.search(line) or (somebody and _HARDSHIPS & set(stated)):
        return True
    return "demande" in stated and not _SERVICE.search(line)
