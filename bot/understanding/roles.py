"""Who may be named: the lists of `personnes.yml`, what a mention is, and the little words around."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Pattern

from bot.source import load_map
from bot.understanding.patterns import compile_pattern

Names = dict[tuple[str, ...], str]
#: Whose words may be: the insured person's, somebody else's, the writer's.
PERSONNE, AUTRE, AUTEUR = "personne", "autre", "auteur"
OWN_THIRD = frozenset({"son", "sa", "ses", "leur", "leurs"})
OWN_FIRST = frozenset({"mon", "ma", "mes", "notre", "nos"})
INDEFINITE = frozenset({"un", "une"})
DEFINITE = frozenset("le la du au cet cette ce l".split())
ARTICLE = INDEFINITE | DEFINITE | {"les", "des", "aux", "ces", "deux", "trois"}
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
CONJUNCTIONS = frozenset(
    "mais car donc or puis que qui dont ou alors parce puisque et quand lorsque comme si enfin "
    "voila euh hein la bon".split()
)
PREPOSITIONS = frozenset("avec de a pour chez par sans du au aux des contre vers".split())
NEGATING = frozenset("aucun aucune pas zero ni sans".split())
TITLES = frozenset({"m", "mme", "mlle", "madame", "monsieur"})
GREETINGS = frozenset("bonjour bonsoir salut hello merci cher chere chers coucou allo".split())


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
