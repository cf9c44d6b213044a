"""First names in a message: of the person, or of the relative they stand beside."""

from __future__ import annotations

from typing import Optional

from bot.understanding.roles import (
    DETERMINERS,
    GREETINGS,
    OWN_FIRST,
    OWN_THIRD,
    VERBISH,
    Mention,
    Roles,
    token_at,
)
from bot.understanding.text import PUNCTUATION

#: Before a first name: a street, a school, a doctor; nobody the message is about.
_NAMED_AFTER = frozenset(
    "rue avenue boulevard place quai saint sainte hopital clinique lycee college ecole residence "
    "foyer centre institut cite docteur dr professeur pr maitre association fondation pharmacie "
    "maison gymnase garage boulangerie cabinet tempete".split()
)
_SPOKEN_OF = frozenset(
    "pour concernant accompagne accompagnons suit suivons recois recevons oriente adresse aide "
    "rencontre rencontrons vois signale presente que avec chez".split()
)
_FILES = frozenset(
    "situation dossier cas sujet propos parler parle histoire arret ailleurs".split()
)


class Called:
    """Finds first names: of the person, or of the relative they stand beside."""

    def __init__(self, tokens: list[str], roles: Roles, capitals: Optional[frozenset[int]]) -> None:
        self.tokens, self.roles, self.capitals = tokens, roles, capitals
        self.last: Optional[Mention] = None
        self.bearers: dict[str, Mention] = {}
        #: a name whose bearer is told next: « Chloé, ma fille »
        self.waiting: Optional[tuple[str, int]] = None

    def seen(self, mention: Mention) -> None:
        """Remember who was named last, and who bears the name that waits."""
        if mention.kind in ("je", "pronoun", "tonic"):
            return
        if self.waiting and mention.first <= self.waiting[1] + 3:
            self.bearers[self.waiting[0]] = mention
        self.waiting, self.last = None, mention

    def at(self, i: int) -> Optional[Mention]:
        """The first name at word `i`; its kind is empty when it names nobody new."""
        name = self.tokens[i]
        if not self._is_name(i):
            return None
        end = self._end(i)
        known = self.bearers.get(name)
        if known is not None:
            return Mention(i, end, known.kind, known.gender, known.head)
        if token_at(self.tokens, i - 1).startswith(("appel", "nomm", "prenomm")):
            if self.last is not None and token_at(self.tokens, i - 2) != "me":
                self.bearers[name] = self.last
            return Mention(i, end, "", "?")
        beside = self._beside(i, end)
        if beside is not None:
            self.bearers[name] = beside
            return Mention(i, end, "", beside.gender)
        gender = self.roles.first_names[(name,)]
        if self._told_next(end):
            self.waiting = (name, end)
            return Mention(i, end, "", gender)
        if self._is_writer(i, end) or not self._is_spoken_of(i, end):
            return Mention(i, end, "", gender)
        self.bearers[name] = Mention(i, end, "user", gender, ("prenom", name))
        return self.bearers[name]

    def _is_name(self, i: int) -> bool:
        if (self.tokens[i],) not in self.roles.first_names:
            return False
        before = token_at(self.tokens, i - 1)
        if before in _NAMED_AFTER or before in DETERMINERS or before in ("a", "vers", "en"):
            return False
        if self.capitals is not None:
            return i in self.capitals
        return self.tokens[i] not in self.roles.ambiguous

    def _end(self, i: int) -> int:
        """After the other first names, the surname or its initial."""
        end = i + 1
        while end < len(self.tokens) and end < i + 3 and (
            (self.tokens[end],) in self.roles.first_names
            and (self.capitals is None or end in self.capitals)
            or len(self.tokens[end]) == 1 and self.tokens[end].isalpha() and self.tokens[end] != "a"
            or self.capitals is not None and end in self.capitals
        ):  # fmt: skip
            end += 1
        return end

    def _beside(self, i: int, end: int) -> Optional[Mention]:
        """« son mari Franck », « le mari, Franck, 57 ans », « ses enfants Léo et Lina »."""
        before, after = token_at(self.tokens, i - 1), token_at(self.tokens, end)
        if self.last is not None and self.last.head[:1] != ("prenom",):
            if self.last.last == i:
                return self.last
            if self.last.last == i - 1 and before in (",", "(") and after in (",", ")", "("):
                return self.last
        if before in ("et", ",") and i > 1:
            return self.bearers.get(self.tokens[i - 2])
        return None

    def _told_next(self, end: int) -> bool:
        """« Chloé, ma fille »."""
        kin = (token_at(self.tokens, end + 2),)
        owned = token_at(self.tokens, end + 1) in OWN_FIRST | OWN_THIRD
        return token_at(self.tokens, end) == "," and owned and kin in self.roles.kin

    def _is_writer(self, i: int, end: int) -> bool:
        before = self.tokens[max(0, i - 3) : i]
        said = before[-1:] in (["appelle"], ["suis"], ["moi"], ["cordialement"], ["merci"], ["ici"])
        greets = before[-2:] == ["ce", "est"] and i < 8 and token_at(self.tokens, end) != "qui"
        greets = greets or bool(before) and before[-1] in GREETINGS
        followed = self.tokens[i - 2 : i - 1] == ["je"] and before[-1:] == ["suis"] and (
            token_at(self.tokens, end) in (",", "(") and token_at(self.tokens, end + 1).isdigit()
        )  # fmt: skip
        signs = len(self.tokens) - end < 4 and token_at(self.tokens, i - 1) in PUNCTUATION
        signs = signs and not any(t.isdigit() or t in VERBISH for t in self.tokens[end:])
        return (said and not followed) or greets or signs or end >= len(self.tokens)

    def _is_spoken_of(self, i: int, end: int) -> bool:
        before, after = token_at(self.tokens, i - 1), token_at(self.tokens, end)
        following = self.tokens[end : end + 4]
        if after in ("me", "nous"):
            return False  # « Sophie m'a dit »: somebody the writer knows
        aged = any(t.isdigit() and following[k + 1 : k + 2] == ["ans"]
                   for k, t in enumerate(following))  # fmt: skip
        opens = before in ("", "¶") or before in PUNCTUATION
        acts = after in VERBISH or (after == "," and following[1:2] and following[1] in VERBISH)
        return aged or acts or (opens and after == ",") or before in _SPOKEN_OF or (
            before == "de" and token_at(self.tokens, i - 2) in _FILES
        )  # fmt: skip
