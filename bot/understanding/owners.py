"""The owner of each word: a walk from left to right along subjects, possessives and pronouns."""

from __future__ import annotations

from typing import Iterator, Optional

from bot.understanding.appositions import apposed, told_aside
from bot.understanding.first_person import BUSINESSES, owner_of_je
from bot.understanding.focus import head_noun, is_signature, opening_trade, words_before
from bot.understanding.roles import (
    ADJECTIVES,
    AUTEUR,
    AUTRE,
    DETERMINERS,
    GREETINGS,
    OWN_FIRST,
    OWN_THIRD,
    PERSONNE,
    PREPOSITIONS,
    VERBISH,
    Mention,
    Roles,
    token_at,
)
from bot.understanding.subjects import back_to_topic, cared_for, is_subject, leaves, new_subject
from bot.understanding.text import PUNCTUATION, Words

_RESTARTS = frozenset("mais car donc or puis alors parce puisque".split())
_SUBORDINATES = frozenset("depuis parce alors pendant tandis".split())
#: Said between two names of one and the same person: « un voisin enfin un ami ».
_PUT_RIGHT = frozenset("enfin plutot pardon non euh voire disons bref ou , ".split())
_ONE_IS = frozenset({
    ("assistante", "maternelle"), ("assistante maternelle",), ("nounou",), ("grand", "mere"), ("grand", "pere"),
    ("mere",), ("pere",), ("maman",), ("papa",), ("mamie",), ("papi",),
})  # fmt: skip


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
        #: the trade the writer opens with, as first word and end
        self.trade = None if self_told else opening_trade(words, roles, mentions)

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
        relative = gone = False
        carried, self.other = self.other, None
        named: Optional[Mention] = None  # somebody else, whose apposition may follow
        outside: list[tuple[str, str, Optional[str]]] = []
        inserted = False  # inside « dont la compagne, enceinte, est… »
        bracketed = False  # inside « son frère (30 ans, en arrêt) »
        i = first
        while i < last:
            token = self.tokens[i]
            if token == "(":
                outside.append((subject, local, self.other))
            if token == ")" and outside:
                subject, inner, self.other = outside.pop()
                local = inner if token_at(self.tokens, i + 1) in ("qui", "dont") else subject
                relative = bracketed = False
            elif token == "," and (bracketed or inserted):
                # « dont la compagne, enceinte, est sans emploi »
                local = AUTRE if bracketed or token_at(self.tokens, i + 1) in VERBISH else subject
                inserted = False
            elif token == "," and relative and local != subject and told_aside(self.tokens, self.at.values(), i):
                inserted = True
            elif token in (",", "(") and apposed(
                self.tokens, self.roles, self.gender, named, i + 1
            ):
                local = AUTRE
                relative = self.tokens[i + 1] == "dont"
                bracketed = token == "("
            elif token in PUNCTUATION or token in _RESTARTS:
                if gone:
                    subject, self.other, gone = PERSONNE, None, False
                if token != "," or local == subject:
                    named = None
                local, relative = subject, False
            elif token == "en" and token_at(self.tokens, i + 1).endswith("ant"):
                local = subject  # « chez une copine en comptant ses pièces »
            elif local == AUTRE and subject == AUTRE and cared_for(self.tokens, i):
                local = PERSONNE
            elif local == AUTEUR and new_subject(self.tokens, i, first):
                subject = local = PERSONNE
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
            elif back_to_topic(self.tokens, i, first):
                subject = local = PERSONNE
                self.other = None
            elif self.self_told and token in OWN_FIRST and local == AUTRE:
                local = PERSONNE  # « elles paieront mes dettes »
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
            parted = self._put_right(mention, first)
            if parted:
                who = owners[-1 - parted]
            subjected = is_subject(self.tokens, mention, first, last)
            if mention.kind not in ("je", "pronoun", "tonic") and who == AUTRE:
                self.named.add(mention.gender)
            following = self.tokens[mention.last : mention.last + 2]
            if (
                subjected
                and who == AUTRE
                and (relative or "etant" in following or "ayant" in following)
            ):
                local = who
            elif subjected:
                subject = local = who
                cleft = mention.last < last and self.tokens[mention.last] == "qui"
                self.other = mention.gender if who == AUTRE and not cleft else None
                carried = None
            else:
                local = who
                if who == PERSONNE and subject == AUTEUR and mention.kind in ("user", "own_user"):
                    subject = PERSONNE  # « je suis ce monsieur, 47 ans, … »: it goes on about him
            if subjected:
                self._opening(owners, mention, first, local)
                if (
                    mention.kind == "pronoun"
                    and token_at(self.tokens, i - 1) == "que"
                    and i > first
                ):
                    owners[-1] = local  # « son épouse, qu'il assiste »
            if mention.kind not in ("je", "pronoun", "tonic"):
                named = mention if who == AUTRE and local == AUTRE else None
                gone = who == AUTRE and subjected and leaves(self.tokens, mention.last)
            owners.extend([local] * (mention.last - mention.first))
            i = mention.last
            if local == AUTRE and self.tokens[i : i + 2] in (
                ["a", "nourrir"], ["a", "charge"], ["a", "elever"]
            ):  # fmt: skip
                local = PERSONNE  # « trois garçons à nourrir sur un mi-temps »
            if local == AUTRE and mention.gender == "x" and self._aged(i):
                local = PERSONNE  # « chez ses parents vingt-quatre ans »: several have no one age
        if subject != AUTRE or self._refers_back(first, last):
            self.other = None
        return owners

    def _aged(self, i: int) -> bool:
        return token_at(self.tokens, i).isdigit() and token_at(self.tokens, i + 1) == "ans"

    def _put_right(self, mention: Mention, first: int) -> int:
        """How many words part a name from the name it puts right; 0 when it puts none right."""
        if mention.kind in ("je", "pronoun", "tonic", "writer"):
            return 0
        at = mention.first - 1
        while at > first and (self.tokens[at] in DETERMINERS or self.tokens[at] in ADJECTIVES):
            at -= 1
        said = at
        while at > first and self.tokens[at] in _PUT_RIGHT:
            at -= 1
        between = self.tokens[at : said + 1] if said > at else []
        corrected = any(t in ("enfin", "plutot", "pardon") for t in between)
        names = (m for m in self.at.values() if m.kind not in ("je", "pronoun", "tonic"))
        if not corrected or not any(m.last == at + 1 for m in names):
            return 0
        return mention.first - at - 1

    def _refers_back(self, first: int, last: int) -> bool:
        """« Son frère vit avec lui. »: the person is still who « il » stands for afterwards."""
        return any(
            self.tokens[k] in ("lui", "elle", "eux") and self.tokens[k - 1] in PREPOSITIONS
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
            return PERSONNE if self.self_told else owner_of_je(
                self.words, mention, self.trade is not None and self.trade[1] <= mention.first
            )
        if mention.kind == "writer":
            return PERSONNE
        if mention.kind in ("pronoun", "tonic"):
            return self._pronoun(mention, carried)
        if mention.kind in ("user", "own_user"):
            return self._user(mention)
        if self._same_as_focus(mention) or self.self_told and self._says_what_one_is(mention):
            return PERSONNE
        return AUTRE

    def _says_what_one_is(self, mention: Mention) -> bool:
        """« Grand-mère de 64 ans, j'élève… », « Assistante maternelle à Vesoul, … »."""
        before = token_at(self.tokens, mention.first - 1)
        opens = before in ("", "suis", "¶", ".", "!") or before in GREETINGS
        opens = opens or before == "," and token_at(self.tokens, mention.first - 2) in GREETINGS
        told = token_at(self.tokens, mention.last)
        return opens and mention.kind in ("kin3", "kin1", "other") and (
            mention.head in _ONE_IS and told in ("de", "a", ",", "depuis", "en", "agreee", "et", ".")
        )  # fmt: skip

    def _same_as_focus(self, mention: Mention) -> bool:
        """« c'est pour un papa… donc le papa il a 38 ans »."""
        if self.focus is None or head_noun(self.focus) != head_noun(mention):
            return False
        told_again = mention.kind == "kin_def" and self.focus.kind == "user"
        return told_again or self.focus.kind in ("kin1", "kin3", "kin_def", "other")

    def _user(self, mention: Mention) -> str:
        called = mention.head[:1] == ("prenom",)
        if self.self_told:
            return AUTRE if mention.kind == "own_user" or called else PERSONNE
        another = called and self.focus is not None and mention.head != self.focus.head
        if another and self.focus is not None and self.focus.head[:1] == ("prenom",):
            return AUTRE
        if self.focus is None or mention is self.focus or is_signature(self.tokens, mention):
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
        if self.self_told:
            return
        if self.trade:
            yield self.trade
        for i, token in enumerate(self.tokens[1:], 1):
            if token in BUSINESSES and self.tokens[i - 1] in ("mon", "ma", "notre"):
                yield i - 1, i + 1


