"""Whose « je » is, in a message about somebody else: the writer's, the person's own words, or neither."""

from __future__ import annotations

from typing import Optional, Sequence

from bot.understanding.roles import AUTEUR, INDEFINITE, PERSONNE, Mention, token_at
from bot.understanding.text import PUNCTUATION, Words

#: What the writer owns or runs: « je tiens un garage », « devant ma boutique ».
BUSINESSES = frozenset(
    "restaurant boutique commerce entreprise societe garage salon magasin cabinet exploitation ferme "
    "bar cafe auberge hotel pme atelier agence boulangerie librairie epicerie officine brasserie "
    "pharmacie camping tabac cave chantier centre ecole association service".split()
)
#: What the writer says of themselves after « je »; other verbs lead to the person.
_OF_ONESELF = frozenset(
    "suis etais serai habite vis travaille travaillais exerce bosse touche gagne loge ai avais "
    "reside demeure perds dors marche mange vais dirige gere preside".split()
)
_RUNS = frozenset("emploie embauche recrute possede encadre manage administre".split())
_SAYS = frozenset("precise precisons rappelle signale ajoute note sachant".split())
#: « je vais bien », « je vais chez elle », against « je vais devoir le déclarer inapte ».
_GOES = frozenset("bien mal mieux tres pas me a au chez en dans sur y la parfaitement".split())
#: « c'est moi qui ai eu un cancer », against « c'est moi qui l'aide ».
_MINE = frozenset({
    ("qui", "ai", "eu"), ("qui", "ai", "un"), ("qui", "ai", "une"), ("qui", "suis", "malade"),
    ("qui", "suis", "en"), ("qui", "ai", "ete"),
})  # fmt: skip
_CLITICS = frozenset("ne me vous te y en lui leur le la les l nous meme aussi deja moi".split())
_TELLERS = frozenset("il elle dame monsieur madame mme m patient patiente".split())
_TOLD = frozenset("dit disait repete repetait explique raconte repond confie crie".split())


def owner_of_je(words: Words, mention: Mention, presented: bool) -> Optional[str]:
    """Whose words open with « je », « moi », « me » in a message about somebody else; None when it changes nothing.

    presented: the writer said before who they are.
    """
    tokens = words.tokens
    token, at = tokens[mention.first], mention.first
    before = token_at(tokens, at - 1)
    if token == "me":
        return None
    if token == "moi":
        following = tuple(tokens[at + 1 : at + 4])
        if following in _MINE:
            return AUTEUR
        apart = before in PUNCTUATION or before in ("", "et", "mais", "part", "cote", "car")
        return AUTEUR if apart else None
    k = at + 1
    while token_at(tokens, k) in _CLITICS:
        k += 1
    verb, after = token_at(tokens, k), token_at(tokens, k + 1)
    if _quoted(words, at):
        return PERSONNE
    if before == "que" and token_at(tokens, at - 2) in _SAYS and verb in _OF_ONESELF:
        return AUTEUR
    if _of_my_own(tokens, k):
        return AUTEUR
    if before in ("que", "dont", "qui") or verb not in _OF_ONESELF:
        return PERSONNE
    if verb == "suis" and after in ("un", "une") and presented:
        return PERSONNE  # « Assistante sociale. Je suis une dame de… »: whom they follow
    if verb == "vais" and after not in _GOES or verb == "serai" and (
        {"amenee", "amene", "obligee", "oblige", "contrainte", "contraint"}.intersection(
            tokens[k + 1 : k + 4]
        )
    ):  # fmt: skip
        return PERSONNE
    if verb == "ai":
        aged = "ans" in tokens[k + 1 : k + 5] and any(
            t.isdigit() for t in tokens[k + 1 : k + 4]
        )
        aged = aged and not any(t in INDEFINITE for t in tokens[k + 1 : k + 3])
        return AUTEUR if aged or after in ("mal", "arrete", "perdu") else PERSONNE
    return AUTEUR


def _of_my_own(tokens: Sequence[str], k: int) -> bool:
    """« je tiens un garage », « j'emploie », « je viens de me faire opérer », from word `k`."""
    verb, after = token_at(tokens, k), token_at(tokens, k + 1)
    following = tokens[k + 1 : k + 5]
    if verb in _RUNS:
        return True
    if verb in ("tiens", "ai", "gere", "dirige") and after in ("un", "une", "le", "la", "mon"):
        return bool(BUSINESSES.intersection(following[1:3]))
    itself = {"faire", "soigner", "operer", "casser"}.intersection(following)
    return verb in ("viens", "dois", "vais") and "me" in following[:2] and bool(itself)


def _quoted(words: Words, at: int) -> bool:
    """Whether the words are the person's own: « elle répète "je suis au bout" »."""
    before = words.text[: words.words[at].start]
    opened = max(before.rfind("«"), before.rfind("“"))
    inside = opened > max(before.rfind("»"), before.rfind("”")) or before.count('"') % 2 == 1
    tokens = words.tokens[max(words.sentence(at)[0], at - 6) : at]
    while tokens and tokens[-1] in (",", ":", "ben", "bon", "euh", "bah", "hein"):
        tokens.pop()
    told = bool(_TOLD.intersection(tokens[-1:])) and bool(_TELLERS.intersection(tokens))
    return inside and "je" not in tokens or told
