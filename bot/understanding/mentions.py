"""The people a message names: relatives, patients, the writer, and the pronouns between."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterator, Optional

from bot.understanding.first_names import Called
from bot.understanding.roles import (
    DEFINITE,
    GREETINGS,
    INDEFINITE,
    OWN_FIRST,
    OWN_THIRD,
    TITLES,
    VERBISH,
    Mention,
    Names,
    Roles,
    determiner_of,
    token_at,
)
from bot.understanding.text import PUNCTUATION

#: « mère de famille », « papa solo »: the kin word then names the person, not a relative.
_PARENTHOOD = frozenset("celibataire celibataires isolee isole seule seul solo au divorcee".split())
_CAN_BE_PARENT = frozenset({"mere", "pere", "maman", "papa", "femme"})
#: « un de nos bénéficiaires »: one of them is the person.
_SOME_OF_OURS = frozenset(
    "beneficiaires salaries salariees usagers usageres adherents adherentes residents residentes "
    "locataires employes employees assures administres apprentis habitants ouvriers agents "
    "collaborateurs collaboratrices allocataires accompagnes personnes stagiaires benevoles".split()
)
#: « femme de chambre »: a trade.
_TRADE_OF = frozenset("chambre menage service marin compagnie".split())
#: « un garçon de 33 ans »: then a person, unless somebody has them.
_YOUNGSTERS = frozenset("garcon fille gamin gamine".split())
_HAVING = frozenset("a ai avait ont avec et eleve elevent attend perdu mere pere".split())
_ADULT = 16
_SOMEONES_OWN = frozenset("protege protegee patient patiente".split())
#: Nouns that name the person without any article; other nouns then only describe.
_BARE = frozenset(
    "patient patiente assure assuree usager usagere beneficiaire dame homme personne jeune papy mamie "
    "sdf couple allocataire salarie salariee client cliente monsieur adherent adherente".split()
)
_PLURALS = frozenset("patients patientes clients clientes assurees".split())
#: Their verbs act upon the person: they are somebody else only when the fact is about them.
_ACTORS = frozenset("medecin employeur patron patronne proprietaire generaliste psy".split())
_PLURAL_KIN = frozenset(
    "enfants parents jumeaux jumelles voisins proches amis gosses gamins garcons filles".split()
)
_STATES = frozenset(
    "malade arrete arretee hospitalise hospitalisee mort morte decede decedee".split()
)


def _longest(tokens: list[str], at: int, table: Names) -> tuple[str, ...]:
    for size in (2, 1):
        parts = tuple(tokens[at : at + size])
        if len(parts) == size and parts in table:
            return parts
    return ()


def find_mentions(
    tokens: list[str], roles: Roles, capitals: Optional[frozenset[int]] = None
) -> Iterator[Mention]:
    """The people named, in order. `capitals`: words with a capital; None when case tells nothing."""
    called = Called(tokens, roles, capitals)
    i = 0
    while i < len(tokens):
        mention = called.at(i) or _pronoun(tokens, i) or _named(tokens, i, roles)
        if mention is None:
            i += 1
            continue
        if mention.kind in ("kin1", "kin3", "kin_def", "other"):
            mention = _with_title(tokens, mention)
        if mention.kind:
            called.seen(mention)
            yield mention
        i = mention.last


def _with_title(tokens: list[str], mention: Mention) -> Mention:
    """« ma voisine Mme Ferhat », « son mari, M. Roux »: one and the same person."""
    at = mention.last + (token_at(tokens, mention.last) == ",")
    title = token_at(tokens, at)
    gender = "m" if title in ("m", "monsieur") else "f"
    named = token_at(tokens, at + 1)
    if title not in TITLES or mention.gender not in (gender, "?") or not named[:1].isalpha() or (
        named in VERBISH
    ):  # fmt: skip
        return mention
    return replace(mention, last=at + 2, gender=gender)


def _pronoun(tokens: list[str], i: int) -> Optional[Mention]:
    token, before, after = tokens[i], token_at(tokens, i - 1), token_at(tokens, i + 1)
    if token in ("je", "moi", "me"):
        return Mention(i, i + 1, "je", "?")
    if token in ("il", "elle", "celle", "celui", "ils", "elles"):
        if _impersonal(tokens, i):
            return Mention(i, i + 1, "", "?")
        gender = "f" if token.startswith(("elle", "celle")) else "m"
        apart = after in (",", "meme", "aussi", "elle") or token in ("celle", "celui")
        apart = apart or after.isdigit() or (before == "est" and token_at(tokens, i - 2) == "ce")
        return Mention(i, i + 1, "tonic" if apart else "pronoun", gender)
    if token in ("lui", "eux"):
        opens = before in PUNCTUATION or before in ("", "et", "mais", "que", "donc", "car")
        opens = opens or (before == "est" and token_at(tokens, i - 2) == "ce")
        goes_on = (
            after in VERBISH or after in (",", "meme", "aussi", "qui", "le") or after.isdigit()
        )
        if opens and goes_on and not (before == "que" and after != ","):
            return Mention(i, i + 1, "tonic", "m")
    return None


def _impersonal(tokens: list[str], i: int) -> bool:
    """« il faut », « il y a », « est-il possible »: nobody."""
    after = [t for t in tokens[i + 1 : i + 4] if t != "ne"]
    return tokens[i] == "il" and (
        after[:1] in (["faut"], ["faudrait"], ["semble"], ["y"], ["parait"], ["reste"], ["manque"],
                      ["convient"], ["pleut"], ["fallait"])
        or after[:2] in (["est", "possible"], ["se", "agit"], ["est", "question"])
        or after[:2] == ["fait", "froid"]
    )  # fmt: skip


def _named(tokens: list[str], i: int, roles: Roles) -> Optional[Mention]:
    """The mention that opens at `i`; its kind is empty when the noun names nobody there."""
    kin = _longest(tokens, i, roles.kin)
    user = _longest(tokens, i, roles.users)
    other = _longest(tokens, i, roles.others)
    determiner = determiner_of(tokens, i)
    if determiner in INDEFINITE and "comme" in tokens[max(0, i - 3) : i - 1]:
        return None  # « comme un chien »: nobody
    if token_at(tokens, i - 1) == "famille" and tokens[i] in TITLES:
        return Mention(i, i + 1, "", "?")
    if other and len(other) > max(len(kin), len(user)) or (other and not kin and not user):
        return _other(tokens, i, other, determiner, roles)
    if kin and len(kin) >= len(user):
        return _kin(tokens, i, kin, determiner, roles)
    if user:
        return _user(tokens, i, user, determiner, roles)
    trade = _longest(tokens, i, roles.trades)
    if trade and determiner in OWN_FIRST:
        gender = {"mon": "m", "ma": "f"}.get(determiner, roles.trades[trade])
        return Mention(i, i + len(trade), "own_user", gender, trade)
    if tokens[i] in _SOME_OF_OURS and determiner in OWN_FIRST and (
        token_at(tokens, i - 2) in ("de", "des") and token_at(tokens, i - 3) in INDEFINITE
        and token_at(tokens, i - 4) != "de"
    ):  # fmt: skip
        gender = "f" if token_at(tokens, i - 3) == "une" else "m"
        return Mention(i, i + 1, "own_user", gender, (tokens[i],))
    return None


def _other(
    tokens: list[str], i: int, other: tuple[str, ...], determiner: str, roles: Roles
) -> Mention:
    end = i + len(other)
    if _presents_themselves(tokens, i, end):
        return Mention(i, end, "writer", roles.others[other], other)
    named = bool(determiner) or i == 0
    if other[0] in _ACTORS:
        following = tokens[end : end + 7]
        named = any(
            t == "est" and (following[k + 1 : k + 3] == ["en", "arret"] or
                            any(w in _STATES for w in following[k + 1 : k + 3]))
            for k, t in enumerate(following)
        )  # fmt: skip
    kind = "other" if named else ""
    gender = roles.others[other]
    if gender == "m" and determiner in ("ma", "une", "cette"):
        gender = "f"  # « ma collègue »
    return Mention(i, end, kind, gender, other)


def _presents_themselves(tokens: list[str], i: int, end: int) -> bool:
    """« oui c'est une collègue de la CPAM… »: who calls, at the very beginning."""
    said = tokens[max(0, i - 3) : i]
    opens = all(t in GREETINGS | PUNCTUATION | {"oui", "euh"} for t in tokens[: max(0, i - 3)])
    titled = said[:2] == ["ce", "est"] and said[-1:] in (
        ["un"],
        ["une"],
        ["ta"],
        ["ton"],
        ["votre"],
    )
    return opens and titled and tokens[i] in ("collegue", "voisin", "voisine") and (
        token_at(tokens, end) in ("de", "du", "des", "a", "au")
    )  # fmt: skip


def _kin(
    tokens: list[str], i: int, kin: tuple[str, ...], determiner: str, roles: Roles
) -> Optional[Mention]:
    end = i + len(kin)
    before, follows = token_at(tokens, i - 1), token_at(tokens, end)
    gender = roles.kin[kin]
    parenthood = kin[-1] in _CAN_BE_PARENT and (
        follows in _PARENTHOOD
        or tokens[end : end + 2] == ["de", "famille"]
        or (follows in ("de", "avec") and token_at(tokens, end + 1).isdigit()
            and token_at(tokens, end + 2) in ("enfants", "enfant", "petits", "gosses", "gamins"))
    )  # fmt: skip
    said = tokens[max(0, i - 3) : i - 1]
    if determiner in ("la", "le") and (
        said[-2:] == ["je", "suis"]
        or said in (["ce", "est"], ["ici"]) and follows in ("de", "du", "d")
    ):  # fmt: skip
        return Mention(i, end, "writer", gender, kin)
    pupils = tokens[end + 1 : end + 3]
    if kin[-1] in _CAN_BE_PARENT and follows == "de" and (
        pupils[:1] in (["eleve"], ["eleves"]) or pupils in (["un", "eleve"], ["une", "eleve"])
    ):  # fmt: skip
        last = end + 2 if pupils[0].startswith("eleve") else end + 3
        return Mention(i, last, "user", gender, kin)  # « la maman d'une élève »
    if kin[-1] == "femme" and follows == "de" and token_at(tokens, end + 1) in _TRADE_OF:
        return Mention(i, end, "", gender, kin)
    if _grown_up(tokens, i, end, kin, determiner):
        return Mention(i, end, "user", gender, kin)
    opens = not determiner and (not before or before in PUNCTUATION or before in GREETINGS) and (
        all(t in GREETINGS or t in PUNCTUATION for t in tokens[:i])
    )  # fmt: skip
    if opens and "de" in tokens[end : end + 2] and any(
        t in TITLES or t in OWN_FIRST for t in tokens[end : end + 4]
    ):  # fmt: skip
        return Mention(i, end, "writer", gender, kin)
    woman = kin == ("femme",) and determiner not in OWN_FIRST | OWN_THIRD | {"la"}
    if parenthood and determiner not in OWN_THIRD:
        # « une maman de trois enfants, hospitalisée »: the children are not who is hospitalised
        counted = follows in ("de", "avec") and token_at(tokens, end + 1).isdigit()
        return Mention(i, end + 3 if counted else end, "user", gender, kin)
    if determiner in OWN_FIRST:
        return Mention(i, end, "kin1", gender, kin)
    if woman or (determiner in INDEFINITE and kin[-1] in ("maman", "papa")):
        return Mention(i, end, "user", gender, kin)
    if opens and i < 4 and kin[-1] not in _PLURAL_KIN:
        return Mention(i, end, "kin1", gender, kin)
    if determiner in OWN_THIRD:
        return Mention(i, end, "kin3", gender, kin)
    if determiner in DEFINITE:
        return Mention(i, end, "kin_def", gender, kin)
    if kin[-1] in ("papa", "maman", "papi", "mamie"):
        return Mention(i, end, "kin1", gender, kin)
    if determiner or before.isdigit() or before in (",", "et", "", "¶", ".", ";"):
        return Mention(i, end, "kin3", gender, kin)
    return Mention(i, end, "", gender, kin)


def _grown_up(tokens: list[str], i: int, end: int, kin: tuple[str, ...], determiner: str) -> bool:
    """« un garçon de 33 ans », « fille de 24 ans »: nobody's son or daughter."""
    years = token_at(tokens, end + 1)
    if kin[-1] not in _YOUNGSTERS or determiner not in INDEFINITE | {"", "1"}:
        return False
    aged = token_at(tokens, end) == "de" and years.isdigit() and int(years) >= _ADULT
    start = i - 1 if determiner else i
    before = tokens[max(0, start - 2) : start]
    return aged and not _HAVING.intersection(before) and before[-1:] != ["de"]


def _user(
    tokens: list[str], i: int, user: tuple[str, ...], determiner: str, roles: Roles
) -> Mention:
    end = i + len(user)
    before = token_at(tokens, i - 1)
    near = tokens[max(0, i - 3) : i]
    kind = "own_user" if determiner in OWN_FIRST else "user"
    if any(t in ("autre", "autres") for t in near[-2:]) or (
        determiner in OWN_THIRD and user[0] not in _SOMEONES_OWN
    ):  # fmt: skip
        kind = "other"
    if user[0] in TITLES:
        if _greeting(tokens, i, end):
            kind = ""
    elif (
        not determiner
        and user[0] not in _BARE
        or not determiner
        and before not in PUNCTUATION
        and before
        not in ("", "pour", "jeune", "chez", "et", "de", "par", "mon", "concernant", "ce", "un")
    ):
        kind = ""
    article = i - 1 if before in INDEFINITE else i - 2
    if i > 8 and determiner in INDEFINITE and tokens[article - 2 : article] == ["ce", "est"]:
        kind = ""
    if user[0] in _PLURALS and determiner not in OWN_FIRST | OWN_THIRD:
        kind = ""
    if user == ("personne",) and determiner not in ("la", "une", "cette", "ma", "notre", "votre"):
        kind = ""
    if user[0] in ("retraite", "jeune", "agent", "eleve") and determiner not in (
        "un", "une", "ce", "cet", "cette", "notre", "mon", "ma"
    ) and not (user == ("jeune",) and before == "le"):  # fmt: skip
        kind = ""
    return Mention(i, end, kind, roles.users[user], user)


def _greeting(tokens: list[str], i: int, end: int) -> bool:
    """« Bonjour madame, je… »: the reader of the message, not the person."""
    before = [t for t in tokens[max(0, i - 4) : i] if t not in (",", "¶", "et", "ou", "/", ".")]
    greeted = bool(before) and all(t in GREETINGS or t in TITLES for t in before[-2:])
    opens = i == 0 or greeted or token_at(tokens, i - 1) == "¶" and token_at(tokens, end) == "," and (
        token_at(tokens, end + 1) in TITLES | {"¶"}
    )  # fmt: skip
    after = token_at(tokens, end)
    return opens and (
        after in PUNCTUATION and not token_at(tokens, end + 1).isdigit() or after in ("je", "et", "")
        or after in TITLES
    )  # fmt: skip
