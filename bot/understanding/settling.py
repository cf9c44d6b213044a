"""When one message says several things of one fact: which one holds."""

from __future__ import annotations

import re
from typing import Iterable

from bot.situation import Assertion, Value
from bot.understanding.text import fold

#: Facts whose values are ranked, the strongest last; elsewhere what is said last holds.
_RANKS: dict[str, tuple[Value, ...]] = {
    "hospitalisation": ("aucune", "prevue", "en_cours", "sortie"),
    "situation_professionnelle": (
        "sans_activite", "salarie", "etudiant", "agent_public", "independant", "demandeur_emploi",
        "conge_parental", "retraite",
    ),
    "regime": ("general", "autre", "msa"),
    "urgence": ("aucune", "sans_abri", "violence", "enfant_danger", "suicidaire", "vitale"),
    "demande": (
        "information", "accompagnement", "demarche_administrative", "logement_energie",
        "retraite", "aide_domicile",
    ),
    "probleme_sante": (True, False),
    "pathologie_lourde": (False, True),
    "difficulte_droits": (False, True),
    "profil": ("partenaire", "assure", "agent_assurance_maladie"),
}  # fmt: skip


#: From this age on a trade is what one did, unless something says that one still works.
_OLD = 68
_AT_WORK = re.compile(
    r"salari|employ|cdi|cdd|contrat|interim|embauch|patron|travail|boss|taf|boulot|poste|compte|"
    r"independ|liberal|auto|micro|entrepr|gerant|dirig|tiens|tient|exerce|siret|urssaf|temps|paie|"
    r"paye|bulletin|cumul|emploi|activite|extra|vacations|saison|exploit"
)


#: Words that part the difficulty from the illness.
_UNRELATED = re.compile(r"rapport|lien|a voir|independ|cause|lie|du a|due a|vient pas|origine")


def settle(assertions: Iterable[Assertion]) -> tuple[Assertion, ...]:
    """Order the assertions so that, for each fact, the one that holds comes last.

    Of two retained assertions of one fact on the same words, the one on more words holds alone.
    Every need expressed (`demande`) is kept; of the other facts, only the one that holds, and the
    qualified ones for the record.
    """
    kept = _drop_covered(list(assertions))
    by_fact: dict[str, list[Assertion]] = {}
    for assertion in kept:
        if assertion.retenue:
            by_fact.setdefault(assertion.fait, []).append(assertion)
    if _past_work(by_fact):
        dropped = by_fact.pop("situation_professionnelle")
        kept = [a for a in kept if a not in dropped]
    kept = [a for a in kept if not _contradicted(a, by_fact)]
    if "probleme_sante" in by_fact:
        by_fact["probleme_sante"] = [a for a in by_fact["probleme_sante"] if a in kept]
    out = [a for a in kept if not a.retenue]
    for fait, group in by_fact.items():
        ranked = sorted(group, key=lambda a: (_rank(fait, a.valeur), a.debut))
        if fait == "age":
            # an age said in years holds before a bare number, the first said before the others
            ranked.reverse()
            ranked.sort(key=lambda a: not a.preuve.isdigit())
        out.extend(_distinct(ranked) if fait == "demande" else ranked[-1:])
    return tuple(out)


def _contradicted(assertion: Assertion, by_fact: dict[str, list[Assertion]]) -> bool:
    """« ne se plaint de rien », said of somebody on sick leave, is no good health.

    That the difficulties have another cause may still be said of them.
    """
    if assertion.fait != "probleme_sante" or assertion.valeur is not False:
        return False
    told = sorted(by_fact.get("arret_travail", ()), key=lambda a: a.debut)
    on_leave = bool(told) and told[-1].valeur is True
    return on_leave and not _UNRELATED.search(fold(assertion.preuve))


def _past_work(by_fact: dict[str, list[Assertion]]) -> bool:
    """Whether the only working situation told is the trade of somebody past the age of working."""
    told = by_fact.get("situation_professionnelle", [])
    ages = [a.valeur for a in by_fact.get("age", ()) if isinstance(a.valeur, int)]
    working = "arret_travail" in by_fact or any(a.valeur for a in by_fact.get("risque_emploi", ()))
    return (
        bool(told)
        and bool(ages)
        and min(ages) >= _OLD
        and not working
        and all(a.valeur in ("salarie", "independant") for a in told)
        and not any(_AT_WORK.search(fold(a.preuve)) for a in told)
    )


def _rank(fait: str, value: object) -> int:
    ranks = _RANKS.get(fait, ())
    return ranks.index(value) if value in ranks else 0


def _distinct(ranked: list[Assertion]) -> list[Assertion]:
    """One assertion a value, keeping the order."""
    last = {a.valeur: a for a in ranked}
    return [a for a in ranked if last[a.valeur] is a]


def _drop_covered(assertions: list[Assertion]) -> list[Assertion]:
    kept = []
    for a in assertions:
        covered = any(
            b is not a and b.fait == a.fait and b.debut < a.fin and a.debut < b.fin
            and b.valeur != a.valeur
            and (b.fin - b.debut, -b.debut) > (a.fin - a.debut, -a.debut)
            for b in assertions
        )  # fmt: skip
        if not covered:
            kept.append(a)
    return kept
