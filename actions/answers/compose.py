"""Composes questions, orientations and emergencies: text and payload side by side."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence

from actions.answers.reply import Reply
from actions.answers.wording import Wording
from actions.directory.records import Contact
from actions.policy.engine import Decision
from actions.policy.model import Emergency, Policy
from actions.policy.questions import Question
from bot.catalogue import CHOIX, OUI_NON, Fait
from bot.situation import REPONSE, Assertion, Situation, Value

#: Facts that say little of why: left out of the words quoted back.
_NOT_QUOTED = frozenset({"profil", "departement", "demande", "age"})
#: Facts that found a mission: quoted even when the rule held without them.
_OF_MISSIONS = (
    "arret_travail",
    "risque_emploi",
    "pathologie_lourde",
    "hospitalisation",
    "retraite_recente",
)


def question_reply(
    question: Question,
    fait: Fait,
    wording: Wording,
    profil: str,
    doubt: Optional[Assertion] = None,
) -> Reply:
    """A question, why it is asked, and the answers that may be touched.

    `doubt`: what was half understood of that fact; the question then asks to confirm it.
    """
    asked = fait.question_assure if profil == "assure" else fait.question
    if doubt is not None and doubt.valeur is not None:
        said = fait.said(doubt.valeur)
        asked = wording.say("confirmer", preuve=doubt.preuve, compris=said)
    choices = _choices(fait, wording)
    payload: dict[str, Any] = {
        "type": "question",
        "fait": fait.code,
        "format": fait.type,
        "rang": question.rang,
        "pourquoi": fait.pourquoi,
        "texte": asked,
        "choix": [{"valeur": v, "libelle": label} for v, label in choices],
    }
    text = wording.say("question_pourquoi", question=asked, pourquoi=fait.pourquoi)
    return Reply(text, payload, (*(label for _, label in choices), wording.say("je_ne_sais_pas")))


def _choices(fait: Fait, wording: Wording) -> list[tuple[Value, str]]:
    if fait.type == OUI_NON:
        yes, no, _ = wording.yes_no
        return [(True, yes), (False, no)]
    if fait.type == CHOIX:
        return list(fait.choix.items())
    return []


def emergency_reply(emergency: Emergency, contacts: Sequence[Contact]) -> Reply:
    """The numbers to call now, before anything else."""
    numbers = " · ".join(f"**{c.telephone}** {c.nom}" for c in contacts if c.telephone)
    payload = {
        "type": "urgence",
        "urgence": emergency.code,
        "message": emergency.message,
        "contacts": [contact_payload(c) for c in contacts],
    }
    return Reply(f"{emergency.message}\n\n{numbers}", payload)


def urgent_orientation_reply(
    emergency: Emergency,
    decision: Decision,
    situation: Situation,
    wording: Wording,
    contacts: Sequence[Contact],
    reference: str,
) -> Reply:
    """The orientation `urgence`: what is known so far, and how to go on once help is called."""
    said = situation.current()["urgence"]
    payload = {
        "type": "orientation",
        "orientation": "urgence",
        "missions": [],
        "orientations_complementaires": [],
        "faits": dict(decision.known),
        "motifs": [{
            "fait": "urgence",
            "valeur": emergency.code,
            "preuve": said.preuve,
            "source": emergency.source,
        }],
        "etapes": [emergency.message],
        "contacts": [contact_payload(c) for c in contacts],
        "cas_pratique": None,
        "reference": reference,
        "titre": emergency.message,
        "source": emergency.source,
        "suppositions": [],
        "politique": decision.version,
    }  # fmt: skip
    return Reply(wording.say("urgence_suite"), payload, ("Continuer",))


def orientation_reply(
    decision: Decision,
    situation: Situation,
    policy: Policy,
    wording: Wording,
    contacts: Sequence[Contact],
    reference: str,
    before: Optional[str] = None,
    ambiguous: Sequence[str] = (),
) -> Reply:
    """An orientation: verdict, reasons in the partner's words, steps, contacts, similar case.

    `before`: the orientation given earlier in this situation, when there was another one.
    `ambiguous`: names of the départements between which a town's name hesitates.
    """
    assert decision.orientation is not None
    profil = str(situation.values().get("profil", "partenaire"))
    reasons = _reasons(decision, situation)
    missions = ", ".join(policy.mission(m).libelle for m in decision.missions)
    verdict = wording.verdict(
        decision.orientation, profil, wording.say("missions", missions=missions) if missions else ""
    )
    steps = decision.rule.steps(profil)
    parts = []
    again = before == decision.orientation
    if again:
        parts.append(wording.say("inchangee"))
    elif before:
        names = wording.name(before), wording.name(decision.orientation)
        parts.append(wording.say("changement", avant=names[0], apres=names[1]))
    parts.append(f"**{verdict}**")
    parts.append(_why(decision, reasons, situation, policy, wording))
    if not again:  # the steps were just read: they need not be read again
        parts.append(wording.say("titre_etapes") + "\n" + _numbered(steps))
    parts.append(
        wording.say("titre_contacts") + "\n" + "\n".join(_contact_line(c) for c in contacts)
    )
    if decision.complements:
        lines = "\n".join(f"- {c.raison}" for c in decision.complements)
        parts.append(wording.say("titre_aussi") + "\n" + lines)
    if decision.case:
        case = decision.case
        parts.append(wording.say("cas", numero=case.numero, titre=case.titre))
    if ambiguous:
        parts.append(wording.say("lieu_ambigu", departements=", ".join(ambiguous)))
    parts.append(wording.say("invitation"))
    payload = {
        "type": "orientation",
        "orientation": decision.orientation,
        "missions": list(decision.missions),
        "orientations_complementaires": [c.orientation for c in decision.complements],
        "faits": dict(decision.known),
        "motifs": reasons,
        "etapes": list(steps),
        "contacts": [contact_payload(c) for c in contacts],
        "cas_pratique": decision.case.numero if decision.case else None,
        "reference": reference,
        "titre": verdict,
        "raison": decision.rule.raison,
        "regle": decision.rule.id,
        "source": decision.rule.source,
        "suppositions": [
            {"fait": f, "valeur": p.valeur, "pourquoi": p.pourquoi}
            for f, p in decision.presumed.items()
        ],
        "politique": decision.version,
    }
    return Reply("\n\n".join(parts), payload)


def _reasons(decision: Decision, situation: Situation) -> list[dict[str, Any]]:
    """Facts that made the rule hold, then those of the missions, each with the words said."""
    current = situation.current()
    wanted = list(decision.because)
    if decision.missions:
        wanted += [f for f in _OF_MISSIONS if f in decision.known]
    reasons = []
    for fait in dict.fromkeys(sorted(wanted, key=lambda f: _order(f, current))):
        said = current.get(fait)
        if said is None and fait in decision.known:
            continue  # deduced: the fact it comes from is quoted
        if said is not None and said.valeur not in (False, "aucune"):
            reasons.append({
                "fait": fait,
                "valeur": said.valeur,
                "preuve": said.preuve,
                "source": decision.rule.source,
            })  # fmt: skip
    if not reasons:
        reasons = [
            {"fait": f, "valeur": a.valeur, "preuve": a.preuve, "source": decision.rule.source}
            for f, a in current.items()
            if f in decision.because
        ]
    return reasons


def _order(fait: str, current: Mapping[str, Assertion]) -> tuple[int, int, str]:
    said = current.get(fait)
    return (said.tour, said.debut, fait) if said else (10**6, 0, fait)


def _why(
    decision: Decision,
    reasons: Sequence[Mapping[str, Any]],
    situation: Situation,
    policy: Policy,
    wording: Wording,
) -> str:
    lines = [wording.say("titre_pourquoi"), decision.rule.raison]
    told = [r for r in reasons if r["fait"] not in _NOT_QUOTED] or list(reasons)
    quoted = [_quoted(situation.current()[r["fait"]], policy) for r in told]
    if quoted:
        lines.append(wording.say("vous_avez_dit", preuves=", ".join(dict.fromkeys(quoted))))
    presumed = [p.pourquoi for p in decision.presumed.values() if p.a_dire]
    if presumed:
        lines.append(wording.say("je_suppose", suppositions=" ".join(dict.fromkeys(presumed))))
    return "\n".join(lines)


def _quoted(said: Assertion, policy: Policy) -> str:
    """The words said; for « oui » to a question, what that was about."""
    if said.origine != REPONSE:
        return f"« {said.preuve} »"
    return f"{policy.catalogue[said.fait].said(said.valeur)} (« {said.preuve} »)"


def _numbered(steps: Sequence[str]) -> str:
    return "\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1))


def _contact_line(contact: Contact) -> str:
    ways = [w for w in (contact.telephone, contact.courriel, contact.url) if w]
    return f"- {contact.nom}" + (f" : {', '.join(ways)}" if ways else "")


def contact_payload(contact: Contact) -> dict[str, Any]:
    """A contact as programs read it."""
    return {
        "nom": contact.nom,
        "telephone": contact.telephone,
        "courriel": contact.courriel,
        "url": contact.url,
        "usage": contact.usage,
    }
