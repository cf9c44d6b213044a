"""Composes explanations: why this orientation, what would have changed it, why not another."""

from __future__ import annotations

from typing import Any, Sequence

from actions.answers.reply import Reply
from actions.answers.speech import Speech
from actions.answers.typography import capital, small
from actions.policy.engine import Decision, origins
from actions.policy.model import A_PRECISER, Policy
from actions.policy.whatif import WhatIf, WhyNot
from bot.situation import Situation


def explanation_reply(
    decision: Decision,
    situation: Situation,
    policy: Policy,
    speech: Speech,
    suppositions: Sequence[WhatIf],
) -> Reply:
    """Rule, source, facts with the words said, what was presumed, what would have changed it."""
    assert decision.orientation is not None
    title = speech.say("explication_titre")
    if speech.said(title):
        return _in_short(decision, suppositions, policy, speech)
    rule = speech.say(
        "explication_regle",
        nom=speech.name(decision.orientation),
        condition=decision.rule.condition,
        source=decision.rule.source,
    )
    parts = [f"{title}\n{rule}"]
    facts = _facts(decision, situation, policy, speech)
    if facts:
        parts.append("\n".join([speech.say("explication_faits"), *facts]))
    presumed = [f"- {p.pourquoi}" for p in decision.presumed.values() if p.a_dire]
    if presumed:
        parts.append("\n".join([speech.say("explication_suppose"), *dict.fromkeys(presumed)]))
    if suppositions:
        lines = [f"- {_supposed(one, decision, policy, speech)}" for one in suppositions]
        parts.append("\n".join([speech.say("explication_si"), *lines]))
    elif decision.orientation != A_PRECISER:
        parts.append(speech.say("explication_rien"))
    parts.append(speech.say("explication_fin"))
    return Reply("\n\n".join(parts), _payload(decision, suppositions, policy, speech))


def _in_short(
    decision: Decision, suppositions: Sequence[WhatIf], policy: Policy, speech: Speech
) -> Reply:
    """The explanation was just given: its heart only."""
    heart = speech.say("explication_encore", raison=small(decision.rule.reason(speech.profil)))
    text = f"{heart}\n\n{speech.say('explication_encore_fin')}"
    return Reply(text, _payload(decision, suppositions, policy, speech))


def _facts(decision: Decision, situation: Situation, policy: Policy, speech: Speech) -> list[str]:
    known = situation.current()
    lines = []
    founded = decision.because | origins(decision, policy)
    for code, fait in policy.catalogue.items():
        if code not in founded or code not in decision.known:
            continue
        if code in known and known[code].valeur is not None:
            lines.append(f"- {speech.quoted(fait, known[code])}")
        else:  # deduced from another fact, quoted beside it
            lines.append(f"- {speech.fact(fait, decision.known[code])}")
    return lines


def _supposed(one: WhatIf, decision: Decision, policy: Policy, speech: Speech) -> str:
    """« Si ces difficultés n'étaient pas liées à la santé, ce serait … »."""
    words = capital(policy.catalogue[one.fait].si[one.valeur])
    if one.orientation == A_PRECISER:
        assert decision.orientation is not None
        return speech.say(
            "explication_ligne_si_perdu", si=words, nom=speech.name(decision.orientation)
        )
    return speech.say("explication_ligne_si", si=words, nom=speech.name(one.orientation))


def _payload(
    decision: Decision, suppositions: Sequence[WhatIf], policy: Policy, speech: Speech
) -> dict[str, Any]:
    return {
        "type": "information",
        "sujet": "explication",
        "source": decision.rule.source,
        "regle": decision.rule.id,
        "ce_qui_changerait": [
            {
                "fait": one.fait,
                "valeur": one.valeur,
                "orientation": one.orientation,
                "texte": _supposed(one, decision, policy, speech),
            }
            for one in suppositions
        ],
    }


def why_not_reply(
    orientation: str,
    why: WhyNot,
    decision: Decision,
    situation: Situation,
    policy: Policy,
    speech: Speech,
) -> Reply:
    """Why an orientation is not the one given: its rule in words, and what is missing for it."""
    assert decision.orientation is not None
    parts = [
        speech.say(
            "pourquoi_pas", nom=capital(speech.name(orientation)), condition=why.rule.condition
        )
    ]
    if why.passed:
        parts.append(speech.say("pourquoi_pas_apres", condition=decision.rule.condition))
    elif why.against:
        known = situation.current()
        facts = []
        for code in why.against:
            fait, value = policy.catalogue[code], decision.known[code]
            told = code in known
            facts.append(speech.quoted(fait, known[code]) if told else speech.fact(fait, value))
        parts.append(speech.say("pourquoi_pas_contre", faits=", ".join(facts)))
    elif why.presumed:
        reasons = " ".join(dict.fromkeys(p.pourquoi for p in why.presumed))
        parts.append(speech.say("pourquoi_pas_suppose", suppositions=reasons))
    elif why.unknown:
        names = ", ".join(small(policy.catalogue[f].libelle) for f in why.unknown)
        parts.append(speech.say("pourquoi_pas_inconnu", faits=names))
    stays = speech.say("pourquoi_pas_reste", nom=speech.name(decision.orientation))
    payload = {
        "type": "information",
        "sujet": "pourquoi_pas",
        "orientation_ecartee": orientation,
        "source": why.rule.source,
    }
    return Reply(f"{' '.join(parts)}\n\n{stays}", payload)
