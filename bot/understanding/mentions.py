"""The people a message names: relatives, patients, the writer, and the pronouns between."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Iterator, Optional, Pattern

from bot.source import load_map
from bot.understanding.patterns import compile_pattern
from bot.understanding.text import PUNCTUATION

Names = dict[tuple[str, ...], str]
OWN_THIRD = frozenset({"son", "sa", "ses", "leur", "leurs"})
OWN_FIRST = frozenset({"mon", "ma", "mes", "notre", "nos"})
INDEFINITE = frozenset({"un", "une"})
_DEFINITE = frozenset("le la du au cet cette ce l".split())
ARTICLE = INDEFINITE | _DEFINITE | {"les", "des", "aux", "ces", "deux", "trois"}
DETERMINERS = ARTICLE | OWN_FIRST | OWN_THIRD | {"votre", "vos", "quel", "quelle", "1"}
ADJECTIVES = frozenset(
    "jeune jeunes vieille vieux vieil petit petite grand grande ancien ancienne autre autres ex "
    "propre cher chere pauvre precedent precedente meme futur future premier premiere second "
    "seconde feu defunt defunte dernier derniere brave bon bonne certain certaine nouvel nouvelle "
    "nouveau ainee aine".split()
)
VERBISH = frozenset(
    "est etait a avait ont sont ne se vient doit va vit habite travaille touche percoit souffre "
    "peut reste sera aura fait prend refuse veut souhaite gagne lui y en les ai suis me je il "
    "elle ils elles on vivent doivent ete depuis vont arrive demande cherche dit dort attend "
    "garde passe sort rentre perd voit n suit tient sait parle aide menace frappe tape bosse "
    "relance craint envisage renonce repousse saute cotise paie paye mange boit tombe refait "
    "disait vivait travaillait voudrait pourrait devrait serait aimerait entre part appelle "
    "exerce tourne loge demeure reside signale ecrit propose retrouve".split()
)
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
TITLES = frozenset({"m", "mme", "mlle", "madame", "monsieur"})
_SOMEONES_OWN = frozenset("protege protegee patient patiente".split())
#: Nouns that name the person without any article; other nouns then only describe.
_BARE = frozenset(
    "patient patiente assure assuree usager usagere beneficiaire dame homme personne jeune papy mamie "
    "sdf couple allocataire salarie salariee client cliente monsieur adherent adherente".split()
)
_PLURALS = frozenset("patients patientes clients clientes assurees".split())
GREETINGS = frozenset("bonjour bonsoir salut hello merci cher chere chers coucou allo".split())
#: Their verbs act upon the person: they are somebody else only when the fact is about them.
_ACTORS = frozenset("medecin employeur patron patronne proprietaire generaliste psy".split())
_PLURAL_KIN = frozenset(
    "enfants parents jumeaux jumelles voisins proches amis gosses gamins garcons filles".split()
)
_STATES = frozenset(
    "malade arrete arretee hospitalise hospitalisee mort morte decede decedee".split()
)


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


@dataclass(frozen=True)
class Roles:
    """The words that name people, from `data/vocabulary/personnes.yml`."""

    kin: Names
    others: Names
    users: Names
    writers: tuple[Pattern[str], ...]
    titles: Pattern[str]
    self_told: tuple[Pattern[str], ...]
    self_hinted: tuple[Pattern[str], ...]
    self_announced: tuple[Pattern[str], ...]
    introduced: tuple[Pattern[str], ...]
    announced: tuple[Pattern[str], ...]
    pointed: tuple[Pattern[str], ...]
    clefts: tuple[Pattern[str], ...]
    put_aside: tuple[Pattern[str], ...]
    first_names: Names
    ambiguous: frozenset[str]
    trades: Names

    @classmethod
    def load(cls, path: Path) -> "Roles":
        """Read the file. Raises SourceError naming file and line."""
        raw = load_map(path)
        keys = {
            "proches_masculins", "proches_feminins", "proches_neutres", "autres_masculins",
            "autres_feminins", "usagers_masculins", "usagers_feminins", "metiers_de_l_auteur",
            "je_parle_de_moi", "je_dis_de_moi", "c_est_pour_moi", "on_parle_de", "c_est_de",
            "c_est_lui", "c_est_elle_qui", "pas_de", "prenoms_masculins", "prenoms_feminins",
            "prenoms_ambigus", "metiers_masculins", "metiers_feminins",
        }  # fmt: skip
        raw.check_keys(keys, keys)

        def named(**by_gender: str) -> Names:
            table: Names = {}
            for gender, key in by_gender.items():
                for name in raw.texts(key):
                    parts = tuple(name.split())
                    table[parts] = gender[0] if parts not in table else "?"
            return table

        def patterns(key: str, end: str = "") -> tuple[Pattern[str], ...]:
            return tuple(
                re.compile(compile_pattern(t, {}).regex.pattern + end) for t in raw.texts(key)
            )

        trades = "|".join(raw.texts("metiers_de_l_auteur"))
        return cls(
            named(masculin="proches_masculins", feminin="proches_feminins", x="proches_neutres"),
            named(masculin="autres_masculins", feminin="autres_feminins"),
            named(masculin="usagers_masculins", feminin="usagers_feminins"),
            (compile_pattern(_writer_pattern(trades), {}).regex,),
            compile_pattern(f"({trades})", {}).regex,
            patterns("je_parle_de_moi"),
            patterns("je_dis_de_moi"),
            patterns("c_est_pour_moi"),
            patterns("on_parle_de"),
            patterns("c_est_de", "$"),
            patterns("c_est_lui"),
            patterns("c_est_elle_qui", "$"),
            patterns("pas_de", "$"),
            named(masculin="prenoms_masculins", feminin="prenoms_feminins"),
            frozenset(raw.texts("prenoms_ambigus")),
            named(masculin="metiers_masculins", feminin="metiers_feminins"),
        )


def _writer_pattern(trades: str) -> str:
    return (
        f"(je suis|ici|nous sommes|c est|moi|en tant que|je travaille comme|bonjour) "
        f"(le|la|l|un|une|votre|son|sa)? (nouvelle|nouveau|jeune|grande|petite)? ({trades})"
    )


@dataclass(frozen=True)
class Mention:
    """People named by words `first` to `last` (excluded).

    kind: `user` (patient, Mme X), `own_user` (ma patiente), `kin3` (sa mère), `kin_def` (le
    père), `kin1` (mon père), `other` (le voisin), `je`, `pronoun`, `tonic` (lui, elle : apart).
    gender: m, f or ?.
    """

    first: int
    last: int
    kind: str
    gender: str
    head: tuple[str, ...] = ()


def _longest(tokens: list[str], at: int, table: Names) -> tuple[str, ...]:
    for size in (2, 1):
        parts = tuple(tokens[at : at + size])
        if len(parts) == size and parts in table:
            return parts
    return ()


def token_at(tokens: list[str], i: int) -> str:
    return tokens[i] if 0 <= i < len(tokens) else ""


def determiner_of(tokens: list[str], i: int) -> str:
    """The determiner of the noun at `i`, over an adjective or two; "" when it has none."""
    for back in (1, 2, 3):
        token = token_at(tokens, i - back)
        if token in DETERMINERS:
            return token
        if token not in ADJECTIVES and not token.isdigit():
            return token if token.isdigit() else ""
    return ""


def find_mentions(
    tokens: list[str], roles: Roles, capitals: Optional[frozenset[int]] = None
) -> Iterator[Mention]:
    """The people named, in order. `capitals`: words with a capital; None when case tells nothing."""
    called = _Called(tokens, roles, capitals)
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


class _Called:
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
    if determiner in _DEFINITE:
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
