"""Who is who: which words of a message are about the insured person, which about somebody else.

A light discourse model: the focus (the person the message is about) is chosen once, then each
word gets an owner by following subjects, possessives and pronouns from left to right.
"""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Optional, Pattern

from bot.source import Map, load_map
from bot.understanding.patterns import compile_pattern
from bot.understanding.text import PUNCTUATION, Words

PERSONNE, AUTRE, AUTEUR = "personne", "autre", "auteur"
_OWN_THIRD = frozenset({"son", "sa", "ses", "leur", "leurs"})
_OWN_FIRST = frozenset({"mon", "ma", "mes", "notre", "nos"})
_ARTICLE = frozenset({"le", "la", "les", "un", "une", "du", "au", "aux", "des", "cet", "cette", "ce"})
_CONJUNCTION = frozenset(
    "mais car donc or puis que qui dont ou alors parce puisque et quand lorsque comme si".split()
)
_VERBISH = frozenset(
    "est etait a avait ont sont ne se vient doit va vit habite travaille touche percoit souffre "
    "peut reste sera aura fait prend refuse veut souhaite gagne lui y en les qui ai suis me je il "
    "elle ils elles on vivent doivent ete depuis va vont arrive demande cherche dit dort attend "
    "garde passe sort rentre perd voit".split()
)
#: « mère de famille », « papa solo »: the kin word then names the person, not a relative.
_PARENTHOOD = frozenset("celibataire celibataires isolee isole seule seul solo au divorcee".split())


@dataclass(frozen=True)
class Roles:
    """The words that name people, from `data/vocabulary/personnes.yml`."""

    kin: dict[tuple[str, ...], str]
    others: dict[tuple[str, ...], str]
    users: dict[tuple[str, ...], str]
    author: tuple[Pattern[str], ...]
    self_told: tuple[Pattern[str], ...]
    introduced: tuple[Pattern[str], ...]

    @classmethod
    def load(cls, path: Path) -> "Roles":
        """Read the file. Raises SourceError naming file and line."""
        raw = load_map(path)
        lists = {
            "proches_masculins", "proches_feminins", "proches_neutres", "autres_masculins",
            "autres_feminins", "usagers_masculins", "usagers_feminins", "metiers_de_l_auteur",
            "je_parle_de_moi", "on_parle_de",
        }  # fmt: skip
        raw.check_keys(lists, lists)

        def named(**keys: str) -> dict[tuple[str, ...], str]:
            table: dict[tuple[str, ...], str] = {}
            for gender, key in keys.items():
                for name in raw.texts(key):
                    parts = tuple(name.split())
                    table[parts] = gender[0] if parts not in table else "?"
            return table

        def patterns(texts: Iterable[str]) -> tuple[Pattern[str], ...]:
            return tuple(compile_pattern(t, {}).regex for t in texts)

        trades = "|".join(raw.texts("metiers_de_l_auteur"))
        return cls(
            named(masculin="proches_masculins", feminin="proches_feminins", x="proches_neutres"),
            named(masculin="autres_masculins", feminin="autres_feminins"),
            named(masculin="usagers_masculins", feminin="usagers_feminins"),
            patterns([_author_pattern(trades, raw)]),
            patterns(raw.texts("je_parle_de_moi")),
            patterns(raw.texts("on_parle_de")),
        )


def _author_pattern(trades: str, raw: Map) -> str:
    return (
        f"(je suis|ici|nous sommes|c est|moi|en tant que|je travaille comme|bonjour) "
        f"(le|la|l|un|une|votre|son|sa)? (nouvelle|nouveau|jeune|grande|petite)? ({trades})"
    )


@dataclass(frozen=True)
class Mention:
    """People named by words `first` to `last` (excluded).

    kind: `user` (patient, Mme X), `own_user` (ma patiente), `kin3` (sa mère), `kin1` (mon père),
    `other` (le voisin), `je`, `pronoun`. gender: m, f or ?.
    """

    first: int
    last: int
    kind: str
    gender: str
    head: tuple[str, ...] = ()


@dataclass(frozen=True)
class People:
    """The owner of each word, and what the message says of the speaker.

    owners: `personne`, `autre` or `auteur` for each word. self_told: the writer is the insured
    person. gender: of the person, m, f or ?.
    """

    owners: tuple[str, ...]
    self_told: bool
    gender: str
    mentions: tuple[Mention, ...]

    def owner(self, i: int) -> str:
        """Owner of word `i`."""
        return self.owners[i]


def read_people(words: Words, roles: Roles, known_self: Optional[bool] = None) -> People:
    """Find the people of a message and give each word its owner.

    `known_self`: whether earlier messages showed that the writer is the insured person.
    """
    mentions = list(_mentions(words, roles))
    self_told = _tells_of_self(words, roles, mentions) if known_self is None else known_self
    focus = _focus(words, roles, mentions, self_told)
    gender = _focus_gender(mentions, focus)
    owners = _owners(words, mentions, focus, gender, self_told)
    return People(tuple(owners), self_told, gender, tuple(mentions))


def _longest(tokens: list[str], at: int, table: dict[tuple[str, ...], str]) -> tuple[str, ...]:
    for size in (2, 1):
        parts = tuple(tokens[at : at + size])
        if len(parts) == size and parts in table:
            return parts
    return ()


def _mentions(words: Words, roles: Roles) -> Iterable[Mention]:
    tokens = words.tokens
    i = 0
    while i < len(tokens):
        before = tokens[i - 1] if i else ""
        near = tokens[max(0, i - 3) : i]
        kin = _longest(tokens, i, roles.kin)
        user = _longest(tokens, i, roles.users)
        other = _longest(tokens, i, roles.others)
        if tokens[i] in ("je", "moi", "me"):
            yield Mention(i, i + 1, "je", "?")
            i += 1
            continue
        if tokens[i] in ("il", "elle", "celle", "celui") and tokens[i + 1 : i + 3] != ["y", "a"]:
            if not _impersonal(tokens, i):
                yield Mention(i, i + 1, "pronoun", "f" if tokens[i][-1] == "e" else "m")
            i += 1
            continue
        own_first = any(t in _OWN_FIRST for t in near[-2:])
        own_third = any(t in _OWN_THIRD for t in near[-2:])
        if kin and len(kin) >= len(user):
            end = i + len(kin)
            follows = tokens[end] if end < len(tokens) else ""
            parenthood = kin[-1] in ("mere", "pere", "maman", "papa", "femme", "fille") and (
                follows in _PARENTHOOD
                or tokens[end : end + 2] == ["de", "famille"]
                or (follows == "de" and tokens[end + 1 : end + 2] and tokens[end + 1].isdigit()
                    and tokens[end + 2 : end + 3] and tokens[end + 2] in ("enfants", "enfant"))
            )  # fmt: skip
            woman = kin == ("femme",) and not own_first and not own_third and before != "la"
            if own_first and not parenthood:
                yield Mention(i, end, "kin1", roles.kin[kin], kin)
            elif parenthood or woman or (before in ("un", "une") and kin[-1] in ("maman", "papa")):
                yield Mention(i, end, "user", roles.kin[kin], kin)
            elif own_third or before in _ARTICLE or before.isdigit() or before in (",", "et"):
                yield Mention(i, end, "kin3", roles.kin[kin], kin)
            i = end
            continue
        if user:
            end = i + len(user)
            another = any(t in ("autre", "autres") for t in near[-2:])
            kind = "other" if another else "own_user" if own_first else "user"
            if own_third:
                kind = "other"
            if not (user == ("personne",) and before in ("ne", "a", "", "pas", "avec")):
                yield Mention(i, end, kind, roles.users[user], user)
            i = end
            continue
        if other and (own_first or own_third or before in _ARTICLE):
            yield Mention(i, i + len(other), "other", roles.others[other], other)
            i += len(other)
            continue
        i += 1


def _impersonal(tokens: list[str], i: int) -> bool:
    """« il faut », « il y a », « est-il possible »: nobody."""
    return tokens[i + 1 : i + 2] in (["faut"], ["faudrait"], ["semble"], ["y"], ["fait"]) or tokens[
        i + 1 : i + 3
    ] == ["est", "possible"]


def _tells_of_self(words: Words, roles: Roles, mentions: list[Mention]) -> bool:
    told = sum(1 for p in roles.self_told for _ in p.finditer(words.line))
    third = 2 * sum(m.kind in ("user", "own_user") for m in mentions)
    third += sum(m.kind == "pronoun" for m in mentions[:12])
    if any(p.search(words.line) for p in roles.author):
        third += 4
    intro = any(p.search(words.line) for p in roles.introduced)
    if intro and any(m.kind in ("user", "own_user", "kin1") for m in mentions):
        third += 1
    return told > 0 and 2 * told > third


def _focus(
    words: Words, roles: Roles, mentions: list[Mention], self_told: bool
) -> Optional[Mention]:
    """The mention that names the insured person; None for the writer or nobody named."""
    if self_told:
        return None
    for m in mentions:
        if m.kind in ("user", "own_user"):
            return m
    introduced_ends = [
        words.index(x.end() - 1) + 1 for p in roles.introduced for x in p.finditer(words.line)
    ]
    kin = [m for m in mentions if m.kind == "kin1"]
    for m in kin:
        if any(0 <= m.first - end <= 2 for end in introduced_ends):
            return m
    return kin[0] if kin else None


_SAME_PERSON = {
    "pere": "pere", "papa": "pere", "mere": "mere", "maman": "mere", "mari": "mari",
    "epoux": "mari", "femme": "femme", "epouse": "femme", "conjoint": "mari", "compagnon": "mari",
    "conjointe": "femme", "compagne": "femme", "fils": "fils", "fille": "fille",
}  # fmt: skip


def _head(mention: Mention) -> str:
    name = " ".join(mention.head)
    return _SAME_PERSON.get(name, name)


def _focus_gender(mentions: list[Mention], focus: Optional[Mention]) -> str:
    if focus is None:
        return "?"
    if focus.gender in ("m", "f") and focus.head != ("personne",):
        return focus.gender
    for m in mentions:
        if m.kind == "pronoun" and m.first > focus.first:
            return m.gender
    return "?"


def _owners(
    words: Words, mentions: list[Mention], focus: Optional[Mention], gender: str, self_told: bool
) -> list[str]:
    tokens = words.tokens
    at = {m.first: m for m in mentions}
    owners = [PERSONNE] * len(tokens)
    last_subject_other: Optional[str] = None  # gender of a relative who was the last subject
    for first, last in words.sentences:
        subject = local = PERSONNE
        other_gender = last_subject_other
        sentence_other: Optional[str] = None
        i = first
        while i < last:
            token = tokens[i]
            if token in PUNCTUATION or token in ("mais", "car", "donc", "or", "puis", "alors"):
                local = subject
            elif token == "et" and i + 1 < last and (
                tokens[i + 1] in _VERBISH or tokens[i + 1] in _OWN_THIRD
            ):
                local = subject
            mention = at.get(i)
            if mention is not None:
                who = _who(mention, focus, gender, self_told, other_gender or sentence_other)
                if _is_subject(tokens, mention, first, last):
                    subject = who
                    sentence_other = mention.gender if who == AUTRE else None
                    other_gender = None
                elif who == AUTRE:
                    sentence_other = mention.gender
                local = who
                for k in range(mention.first, mention.last):
                    owners[k] = local
                if mention.kind == "je" and not self_told and token in ("me", "moi"):
                    local = subject
                i = mention.last
                continue
            owners[i] = local
            i += 1
        last_subject_other = sentence_other if subject == AUTRE else None
    return owners


def _is_subject(tokens: list[str], mention: Mention, first: int, last: int) -> bool:
    """Whether a mention looks like the subject of what follows."""
    if mention.kind == "je":
        return tokens[mention.first] == "je"
    if mention.kind == "pronoun":
        before = tokens[mention.first - 1] if mention.first > first else ""
        return before not in ("avec", "chez", "de", "pour", "a", "et", "sans")
    start = mention.first
    while start > first and (
        tokens[start - 1] in _OWN_THIRD | _OWN_FIRST | _ARTICLE
        or tokens[start - 1] in ("jeune", "vieille", "vieux", "autre", "propre", "petit", "petite")
    ):
        start -= 1
    before = tokens[start - 1] if start > first else ""
    after = tokens[mention.last] if mention.last < last else ""
    opens = before == "" or before in PUNCTUATION or before in _CONJUNCTION
    if before in ("avec", "de", "a", "pour", "chez", "par", "sans"):
        return mention.kind in ("user", "own_user") and after in _VERBISH
    return opens and (after in _VERBISH or after == "," or after.isdigit() or opens) or (
        after in _VERBISH and after not in ("qui", "a", "en", "se")
    )


def _who(
    mention: Mention,
    focus: Optional[Mention],
    gender: str,
    self_told: bool,
    other_gender: Optional[str],
) -> str:
    if mention.kind == "je":
        return PERSONNE if self_told else AUTEUR
    if mention.kind in ("user", "own_user"):
        return AUTRE if self_told and mention.kind == "own_user" else PERSONNE
    if mention.kind == "other":
        return AUTRE
    if mention.kind == "kin1":
        if focus is not None and focus.kind == "kin1" and _head(focus) == _head(mention):
            return PERSONNE
        return AUTRE
    if mention.kind == "kin3":
        if focus is not None and focus.kind == "kin1" and _head(focus) == _head(mention):
            return PERSONNE
        return AUTRE
    # pronouns
    if self_told:
        return AUTRE
    if gender in ("m", "f") and mention.gender != gender:
        return AUTRE if other_gender in (mention.gender, "?", "x") else PERSONNE
    if other_gender == mention.gender:
        return AUTRE
    return PERSONNE
