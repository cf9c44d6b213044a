"""The owner of each word: a walk from left to right along subjects, possessives and pronouns."""

from __future__ import annotations

from typing import Iterator, Optional

from bot.understanding.focus import head_noun, opening_trade, words_before
from bot.understanding.mentions import (
    ADJECTIVES,
    ARTICLE,
    DETERMINERS,
    INDEFINITE,
    OWN_FIRST,
    OWN_THIRD,
    VERBISH,
    Mention,
    Roles,
    token_at,
)
from bot.understanding.text import PUNCTUATION, Words

PERSONNE, AUTRE, AUTEUR = "personne", "autre", "auteur"
_CONJUNCTION = frozenset(
    "mais car donc or puis que qui dont ou alors parce puisque et quand lorsque comme si enfin "
    "voila euh hein la bon".split()
)
_RESTARTS = frozenset("mais car donc or puis alors".split())
_PREPOSITIONS = frozenset("avec de a pour chez par sans du au aux des contre vers".split())
#: What the writer says of themselves after « je »; other verbs lead to the person.
_OF_ONESELF = frozenset(
    "suis etais serai habite vis travaille travaillais exerce bosse touche gagne loge ai avais "
    "reside demeure perds dors marche mange vais dirige gere preside".split()
)
_SUBORDINATES = frozenset("depuis parce alors pendant tandis".split())
_CLITICS = frozenset("ne me vous te y en lui leur le la les l nous meme aussi deja moi".split())


class Walk:
    """Gives each word its owner, sentence after sentence, from left to right."""

    def __init__(
        self, words: Words, roles: Roles, mentions: list[Mention], focus: Optional[Mention],
        gender: str, self_told: bool,
    ) -> None:  # fmt: skip
        self.words, self.roles, self.tokens = words, roles, words.tokens
        self.focus, self.gender, self.self_told = focus, gender, self_told
        self.at = {m.first: m for m in mentions}
        #: gender of the somebody else who was the last subject
        self.other: Optional[str] = None
        #: genders of everybody else named so far
        self.named: set[str] = set()

    def owners(self) -> list[str]:
        """The owner of each word."""
        out: list[str] = []
        for first, last in self.words.sentences:
            out.extend(self._sentence(first, last))
        for first, last in self._writers():
            out[first:last] = [AUTEUR] * (last - first)
        return out

    def _sentence(self, first: int, last: int) -> list[str]:
        owners: list[str] = []
        subject = local = PERSONNE
        relative = False
        carried, self.other = self.other, None
        i = first
        while i < last:
            token = self.tokens[i]
            if token in PUNCTUATION or token in _RESTARTS:
                local, relative = subject, False
            elif (
                token in ("dont", "ou")
                or token == "que"
                and token_at(self.tokens, i - 1) in _SUBORDINATES
            ):
                relative = True
            elif (
                token == "et"
                and i + 1 < last
                and (self.tokens[i + 1] in VERBISH or self.tokens[i + 1] in OWN_THIRD)
            ):
                local = subject
            elif token == "on" or token in ("nous", "faut", "faudrait") and local == AUTEUR:
                subject = local = PERSONNE
            mention = self.at.get(i)
            if mention is None:
                owners.append(local)
                i += 1
                continue
            who = self._who(mention, carried)
            if who is None:
                who = subject
            is_subject = _is_subject(self.tokens, mention, first, last)
            if mention.kind not in ("je", "pronoun", "tonic") and who == AUTRE:
                self.named.add(mention.gender)
            following = self.tokens[mention.last : mention.last + 2]
            if (
                is_subject
                and who == AUTRE
                and (relative or "etant" in following or "ayant" in following)
            ):
                local = who
            elif is_subject:
                subject = local = who
                cleft = mention.last < last and self.tokens[mention.last] == "qui"
                self.other = mention.gender if who == AUTRE and not cleft else None
                carried = None
            else:
                local = who
                if who == PERSONNE and subject == AUTEUR and mention.kind in ("user", "own_user"):
                    subject = PERSONNE  # « je suis ce monsieur, 47 ans, … »: it goes on about him
            if is_subject:
                self._opening(owners, mention, first, local)
            owners.extend([local] * (mention.last - mention.first))
            i = mention.last
        if subject != AUTRE or self._refers_back(first, last):
            self.other = None
        return owners

    def _refers_back(self, first: int, last: int) -> bool:
        """« Son frère vit avec lui. »: the person is still who « il » stands for afterwards."""
        return any(
            self.tokens[k] in ("lui", "elle", "eux") and self.tokens[k - 1] in _PREPOSITIONS
            for k in range(first + 1, last)
        )

    def _opening(self, owners: list[str], mention: Mention, first: int, owner: str) -> None:
        """Give « c'est », « son », « mon petit »… to whom they introduce."""
        i = mention.first - 1
        while i >= first and (self.tokens[i] in DETERMINERS or self.tokens[i] in ADJECTIVES):
            owners[i - first] = owner
            i -= 1
        if i > first and self.tokens[i - 1 : i + 1] == ["ce", "est"]:
            owners[i - first] = owners[i - 1 - first] = owner

    def _who(self, mention: Mention, carried: Optional[str]) -> Optional[str]:
        """Whose words open with a mention; None when it changes nothing."""
        if mention.kind == "je":
            return self._je(mention)
        if mention.kind == "writer":
            return PERSONNE
        if mention.kind in ("pronoun", "tonic"):
            return self._pronoun(mention, carried)
        if mention.kind in ("user", "own_user"):
            return self._user(mention)
        if (
            self.focus is not None
            and self.focus.kind in ("kin1", "kin3", "kin_def", "other")
            and (head_noun(self.focus) == head_noun(mention))
        ):
            return PERSONNE
        return AUTRE

    def _user(self, mention: Mention) -> str:
        if self.self_told:
            return AUTRE if mention.kind == "own_user" else PERSONNE
        if self.focus is None or mention is self.focus:
            return PERSONNE
        clash = self.gender in ("m", "f") and mention.gender in ("m", "f") and (
            mention.gender != self.gender
        )  # fmt: skip
        aside = any(p.search(words_before(self.words, mention.first)) for p in self.roles.put_aside)
        if aside:
            return AUTRE
        if clash and mention.head not in (("personne",), ("assure",), ("couple",)):
            return AUTRE
        return PERSONNE

    def _je(self, mention: Mention) -> Optional[str]:
        if self.self_told:
            return PERSONNE
        token, at = self.tokens[mention.first], mention.first
        before = token_at(self.tokens, at - 1)
        if token == "me":
            return None
        if token == "moi":
            apart = before in PUNCTUATION or before in ("", "et", "mais", "part", "cote", "car")
            return AUTEUR if apart else None
        k = at + 1
        while token_at(self.tokens, k) in _CLITICS:
            k += 1
        verb, after = token_at(self.tokens, k), token_at(self.tokens, k + 1)
        if before in ("que", "dont", "qui") or verb not in _OF_ONESELF:
            return PERSONNE
        if verb == "ai":
            aged = "ans" in self.tokens[k + 1 : k + 5] and any(
                t.isdigit() for t in self.tokens[k + 1 : k + 4]
            )
            aged = aged and not any(t in INDEFINITE for t in self.tokens[k + 1 : k + 3])
            return AUTEUR if aged or after in ("mal", "arrete", "perdu") else PERSONNE
        return AUTEUR

    def _pronoun(self, mention: Mention, carried: Optional[str]) -> Optional[str]:
        other = self.other or carried
        echo = mention.kind == "tonic" and token_at(self.tokens, mention.first - 1) == ","
        if echo and any(
            m.last == mention.first - 1 and m.kind not in ("pronoun", "tonic", "je")
            for m in self.at.values()
        ):
            return None
        if self.self_told or self.tokens[mention.first] == "eux":
            return AUTRE
        if self.tokens[mention.first] in ("ils", "elles"):
            return AUTRE if other in ("x", "?") else PERSONNE
        if self.gender in ("m", "f") and mention.gender != self.gender:
            if mention.kind == "tonic":
                return AUTRE
            known = mention.gender in self.named or other in (mention.gender, "?", "x")
            return AUTRE if known else PERSONNE
        meanwhile = self.tokens[max(0, mention.first - 2) : mention.first] == ["pendant", "que"]
        if mention.kind == "tonic" or meanwhile:
            return PERSONNE
        return AUTRE if other == mention.gender else PERSONNE

    def _writers(self) -> Iterator[tuple[int, int]]:
        found = (
            None
            if self.self_told
            else opening_trade(self.words, self.roles, list(self.at.values()))
        )
        if found:
            yield found


def _is_subject(tokens: list[str], mention: Mention, first: int, last: int) -> bool:
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
    if before in _PREPOSITIONS or tokens[start : start + 1] in (["du"], ["au"]):
        return mention.kind in ("user", "own_user") and after in VERBISH
    opens = before == "" or before in PUNCTUATION or before in _CONJUNCTION
    return opens or (after in VERBISH and after not in ("qui", "a", "en", "se"))
