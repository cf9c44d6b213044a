"""Composes an orientation: text and payload side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence

from actions.answers.changes import Change
from actions.answers.recap import recap
from actions.answers.reply import Reply
from actions.answers.speech import Speech
from actions.answers.typography import joined
from actions.directory.records import Contact
from actions.policy.engine import Decision, origins
from actions.policy.model import A_PRECISER, Policy
from bot.situation import REPONSE, Assertion, Situation

#: Facts that say little of why: left out of the words quoted back.
_NOT_QUOTED = frozenset({"profil", "departement", "demande", "age"})
#: Values of what is not there, or not known.
_ABSENT = (None, False, "aucune")
#: Facts that found a mission: quoted even when the rule held without them.
_OF_MISSIONS = (
    "arret_travail",
    "risque_emploi",
    "pathologie_lourde",
    "hospitalisation",
    "retraite_recente",
)


@dataclass(frozen=True)
class Shift:
    """What led from the orientation given before to this one.

    decision: the one before. changes: facts learnt, changed or withdrawn since.
    contacts: codes of those given before.
    """

    decision: Decision
    changes: Sequence[Change] = ()
    contacts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Contacts:
    """Whom to turn to: for the orientation itself, and for each of its complements, by code."""

    main: Sequence[Contact]
    beside: Mapping[str, Sequence[Contact]]

    def all(self) -> list[Contact]:
        """Each once, the main ones first."""
        found = [*self.main, *(c for group in self.beside.values() for c in group)]
        return list({c.code: c for c in found}.values())


def orientation_reply(
    decision: Decision,
    situation: Situation,
    policy: Policy,
    speech: Speech,
    contacts: Contacts,
    reference: str,
    shift: Optional[Shift] = None,
    note: str = "",
    ambiguous: Sequence[str] = (),
    phone: str = "",
) -> Reply:
    """An orientation: verdict, reasons in the partner's words, steps, contacts, similar case.

    shift: from the orientation given earlier in this situation. note: what is said first.
    ambiguous: names of the départements between which a town's name hesitates. phone: what to
    read out when nothing could be decided.
    """
    assert decision.orientation is not None
    reasons = _reasons(decision, situation)
    quotes = _quotes(reasons, situation, policy, speech)
    missions = ", ".join(policy.mission(m).libelle for m in decision.missions)
    verdict = speech.wording.verdict(
        decision.orientation,
        speech.profil,
        speech.say("missions", missions=missions) if missions else "",
    )
    steps = decision.rule.steps(speech.profil)
    same = shift is not None and shift.decision.orientation == decision.orientation
    remarks = []
    if ambiguous:
        remarks.append(speech.say("lieu_ambigu", departements=", ".join(ambiguous)))
    remarks.append(speech.say("invitation_inchangee" if same else "invitation"))
    if shift is not None and same:
        parts = _unchanged(decision, shift, situation, policy, speech, contacts)
        news = [note, *parts]
    else:
        news = [note, _moved(decision, shift, policy, speech)]
        parts = [news[1], f"**{verdict}**"]
        parts.append(_why(decision, quotes, speech))
        parts.append(speech.say("titre_etapes") + "\n" + _numbered(steps))
        if phone:
            parts.append(speech.say("titre_telephone") + "\n" + phone)
        parts.append(_contacts(contacts, speech))
        parts.append(_beside(decision, contacts, speech))
        if decision.case:
            case = decision.case
            parts.append(speech.say("cas", numero=case.numero, titre=case.titre))
    parts += remarks
    payload = {
        "type": "orientation",
        "orientation": decision.orientation,
        "missions": list(decision.missions),
        "orientations_complementaires": [c.orientation for c in decision.complements],
        "faits": dict(decision.known),
        "motifs": reasons,
        "etapes": list(steps),
        "contacts": [contact_payload(c) for c in contacts.all()],
        "cas_pratique": decision.case.numero if decision.case else None,
        "cas_titre": decision.case.titre if decision.case else None,
        "reference": reference,
        "titre": verdict,
        "raison": decision.rule.reason(speech.profil),
        "regle": decision.rule.id,
        "source": decision.rule.source,
        "suppositions": [
            {"fait": f, "valeur": p.valeur, "pourquoi": p.pourquoi, "a_dire": p.a_dire}
            for f, p in decision.presumed.items()
        ],
        "complements": [
            {
                "orientation": c.orientation,
                "raison": c.raison,
                "source": c.source,
                "contacts": [contact_payload(x) for x in contacts.beside.get(c.orientation, ())],
            }
            for c in decision.complements
        ],
        "politique": decision.version,
        "recapitulatif": recap(situation, policy.catalogue, speech),
        "orientation_precedente": shift.decision.orientation if shift else None,
        "a_dire": phone or None,
        "inchangee": same,
        "annonce": "\n\n".join(p for p in news if p) or None,
        "citations": quotes,
        "remarques": remarks,
    }
    return Reply("\n\n".join(p for p in (note, *parts) if p), payload)


# ------------------------------------------------------------------ after another orientation
def _moved(decision: Decision, shift: Optional[Shift], policy: Policy, speech: Speech) -> str:
    """« L'orientation passe de … à … parce que … »; empty for a first orientation."""
    if shift is None or shift.decision.orientation is None:
        return ""
    if shift.decision.orientation == A_PRECISER:
        return speech.say("precision")
    assert decision.orientation is not None
    return speech.say(
        "changement",
        avant=joined("de", speech.name(shift.decision.orientation)),
        apres=joined("à", speech.name(decision.orientation)),
        raisons=_because(decision, shift, policy, speech),
    )


def _because(decision: Decision, shift: Shift, policy: Policy, speech: Speech) -> str:
    """The changed facts that founded the orientation before, or found this one."""
    founding = decision.because | shift.decision.because | origins(decision, policy)
    founding |= origins(shift.decision, policy)
    told = [c for c in shift.changes if c.fait in founding] or list(shift.changes)
    now = [speech.quoted(policy.catalogue[c.fait], c.apres) for c in told if c.apres is not None]
    gone = [
        speech.fact(policy.catalogue[c.fait], c.avant.valeur)
        for c in told
        if c.apres is None and c.avant is not None
    ]
    reasons = []
    if now:
        reasons.append(speech.say("raison_dite", faits=", ".join(now)))
    if gone:
        reasons.append(speech.say("raison_retiree", faits=", ".join(gone)))
    return ", et ".join(reasons) or speech.say("raison_regle")


def _unchanged(
    decision: Decision,
    shift: Shift,
    situation: Situation,
    policy: Policy,
    speech: Speech,
    contacts: Contacts,
) -> list[str]:
    """The same orientation: said in short, with what founds it and what is new beside it."""
    assert decision.orientation is not None
    lines = [speech.say("inchangee", nom=speech.name(decision.orientation))]
    if any(c.corrects for c in shift.changes):
        lines.append(speech.say("inchangee_correction"))
    elif shift.changes:
        lines.append(speech.say("inchangee_ajout"))
    known, founded = situation.values(), decision.because | origins(decision, policy)
    held = [f for f in policy.catalogue if f in founded and known.get(f) not in _ABSENT]
    founding = [speech.fact(policy.catalogue[f], known[f]) for f in held]
    if founding:
        lines.append(speech.say("inchangee_pourquoi", faits=", ".join(founding)))
    new = [m for m in decision.missions if m not in shift.decision.missions]
    if new:
        names = ", ".join(policy.mission(m).libelle for m in new)
        lines.append(speech.say("inchangee_missions", missions=names))
    parts = ["\n".join(lines)]
    if {c.code for c in contacts.all()} != shift.contacts:
        parts.append(_contacts(contacts, speech))
    if decision.complements != shift.decision.complements:
        parts.append(_beside(decision, contacts, speech))
    return parts


# ------------------------------------------------------------------ reasons
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


def _quotes(
    reasons: Sequence[Mapping[str, Any]], situation: Situation, policy: Policy, speech: Speech
) -> list[str]:
    """What the partner said of these reasons, each once."""
    told = [r for r in reasons if r["fait"] not in _NOT_QUOTED] or list(reasons)
    current = situation.current()
    return list(dict.fromkeys(_quoted(current[r["fait"]], policy, speech) for r in told))


def _why(decision: Decision, quotes: Sequence[str], speech: Speech) -> str:
    lines = [speech.say("titre_pourquoi"), decision.rule.reason(speech.profil)]
    if quotes:
        lines.append(speech.say("vous_avez_dit", preuves=", ".join(quotes)))
    presumed = [p.pourquoi for p in decision.presumed.values() if p.a_dire]
    if presumed:
        lines.append(speech.say("je_suppose", suppositions=" ".join(dict.fromkeys(presumed))))
    return "\n".join(lines)


def _quoted(said: Assertion, policy: Policy, speech: Speech) -> str:
    """The words said; for « oui » to a question, what that was about."""
    if said.origine != REPONSE:
        return f"« {said.preuve} »"
    return speech.quoted(policy.catalogue[said.fait], said)


# ------------------------------------------------------------------ whom to turn to
def _contacts(contacts: Contacts, speech: Speech) -> str:
    return speech.say("titre_contacts") + "\n" + "\n".join(contact_line(c) for c in contacts.main)


def _beside(decision: Decision, contacts: Contacts, speech: Speech) -> str:
    """The complementary orientations, each with its reason and contacts."""
    if not decision.complements:
        return ""
    lines = [speech.say("titre_aussi")]
    for complement in decision.complements:
        lines.append(f"- {complement.raison}")
        lines += [contact_line(c) for c in contacts.beside.get(complement.orientation, ())]
    return "\n".join(lines)


def _numbered(steps: Sequence[str]) -> str:
    return "\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1))


def contact_line(contact: Contact) -> str:
    """A contact as people read it in a list."""
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
