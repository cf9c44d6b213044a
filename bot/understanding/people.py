"""Who is who: which words of a message are about the insured person, which about somebody else.

A light discourse model: the focus (the person the message is about) is chosen once, then each
word gets an owner by following subjects, possessives and pronouns from left to right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional, Pattern

from bot.source import load_map
from bot.understanding.patterns import compile_pattern
from bot.understanding.text import PUNCTUATION, SENTENCE_END, Words

PERSONNE, AUTRE, AUTEUR = "personne", "autre", "auteur"

Names = dict[tuple[str, ...], str]

_OWN_THIRD = frozenset({"son", "sa", "ses", "leur", "leurs"})
_OWN_FIRST = frozenset({"mon", "ma", "mes", "notre", "nos"})
_INDEFINITE = frozenset({"un", "une"})
_DEFINITE = frozenset("le la du au cet cette ce l".split())
_ARTICLE = _INDEFINITE | _DEFINITE | {"les", "des", "aux", "ces", "deux", "trois"}
_DETERMINERS = _ARTICLE | _OWN_FIRST | _OWN_THIRD | {"votre", "vos", "quel", "quelle", "1"}
_ADJECTIVES = frozenset(
    "jeune jeunes vieille vieux vieil petit petite grand grande ancien ancienne autre autres ex "
    "propre cher chere pauvre precedent precedente meme futur future premier premiere second "
    "seconde feu defunt defunte dernier derniere brave bon bonne certain certaine nouvel nouvelle "
    "nouveau ainee aine".split()
)
_CONJUNCTION = frozenset(
    "mais car donc or puis que qui dont ou alors parce puisque et quand lorsque comme si enfin "
    "voila euh hein la bon".split()
)
_RESTARTS = frozenset("mais car donc or puis alors".split())
_PREPOSITIONS = frozenset("avec de a pour chez par sans du au aux des contre vers".split())
_VERBISH = frozenset(
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
#: What the writer says of themselves after « je »; other verbs lead to the person.
_OF_ONESELF = frozenset(
    "suis etais serai habite vis travaille travaillais exerce bosse touche gagne loge ai avais "
    "reside demeure perds dors marche mange vais dirige gere preside".split()
)
_SUBORDINATES = frozenset("depuis parce alors pendant tandis".split())
_CLITICS = frozenset("ne me vous te y en lui leur le la les l nous meme aussi deja moi".split())
_TITLES = frozenset({"m", "mme", "mlle", "madame", "monsieur"})
_SOMEONES_OWN = frozenset("protege protegee patient patiente".split())
#: Nouns that name the person without any article; other nouns then only describe.
_BARE = frozenset(
    "patient patiente assure assuree usager usagere beneficiaire dame homme personne jeune papy mamie "
    "sdf couple allocataire salarie salariee client cliente monsieur adherent adherente".split()
)
_PLURALS = frozenset("patients patientes clients clientes assurees".split())
_SPOUSES = frozenset({"mari", "femme", "concubin", "concubine"})
_GREETINGS = frozenset("bonjour bonsoir salut hello merci cher chere chers coucou allo".split())
#: Their verbs act upon the person: they are somebody else only when the fact is about them.
_ACTORS = frozenset("medecin employeur patron patronne proprietaire generaliste psy".split())
_STATES = frozenset(
    "malade arrete arretee hospitalise hospitalisee mort morte decede decedee".split()
)
_GONE = re.compile(r"^(?:\S+ ){0,3}?(?:decedee?s?|morte?s?|disparue?s?|defunte?s?|enterree?s?) ")
_RELATED = re.compile(
    r"(?<!\S)(?:je suis|moi|ce est) (?:moi )?(?:sa|son|leur) (?:fille|fils|femme|mari|epouse|epoux|soeur|"
    r"frere|mere|pere|compagne|compagnon|conjointe?|belle fille|gendre|niece|neveu|voisine?|aidante?) "
)
#: A score from which a mention is pointed at without doubt.
_POINTED = 8.0
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

    @classmethod
    def load(cls, path: Path) -> "Roles":
        """Read the file. Raises SourceError naming file and line."""
        raw = load_map(path)
        keys = {
            "proches_masculins", "proches_feminins", "proches_neutres", "autres_masculins",
            "autres_feminins", "usagers_masculins", "usagers_feminins", "metiers_de_l_auteur",
            "je_parle_de_moi", "je_dis_de_moi", "c_est_pour_moi", "on_parle_de", "c_est_de",
            "c_est_lui", "c_est_elle_qui", "pas_de",
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


@dataclass(frozen=True)
class People:
    """The owner of each word, and what the message says of the speaker.

    owners: `personne`, `autre` or `auteur` for each word. self_told: the writer is the insured
    person. gender: of the person, m, f or ?. household: the writer is the person's spouse.
    """

    owners: tuple[str, ...]
    self_told: bool
    gender: str
    mentions: tuple[Mention, ...]
    household: bool = False

    def owner(self, i: int) -> str:
        """Owner of word `i`."""
        return self.owners[i]


def read_people(words: Words, roles: Roles, known_self: Optional[bool] = None) -> People:
    """Find the people of a message and give each word its owner.

    `known_self`: whether earlier messages showed that the writer is the insured person.
    """
    mentions = list(_mentions(words.tokens, roles))
    scored = _scores(words, roles, mentions)
    self_told = known_self
    if self_told is None:
        self_told = _tells_of_self(words, roles, mentions, scored)
    focus = None if self_told else _focus(scored)
    best = max((score for score, _ in scored), default=0.0)
    gender = _focus_gender(words.tokens, mentions, focus, best < _POINTED)
    walk = _Walk(words, roles, mentions, focus, gender, self_told)
    household = focus is not None and focus.kind == "kin1" and _head(focus) in _SPOUSES
    return People(tuple(walk.owners()), self_told, gender, tuple(mentions), household)


def _longest(tokens: list[str], at: int, table: Names) -> tuple[str, ...]:
    for size in (2, 1):
        parts = tuple(tokens[at : at + size])
        if len(parts) == size and parts in table:
            return parts
    return ()


def _at(tokens: list[str], i: int) -> str:
    return tokens[i] if 0 <= i < len(tokens) else ""


def _determiner(tokens: list[str], i: int) -> str:
    """The determiner of the noun at `i`, over an adjective or two; "" when it has none."""
    for back in (1, 2, 3):
        token = _at(tokens, i - back)
        if token in _DETERMINERS:
            return token
        if token not in _ADJECTIVES and not token.isdigit():
            return token if token.isdigit() else ""
    return ""


def _mentions(tokens: list[str], roles: Roles) -> Iterator[Mention]:
    i = 0
    while i < len(tokens):
        mention = _pronoun(tokens, i) or _named(tokens, i, roles)
        if mention is None:
            i += 1
            continue
        if mention.kind:
            yield mention
        i = mention.last


def _pronoun(tokens: list[str], i: int) -> Optional[Mention]:
    token, before, after = tokens[i], _at(tokens, i - 1), _at(tokens, i + 1)
    if token in ("je", "moi", "me"):
        return Mention(i, i + 1, "je", "?")
    if token in ("il", "elle", "celle", "celui", "ils", "elles"):
        if _impersonal(tokens, i):
            return Mention(i, i + 1, "", "?")
        gender = "f" if token.startswith(("elle", "celle")) else "m"
        apart = after in (",", "meme", "aussi", "elle") or token in ("celle", "celui")
        apart = apart or after.isdigit() or (before == "est" and _at(tokens, i - 2) == "ce")
        return Mention(i, i + 1, "tonic" if apart else "pronoun", gender)
    if token in ("lui", "eux"):
        opens = before in PUNCTUATION or before in ("", "et", "mais", "que", "donc", "car")
        opens = opens or (before == "est" and _at(tokens, i - 2) == "ce")
        goes_on = (
            after in _VERBISH or after in (",", "meme", "aussi", "qui", "le") or after.isdigit()
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
    determiner = _determiner(tokens, i)
    if other and len(other) > max(len(kin), len(user)) or (other and not kin and not user):
        return _other(tokens, i, other, determiner, roles)
    if kin and len(kin) >= len(user):
        return _kin(tokens, i, kin, determiner, roles)
    if user:
        return _user(tokens, i, user, determiner, roles)
    return None


def _other(
    tokens: list[str], i: int, other: tuple[str, ...], determiner: str, roles: Roles
) -> Mention:
    end = i + len(other)
    named = bool(determiner) or i == 0
    if other[0] in _ACTORS:
        following = tokens[end : end + 7]
        named = any(
            t == "est" and (following[k + 1 : k + 3] == ["en", "arret"] or
                            any(w in _STATES for w in following[k + 1 : k + 3]))
            for k, t in enumerate(following)
        )  # fmt: skip
    kind = "other" if named else ""
    return Mention(i, end, kind, roles.others[other], other)


def _kin(
    tokens: list[str], i: int, kin: tuple[str, ...], determiner: str, roles: Roles
) -> Optional[Mention]:
    end = i + len(kin)
    before, follows = _at(tokens, i - 1), _at(tokens, end)
    gender = roles.kin[kin]
    parenthood = kin[-1] in _CAN_BE_PARENT and (
        follows in _PARENTHOOD
        or tokens[end : end + 2] == ["de", "famille"]
        or (follows in ("de", "avec") and _at(tokens, end + 1).isdigit()
            and _at(tokens, end + 2) in ("enfants", "enfant", "petits", "gosses", "gamins"))
    )  # fmt: skip
    said = tokens[max(0, i - 3) : i - 1]
    if determiner in ("la", "le") and said in (["je", "suis"], ["ce", "est"], ["ici"]) and (
        follows in ("de", "du", "d")
    ):  # fmt: skip
        return Mention(i, end, "writer", gender, kin)
    woman = kin == ("femme",) and determiner not in _OWN_FIRST | _OWN_THIRD | {"la"}
    if parenthood and determiner not in _OWN_THIRD:
        # « une maman de trois enfants, hospitalisée »: the children are not who is hospitalised
        counted = follows in ("de", "avec") and _at(tokens, end + 1).isdigit()
        return Mention(i, end + 3 if counted else end, "user", gender, kin)
    if determiner in _OWN_FIRST:
        return Mention(i, end, "kin1", gender, kin)
    if woman or (determiner in _INDEFINITE and kin[-1] in ("maman", "papa")):
        return Mention(i, end, "user", gender, kin)
    if determiner in _OWN_THIRD:
        return Mention(i, end, "kin3", gender, kin)
    if determiner in _DEFINITE:
        return Mention(i, end, "kin_def", gender, kin)
    if kin[-1] in ("papa", "maman", "papi", "mamie"):
        return Mention(i, end, "kin1", gender, kin)
    if determiner or before.isdigit() or before in (",", "et", "", "¶", ".", ";"):
        return Mention(i, end, "kin3", gender, kin)
    return Mention(i, end, "", gender, kin)


def _user(
    tokens: list[str], i: int, user: tuple[str, ...], determiner: str, roles: Roles
) -> Mention:
    end = i + len(user)
    before = _at(tokens, i - 1)
    near = tokens[max(0, i - 3) : i]
    kind = "own_user" if determiner in _OWN_FIRST else "user"
    if any(t in ("autre", "autres") for t in near[-2:]) or (
        determiner in _OWN_THIRD and user[0] not in _SOMEONES_OWN
    ):  # fmt: skip
        kind = "other"
    if user[0] in _TITLES:
        if _greeting(tokens, i, end):
            kind = ""
    elif not determiner and user[0] not in _BARE or not determiner and before not in PUNCTUATION and before not in (
        "", "pour", "jeune", "chez", "et", "de", "par", "mon", "concernant", "ce", "un"
    ):
        kind = ""
    article = i - 1 if before in _INDEFINITE else i - 2
    if i > 8 and determiner in _INDEFINITE and tokens[article - 2 : article] == ["ce", "est"]:
        kind = ""
    if user[0] in _PLURALS and determiner not in _OWN_FIRST | _OWN_THIRD:
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
    greeted = bool(before) and all(t in _GREETINGS or t in _TITLES for t in before[-2:])
    opens = i == 0 or greeted
    after = _at(tokens, end)
    return opens and (
        after in PUNCTUATION and not _at(tokens, end + 1).isdigit() or after in ("je", "et", "")
        or after in _TITLES
    )  # fmt: skip


def _left(words: Words, i: int, size: int = 8) -> str:
    low = max(words.sentence(i)[0], i - size)
    return "".join(t + " " for t in words.tokens[low:i])


def _right(words: Words, i: int, size: int = 8) -> str:
    high = min(words.sentence(max(0, i - 1))[1], i + size)
    return "".join(t + " " for t in words.tokens[i:high])


def _scores(words: Words, roles: Roles, mentions: list[Mention]) -> list[tuple[float, Mention]]:
    """How likely each mention is to name the insured person."""
    ends = [words.index(x.end() - 1) + 1 for p in roles.introduced for x in p.finditer(words.line)]
    base = {"user": 4.0, "own_user": 4.0, "kin1": 3.0, "other": 1.0, "kin_def": 1.0, "kin3": -4.0,
            "tonic": -3.0}  # fmt: skip
    out: list[tuple[float, Mention]] = []
    gone: set[str] = set()
    for rank, mention in enumerate(m for m in mentions if m.kind in base):
        score = base[mention.kind] - 0.05 * rank
        if words.tokens[mention.first] in ("celle", "celui"):
            score += 3.5
        if mention.kind == "other" and _determiner(words.tokens, mention.first) in _OWN_THIRD:
            score -= 6
        left, right = _left(words, mention.first), _right(words, mention.last)
        if any(p.search(left) for p in roles.announced):
            score += 8 if mention.kind != "tonic" else 2
        elif any(0 <= mention.first - end <= 2 for end in ends):
            score += 2
        elif mention.kind != "tonic" and any(p.search(left) for p in roles.clefts):
            score += 1.5 if " qui " in right[:30] or right.startswith((",", "qui ")) else 0
        if mention.kind == "kin_def" and _head(mention) in ("pere", "mere"):
            score += 0.3
        if any(p.match(right) for p in roles.pointed):
            score += 8
        if any(p.search(left) for p in roles.put_aside):
            score -= 9
        if _GONE.match(right.split(" qui ")[0]) or _LOST.search(left):
            gone.add(_head(mention))
        if _head(mention) in gone and mention.kind in ("kin1", "kin3", "kin_def"):
            score -= 9
        if mention.head == ("personne",):
            score -= 0.5
        out.append((score, mention))
    return out


def _focus(scored: list[tuple[float, Mention]]) -> Optional[Mention]:
    """The mention that names the insured person; None for the writer or nobody named."""
    best = max(scored, key=lambda s: s[0], default=None)
    return best[1] if best is not None and best[0] > 0 else None


def _tells_of_self(
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
    writer = any(p.search(line) for p in roles.writers) or _opening_trade(words, roles, mentions)
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


def _head(mention: Mention) -> str:
    name = " ".join(mention.head)
    return _SAME_PERSON.get(name, name)


def _couple(tokens: list[str], focus: Mention) -> bool:
    """« M. et Mme T. »."""
    around = (_at(tokens, focus.first - 2), _at(tokens, focus.last + 1))
    joined = "et" in (_at(tokens, focus.first - 1), _at(tokens, focus.last))
    return joined and focus.head[0] in _TITLES and any(t in _TITLES for t in around)


def _focus_gender(
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


class _Walk:
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
                and _at(self.tokens, i - 1) in _SUBORDINATES
            ):
                relative = True
            elif (
                token == "et"
                and i + 1 < last
                and (self.tokens[i + 1] in _VERBISH or self.tokens[i + 1] in _OWN_THIRD)
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
        while i >= first and (self.tokens[i] in _DETERMINERS or self.tokens[i] in _ADJECTIVES):
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
            and (_head(self.focus) == _head(mention))
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
        aside = any(p.search(_left(self.words, mention.first)) for p in self.roles.put_aside)
        if aside:
            return AUTRE
        if clash and mention.head not in (("personne",), ("assure",), ("couple",)):
            return AUTRE
        return PERSONNE

    def _je(self, mention: Mention) -> Optional[str]:
        if self.self_told:
            return PERSONNE
        token, at = self.tokens[mention.first], mention.first
        before = _at(self.tokens, at - 1)
        if token == "me":
            return None
        if token == "moi":
            apart = before in PUNCTUATION or before in ("", "et", "mais", "part", "cote", "car")
            return AUTEUR if apart else None
        k = at + 1
        while _at(self.tokens, k) in _CLITICS:
            k += 1
        verb, after = _at(self.tokens, k), _at(self.tokens, k + 1)
        if before in ("que", "dont", "qui") or verb not in _OF_ONESELF:
            return PERSONNE
        if verb == "ai":
            aged = "ans" in self.tokens[k + 1 : k + 5] and any(
                t.isdigit() for t in self.tokens[k + 1 : k + 4]
            )
            aged = aged and not any(t in _INDEFINITE for t in self.tokens[k + 1 : k + 3])
            return AUTEUR if aged or after in ("mal", "arrete", "perdu") else PERSONNE
        return AUTEUR

    def _pronoun(self, mention: Mention, carried: Optional[str]) -> Optional[str]:
        other = self.other or carried
        echo = mention.kind == "tonic" and _at(self.tokens, mention.first - 1) == ","
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
            else _opening_trade(self.words, self.roles, list(self.at.values()))
        )
        if found:
            yield found


def _opening_trade(
    words: Words, roles: Roles, mentions: list[Mention]
) -> Optional[tuple[int, int]]:
    """« Secrétaire de mairie, je signale… »: the writer's trade, before anybody is named."""
    tokens = words.tokens
    i = 0
    while _at(tokens, i) in _GREETINGS | PUNCTUATION | _TITLES | {"oui", "euh", "alors"}:
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
        tokens[k] == "en" and _at(tokens, k + 1) == "arret" for k in range(i, end)
    )
    following = tokens[end : end + 4]
    told = any(t in ("je", "nous", "on", "pour", "concernant") for t in following)
    told = told or any(
        m.kind in ("user", "own_user", "kin_def", "kin1") and end <= m.first <= end + 6
        for m in mentions
    )
    told = told or any(t in _OWN_FIRST for t in tokens[end : end + 4])
    if not told or aged or any(t.isdigit() for t in following[1:3]):
        return None
    return i, end


def _is_subject(tokens: list[str], mention: Mention, first: int, last: int) -> bool:
    """Whether a mention looks like the subject of what follows."""
    if mention.kind == "je":
        return tokens[mention.first] in ("je", "moi")
    if mention.kind == "writer":
        return True
    if mention.kind in ("pronoun", "tonic"):
        before = tokens[mention.first - 1] if mention.first > first else ""
        return before not in ("avec", "chez", "de", "pour", "a", "et", "sans") or (
            before == "et" and mention.last < last and tokens[mention.last] in _VERBISH
        )
    start = mention.first
    while start > first and (
        tokens[start - 1] in _OWN_THIRD | _OWN_FIRST | _ARTICLE or tokens[start - 1] in _ADJECTIVES
    ):
        start -= 1
    before = tokens[start - 1] if start > first else ""
    after = tokens[mention.last] if mention.last < last else ""
    if before == "est" and start - 2 >= first and tokens[start - 2] == "ce":
        return True
    if before in _PREPOSITIONS or tokens[start : start + 1] in (["du"], ["au"]):
        return mention.kind in ("user", "own_user") and after in _VERBISH
    opens = before == "" or before in PUNCTUATION or before in _CONJUNCTION
    return opens or (after in _VERBISH and after not in ("qui", "a", "en", "se"))
