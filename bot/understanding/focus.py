"""Whom a message is about: the one person its facts are to be given to."""

from __future__ import annotations

import re
from typing import Iterator, Optional

from bot.understanding.roles import (
    GREETINGS,
    OWN_FIRST,
    OWN_THIRD,
    TITLES,
    VERBISH,
    Mention,
    Roles,
    determiner_of,
    token_at,
)
from bot.understanding.text import PUNCTUATION, SENTENCE_END, Words

_GONE = re.compile(r"^(?:\S+ ){0,3}?(?:decedee?s?|morte?s?|disparue?s?|defunte?s?|enterree?s?) ")
_RELATED = re.compile(
    r"(?<!\S)(?:je suis|moi|ce est) (?:moi )?(?:sa|son|leur) (?:fille|fils|femme|mari|epouse|epoux|soeur|"
    r"frere|mere|pere|compagne|compagnon|conjointe?|belle fille|gendre|niece|neveu|voisine?|aidante?) "
)
_LOST = re.compile(
    r"(?:perdu|deces de|mort de|enterre|veuve? de|veuvage de|obseques de|feu|defunte?) "
    r"(?:le |la |son |sa |mon |ma )?$"
)
_SAME_PERSON = {
    "pere": "pere", "papa": "pere", "mere": "mere", "maman": "mere", "mari": "mari",
    "epoux": "mari", "femme": "femme", "epouse": "femme", "conjoint": "mari", "compagnon": "mari",
    "conjointe": "femme", "compagne": "femme", "fils": "fils", "garcon": "fils", "fille": "fille",
    "papi": "grand pere", "mamie": "grand mere", "fiston": "fils", "gamin": "fils",
}  # fmt: skip


#: « mais ce n'est pas pour lui », « pas elle »: whoever the pronoun stands for is put aside.
_NOT_THEM = re.compile(
    r"(?<!\S)pas (?:pour |de |a propos de )?(?P<who>lui|elle) (?!meme |aussi |seul)"
)
_NOT_FOR = re.compile(r"pas (?:pour|a propos de|au sujet de) ")
_SIGNED = frozenset(", . ! ? ; ¶ merci cordialement bien a vous".split())
_ANIMALS = frozenset({"chien", "chat"})


def words_before(words: Words, i: int, size: int = 8) -> str:
    low = max(words.sentence(i)[0], i - size)
    return "".join(t + " " for t in words.tokens[low:i])


def _right(words: Words, i: int, size: int = 8) -> str:
    high = min(words.sentence(max(0, i - 1))[1], i + size)
    return "".join(t + " " for t in words.tokens[i:high])


def score_mentions(
    words: Words, roles: Roles, mentions: list[Mention]
) -> list[tuple[float, Mention]]:
    """How likely each mention is to name the insured person."""
    ends = [words.index(x.end() - 1) + 1 for p in roles.introduced for x in p.finditer(words.line)]
    base = {"user": 4.0, "own_user": 4.0, "kin1": 3.0, "other": 1.0, "kin_def": 1.0, "kin3": -4.0,
            "tonic": -3.0}  # fmt: skip
    out: list[tuple[float, Mention]] = []
    gone: set[str] = set()
    aside = list(_put_aside_later(words))
    for rank, mention in enumerate(m for m in mentions if m.kind in base):
        score = base[mention.kind] - 0.05 * rank
        if words.tokens[mention.first] in ("celle", "celui"):
            score += 3.5
        if mention.kind == "other" and determiner_of(words.tokens, mention.first) in OWN_THIRD:
            score -= 6
        left, right = words_before(words, mention.first), _right(words, mention.last)
        if any(p.search(left) for p in roles.announced):
            score += 8 if mention.kind != "tonic" else 2
        elif any(0 <= mention.first - end <= 2 for end in ends):
            score += 2
        elif mention.kind != "tonic" and any(p.search(left) for p in roles.clefts):
            score += 1.5 if " qui " in right[:30] or right.startswith((",", "qui ")) else 0
        if mention.kind == "kin_def" and head_noun(mention) in ("pere", "mere"):
            score += 0.3
        if any(p.match(right) for p in roles.pointed):
            score += 8
        if any(p.search(left) for p in roles.put_aside):
            score -= 9
        if _GONE.match(right.split(" qui ")[0]) or _LOST.search(left):
            gone.add(head_noun(mention))
        if head_noun(mention) in gone and mention.kind in ("kin1", "kin3", "kin_def"):
            score -= 9
        if mention.head == ("personne",):
            score -= 0.5
        if mention.head[:1] == ("prenom",):
            score -= 0.1 if rank == 0 or "ans" in right.split()[:4] else 1.2
        if head_noun(mention) in _ANIMALS:
            score -= 12
        score += _standing(words, mention)
        if any(mention.last <= at and mention.gender == gender for at, gender in aside):
            score -= 6
        out.append((score, mention))
    return out


def _put_aside_later(words: Words) -> Iterator[tuple[int, str]]:
    """Where « c'est pas pour lui » is said, and the gender of whom it puts aside."""
    for match in _NOT_THEM.finditer(words.line):
        if _NOT_FOR.match(match.group()):
            yield words.index(match.start()), "f" if match["who"] == "elle" else "m"


def _standing(words: Words, mention: Mention) -> float:
    """What the place of a name in its sentence adds or takes away."""
    tokens, first = words.tokens, mention.first
    start = first - 1 if determiner_of(tokens, first) else first
    if mention.kind == "kin1" and token_at(tokens, start - 1) in ("chez", "avec"):
        return -2.5  # « je pars chez ma fille »
    if mention.kind == "user" and not determiner_of(tokens, first) and first > 3 and (
        mention.head[0] in ("salarie", "salariee", "retraite", "retraitee")
    ):  # fmt: skip
        return -1.5  # « Mon conjoint… Salarié, 35 ans »: still about him
    return -6.0 if is_signature(tokens, mention) else 0.0


def is_signature(tokens: list[str], mention: Mention) -> bool:
    """« …que faire ? Mme Lebreton, Fougères »: who writes, at the very end."""
    first = mention.first
    if first == 0 or len(tokens) - first > 6 or mention.head[:1] == () or (
        mention.head[0] not in TITLES
    ):  # fmt: skip
        return False
    told = any(t.isdigit() or t in VERBISH or t == "qui" for t in tokens[mention.last :])
    return token_at(tokens, first - 1) in _SIGNED and not told


def choose_focus(scored: list[tuple[float, Mention]]) -> Optional[Mention]:
    """The mention that names the insured person; None for the writer or nobody named."""
    best = max(scored, key=lambda s: s[0], default=None)
    return best[1] if best is not None and best[0] > 0 else None


def tells_of_self(
    words: Words, roles: Roles, mentions: list[Mention], scored: list[tuple[float, Mention]]
) -> bool:
    """Whether the writer speaks of themselves: what they say of themselves against the others."""
    line = words.line
    if any(p.search(line) for p in roles.self_announced):
        return True
    told = sum(1 for p in roles.self_told for _ in p.finditer(line))
    hinted = sum(1 for p in roles.self_hinted for _ in p.finditer(line))
    if not told and not hinted:
        return False
    best = max((s for s, _ in scored), default=0.0)
    writer = any(p.search(line) for p in roles.writers) or opening_trade(words, roles, mentions)
    users = sum(
        m.kind in ("user", "own_user") and (bool(writer) or not _said_of_self(words.tokens, m))
        for m in mentions
    )
    if writer and users or best >= 9:
        return told > 3 and best < 9 and users < 2
    if writer and not told or _RELATED.search(line) and told < 4:
        return False
    kin = [m for m in mentions if m.kind == "kin1" and _counts(scored, m)]
    opened = kin[0].first if kin else len(words)
    first_person = min(
        (words.index(x.start()) for p in (*roles.self_told, *roles.self_hinted)
         for x in p.finditer(line)), default=len(words),
    )  # fmt: skip
    third = 2.0 * min(users, 1) + 0.5 * max(0, users - 1)
    if kin and opened < first_person:
        third += 2.5
    elif kin:
        third += 0.5
    pronouns = sum(m.kind in ("pronoun", "tonic") for m in mentions[:12])
    third += 0.5 * pronouns
    if not told:
        return hinted > third and (hinted > 1 or pronouns == 0)
    return 2 * told + hinted > third


def _said_of_self(tokens: list[str], mention: Mention) -> bool:
    """« je suis une dame de… »."""
    return tokens[max(0, mention.first - 4) : mention.first][:2] == ["je", "suis"] or tokens[
        max(0, mention.first - 3) : mention.first
    ][:2] == ["je", "suis"]


def _counts(scored: list[tuple[float, Mention]], mention: Mention) -> bool:
    """Whether a relative is there to be spoken of: neither dead nor put aside."""
    return any(m is mention and s > 0 for s, m in scored)


def head_noun(mention: Mention) -> str:
    name = " ".join(mention.head)
    return _SAME_PERSON.get(name, name)


def _couple(tokens: list[str], focus: Mention) -> bool:
    """« M. et Mme T. »."""
    around = (token_at(tokens, focus.first - 2), token_at(tokens, focus.last + 1))
    joined = "et" in (token_at(tokens, focus.first - 1), token_at(tokens, focus.last))
    return (
        joined
        and focus.head[:1] != ()
        and focus.head[0] in TITLES
        and any(t in TITLES for t in around)
    )


def gender_of_focus(
    tokens: list[str], mentions: list[Mention], focus: Optional[Mention], may_be_two: bool
) -> str:
    if focus is not None and may_be_two and _couple(tokens, focus):
        return "?"
    if focus is not None and focus.gender in ("m", "f") and focus.head not in (
        ("personne",), ("couple",), ("assure",)
    ):  # fmt: skip
        return focus.gender
    named: set[str] = set()
    for m in mentions:
        if m.kind in ("pronoun", "tonic"):
            if (focus is None or m.first > focus.first) and m.gender not in named:
                return m.gender
        elif m.kind in ("kin1", "kin3", "kin_def", "other") and m is not focus:
            named.add(m.gender)
    return "?"


def opening_trade(words: Words, roles: Roles, mentions: list[Mention]) -> Optional[tuple[int, int]]:
    """« Secrétaire de mairie, je signale… »: the writer's trade, before anybody is named."""
    tokens = words.tokens
    i = 0
    while token_at(tokens, i) in GREETINGS | PUNCTUATION | TITLES | {"oui", "euh", "alors"}:
        i += 1
    start = sum(len(t) + 1 for t in tokens[:i])
    if i >= len(tokens) or not roles.titles.match(words.line, start):
        return None
    end = i
    while end < len(tokens) and tokens[end] not in (",", ":", "(", *SENTENCE_END):
        if tokens[end] in ("je", "nous", "on", "pour", "concernant"):
            break
        end += 1
    aged = any(t.isdigit() for t in tokens[i:end]) or any(
        tokens[k] == "en" and token_at(tokens, k + 1) == "arret" for k in range(i, end)
    )
    following = tokens[end : end + 4]
    told = any(t in ("je", "nous", "on", "pour", "concernant") for t in following)
    told = told or any(
        m.kind in ("user", "own_user", "kin_def", "kin1") and end <= m.first <= end + 6
        for m in mentions
    )
    told = told or any(t in OWN_FIRST for t in tokens[end : end + 4])
    if not told or aged or any(t.isdigit() for t in following[1:3]):
        return None
    return i, end
