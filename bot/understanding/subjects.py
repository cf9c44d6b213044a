"""Where a sentence turns to somebody, or back to the insured person."""

from __future__ import annotations

from typing import Sequence

from bot.understanding.roles import (
    ADJECTIVES,
    ARTICLE,
    CONJUNCTIONS,
    NEGATING,
    OWN_FIRST,
    OWN_THIRD,
    PREPOSITIONS,
    VERBISH,
    Mention,
    token_at,
)
from bot.understanding.text import PUNCTUATION

_MONEY = frozenset("impaye impayes dette dettes decouvert credit credits endettement".split())
_SAID_OF_A_TOPIC = frozenset(
    "ca rien tout pas ok impeccable nickel va aucun ras parfaite bonne".split()
)
#: « sinon l'argent ça va », « la santé ça va »: the person's affairs again.
_TOPICS = frozenset("argent budget finances financierement sante sous moral logement".split())
#: Whose leaving ends what is told of them: « le mari est parti, trois enfants à nourrir ».
_LEFT_HOME = ("parti", "file", "barre", "tire", "evapore", "disparu", "envole", "quitte",
              "abandonne", "decede", "mort")  # fmt: skip
#: « sa femme l'aide à s'habiller »: what is done for the person tells of them.
_CARES = frozenset(
    "aide lave habille leve couche douche porte nourrit deshabille releve change soutient".split()
)


def is_subject(tokens: Sequence[str], mention: Mention, first: int, last: int) -> bool:
    """Whether a mention looks like the subject of what follows."""
    if mention.kind == "je":
        return tokens[mention.first] in ("je", "moi")
    if mention.kind == "writer":
        return True
    if mention.kind in ("pronoun", "tonic"):
        before = tokens[mention.first - 1] if mention.first > first else ""
        return before not in ("avec", "chez", "de", "pour", "a", "et", "sans") or (
            before == "et" and mention.last < last and tokens[mention.last] in VERBISH
        )
    start = mention.first
    while start > first and (
        tokens[start - 1] in OWN_THIRD | OWN_FIRST | ARTICLE or tokens[start - 1] in ADJECTIVES
    ):
        start -= 1
    before = tokens[start - 1] if start > first else ""
    after = tokens[mention.last] if mention.last < last else ""
    if before == "est" and start - 2 >= first and tokens[start - 2] == "ce":
        return True
    if before in PREPOSITIONS or tokens[start : start + 1] in (["du"], ["au"]):
        return mention.kind in ("user", "own_user") and after in VERBISH
    opens = before == "" or before in PUNCTUATION or before in CONJUNCTIONS
    return opens or (after in VERBISH and after not in ("qui", "a", "en", "se"))


def back_to_topic(tokens: Sequence[str], i: int, first: int) -> bool:
    """« …, l'argent non plus », « sinon la santé ça va »: a topic, and nobody's in particular."""
    if tokens[i] in _MONEY and i > first:
        lead = tokens[i - 1] if tokens[i - 1] not in NEGATING else token_at(tokens, max(first, i - 2))
        return lead in PUNCTUATION
    if tokens[i] not in _TOPICS:
        return False
    if tokens[i] == "financierement":
        return True
    before = tokens[max(first, i - 3) : i]
    if before[-1:] in (["niveau"], ["cote"]):
        return True
    if not before or before[-1] not in ("le", "la", "les"):
        return False
    lead = token_at(tokens, i - 2) if i - 2 >= first else ""
    if token_at(tokens, i + 1) in _SAID_OF_A_TOPIC and lead not in PREPOSITIONS:
        return True
    return lead == "" or lead in PUNCTUATION or lead in CONJUNCTIONS or lead in ("sinon", "apres")


def new_subject(tokens: Sequence[str], i: int, first: int) -> bool:
    """« je gère la paie d'un garage, le carrossier est… »: no more the writer's."""
    if tokens[i] not in ("le", "la", "les", "ce", "cette", "notre"):
        return False
    before = token_at(tokens, i - 1) if i > first else ""
    verb = token_at(tokens, i + 2)
    return before not in PREPOSITIONS and verb in (
        "est", "a", "ont", "sont", "ne", "etait", "vit", "habite", "touche"
    ) and tokens[i + 1] not in CONJUNCTIONS | PUNCTUATION  # fmt: skip


def cared_for(tokens: Sequence[str], i: int) -> bool:
    """« (sa femme) l'aide à s'habiller », « lui fait sa toilette »."""
    token, verb = tokens[i], token_at(tokens, i + 1)
    return token in ("le", "la") and verb in _CARES or token == "lui" and verb in (
        "lave", "boutonne", "prepare", "enfile", "coupe"
    )  # fmt: skip


def leaves(tokens: Sequence[str], i: int) -> bool:
    """« Le mari est parti, trois enfants… »: nothing more is told of him."""
    after = tokens[i : i + 5]
    for k, token in enumerate(after):
        if token in PUNCTUATION:
            return False
        if token.startswith(_LEFT_HOME):
            return (
                after[k + 1 : k + 2] not in (["a"], ["en"], ["de"])
                or "retraite" not in (tokens[i + k : i + k + 5])
            )
    return False
