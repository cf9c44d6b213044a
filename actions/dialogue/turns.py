"""What the assistant does with a message, one function an act of dialogue.

Each takes the conversation and gives the turn; nothing here knows Rasa or SQL.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Mapping, Optional, Protocol, Sequence

from actions.answers.compose import (
    contact_payload,
    emergency_reply,
    orientation_reply,
    question_reply,
    urgent_orientation_reply,
)
from actions.answers.reply import Reply
from actions.answers.wording import Wording
from actions.dialogue.answering import read_answer
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.opinions import OpinionStore
from actions.dialogue.sheets import Sheets, with_sheet
from actions.directory.records import Caisse, Contact, Departement
from actions.policy.engine import Decision, State, decide
from actions.policy.model import Policy
from actions.policy.questions import Chances, Question, next_question
from bot.catalogue import Fait
from bot.situation import CORRECTION, Assertion, Situation
from bot.understanding.acts import CORRIGER
from bot.understanding.reader import Reading


class Annuaire(Protocol):
    """What the dialogue asks of the directory (actions/directory gives it from a database)."""

    def contacts(self, codes: Sequence[str]) -> list[Contact]:
        """Contacts by code, in that order."""

    def local_contacts(self, departement: str) -> list[Contact]:
        """E-mails of the service social of a département."""

    def caisse(self, departement: str, branche: str) -> Optional[Caisse]:
        """The fund of a département."""

    def departement(self, code: str) -> Optional[Departement]:
        """A département."""


@dataclass(frozen=True)
class Assistant:
    """Everything the dialogue needs, loaded once."""

    catalogue: Mapping[str, Fait]
    policy: Policy
    chances: Chances
    wording: Wording
    directory: Annuaire
    sheets: Sheets
    opinions: OpinionStore

    # ------------------------------------------------------------------ orienting
    def orient(self, before: Conversation, text: str, reading: Reading) -> Turn:
        """Add what was understood, then give numbers, ask, or orient."""
        situation = self._understood(before, text, reading)
        lieux = reading.lieux or (before.lieux if "departement" not in situation.values() else ())
        now = before.with_(situation=situation, attendu=None, lieux=lieux, incompris=0)
        urgence = str(situation.values().get("urgence", "aucune"))
        if urgence != "aucune" and urgence not in before.urgences:
            return self._emergency(now, urgence)
        if urgence == "aucune" and "urgence" in situation.doubts() and not before.prudence:
            return self._with_care(now)
        return self._next(now, before.orientation)

    def resume(self, before: Conversation) -> Turn:
        """Go on after an emergency, or from where the conversation was."""
        return self._next(before, before.orientation)

    def _understood(self, before: Conversation, text: str, reading: Reading) -> Situation:
        assertions = list(reading.assertions)
        if before.attendu:
            doubt = before.situation.doubts().get(before.attendu)
            answer = read_answer(
                self.catalogue[before.attendu], text, reading, doubt.valeur if doubt else None
            )
            if answer is not None:
                assertions.append(answer)
        if reading.acte == CORRIGER:
            assertions = [a if not a.retenue else _as_correction(a) for a in assertions]
        return before.situation.add(assertions, before.situation.tour + 1)

    def _emergency(self, now: Conversation, urgence: str) -> Turn:
        emergency = self.policy.emergencies[urgence]
        contacts = self.directory.contacts(emergency.contacts)
        replies = [emergency_reply(emergency, contacts)]
        now = now.with_(urgences=(*now.urgences, urgence))
        decision = decide(self.policy, State.of(now.situation))
        if decision.orientation is None:
            reference = now.reference or self.sheets.draw()
            replies.append(
                urgent_orientation_reply(
                    emergency, decision, now.situation, self.wording, contacts, reference
                )
            )
            urgent = now.with_(orientation="urgence", reference=reference)
            return with_sheet(self, Turn(tuple(replies), urgent), decision, None)
        turn = self._decided(now, decision, None)
        return Turn((*replies, *turn.replies), turn.conversation)

    def _with_care(self, now: Conversation) -> Turn:
        """Danger is only guessed at: recall the emergency numbers, once, and ask."""
        contacts = self.directory.contacts(self.policy.caution)
        payload = {
            "type": "information",
            "sujet": "prudence",
            "source": "contrat, urgence",
            "contacts": [contact_payload(c) for c in contacts],
        }
        care = Reply(self.wording.say("prudence"), payload)
        fait, doubt = self.catalogue["urgence"], now.situation.doubts()["urgence"]
        question = Question(fait.code, len(now.situation.questions) + 1, ())
        asked = question_reply(question, fait, self.wording, profil(now), doubt)
        situation = now.situation.asked(fait.code)
        now = now.with_(prudence=True, situation=situation, attendu=fait.code)
        return Turn((care, asked), now)

    def _next(self, now: Conversation, previous: Optional[str]) -> Turn:
        state = State.of(now.situation)
        decision = decide(self.policy, state)
        if decision.orientation is None:
            question = next_question(self.policy, state, decision, self.chances)
            if question is not None:
                fait = self.catalogue[question.fait]
                doubt = now.situation.doubts().get(question.fait)
                reply = question_reply(question, fait, self.wording, profil(now), doubt)
                situation = now.situation.asked(question.fait)
                return Turn((reply,), now.with_(situation=situation, attendu=question.fait))
            decision = decide(self.policy, state, final=True)
        return self._decided(now, decision, previous)

    def _decided(self, now: Conversation, decision: Decision, previous: Optional[str]) -> Turn:
        reference = now.reference or self.sheets.draw()
        ambiguous = self._ambiguous(now, decision)
        reply = orientation_reply(
            decision, now.situation, self.policy, self.wording,
            self._contacts(decision, profil(now)), reference, previous, ambiguous,
        )  # fmt: skip
        done = now.with_(attendu=None, orientation=decision.orientation, reference=reference)
        return with_sheet(self, Turn((reply,), done), decision, previous)

    def _contacts(self, decision: Decision, who: str) -> list[Contact]:
        codes = list(decision.rule.contacts)
        if who == "agent_assurance_maladie":
            codes = [*decision.rule.contacts_agent, *codes]
        for complement in decision.complements:
            codes += complement.contacts
        departement = decision.known.get("departement")
        local: list[Contact] = []
        if decision.orientation == "service_social" and departement:
            local = self.directory.local_contacts(str(departement))
            if departement == "976" and "transfert_sanitaire" in decision.missions:
                codes.append("cssm")
        contacts = self.directory.contacts(tuple(dict.fromkeys(codes)))
        return contacts[:1] + local + contacts[1:] if local else contacts

    def _ambiguous(self, now: Conversation, decision: Decision) -> list[str]:
        """Names of the possible départements, when the local contact depends on which."""
        if not now.lieux or "departement" in decision.known:
            return []
        if decision.orientation != "service_social":
            return []
        if not any(self.directory.local_contacts(code) for code in now.lieux):
            return []
        found = (self.directory.departement(code) for code in now.lieux)
        return [d.nom for d in found if d is not None]

    # ------------------------------------------------------------------ other acts
    def greet(self, before: Conversation) -> Turn:
        """Say who is here, or take up the question again when one is pending."""
        if before.attendu:
            return self._ask_again(before, "{question}")
        text = self.wording.say("accueil")
        payload = {
            "type": "information",
            "sujet": "accueil",
            "source": "livret, « Qui sommes-nous ? »",
        }
        return Turn((Reply(text, payload),), before)

    def thank(self, before: Conversation) -> Turn:
        """Answer thanks."""
        return Turn((Reply(self.wording.say("merci")),), before)

    def take_leave(self, before: Conversation) -> Turn:
        """Answer a goodbye."""
        return Turn((Reply(self.wording.say("au_revoir")),), before)

    def restart(self, before: Conversation) -> Turn:
        """Forget the situation and start another."""
        return Turn((Reply(self.wording.say("nouvelle_situation")),), Conversation())

    def hand_over(self, before: Conversation) -> Turn:
        """Say how to reach a person."""
        contacts = self.directory.contacts(("service_social_3646",))
        payload = {
            "type": "information",
            "sujet": "humain",
            "source": "livret, « Comment nous joindre ? »",
            "contacts": [{"nom": c.nom, "telephone": c.telephone} for c in contacts],
        }
        return Turn((Reply(self.wording.say("humain"), payload),), before)

    def present(self, before: Conversation) -> Turn:
        """Answer a question about the service: what it is, and where to ask more."""
        payload = {
            "type": "information",
            "sujet": "service",
            "source": "livret, « Qui sommes-nous ? », « Comment nous joindre ? »",
        }
        return Turn((Reply(self.wording.say("presentation"), payload),), before)

    def decline(self, before: Conversation, acte: str) -> Turn:
        """Answer what is not ours to answer, kindly, with the way back."""
        payload = {"type": "information", "sujet": acte, "source": "assistant"}
        declined = Reply(self.wording.say(acte), payload)
        if before.attendu:
            return self._ask_again(before, self.wording.say(acte) + "\n\n{question}")
        return Turn((declined,), before)

    def explain(self, before: Conversation) -> Turn:
        """Why this question, or why this orientation."""
        if before.attendu:
            fait = self.catalogue[before.attendu]
            return self._ask_again(
                before,
                self.wording.say(
                    "pourquoi_question", pourquoi=fait.pourquoi, question="{question}"
                ),
            )
        if before.orientation:
            return self._explain_decision(before)
        return Turn((Reply(self.wording.say("pourquoi_rien")),), before)

    def _explain_decision(self, before: Conversation) -> Turn:
        state = State.of(before.situation)
        decision = decide(self.policy, state)
        if decision.orientation is None:
            decision = decide(self.policy, state, final=True)
        known = before.situation.current()
        lines = [f"{decision.rule.raison} (Source : {decision.rule.source}.)"]
        for code in decision.because:
            if code in known:
                fait, said = self.catalogue[code], known[code]
                lines.append(f"- {fait.libelle} : {fait.said(said.valeur)} (« {said.preuve} »)")
        lines += [f"- {p.pourquoi}" for p in dict.fromkeys(decision.presumed.values())]
        payload = {"type": "information", "sujet": "explication", "source": decision.rule.source}
        return Turn((Reply("\n".join(lines), payload),), before)

    def rephrase(self, before: Conversation, text: str, reading: Reading) -> Turn:
        """A message that says nothing recognised: perhaps an answer, else say so kindly."""
        if before.attendu:
            doubt = before.situation.doubts().get(before.attendu)
            answer = read_answer(
                self.catalogue[before.attendu], text, reading, doubt.valeur if doubt else None
            )
            if answer is not None:
                return self.orient(before, text, reading)
        once_more = before.with_(incompris=before.incompris + 1)
        if before.attendu:
            if before.incompris:
                ignored = Reading("ne_sait_pas", reponse="ne_sait_pas")
                return self.orient(once_more, text, ignored)
            return self._ask_again(
                once_more, self.wording.say("non_compris_question", question="{question}")
            )
        key = "decrire_encore" if before.incompris else "decrire"
        if before.orientation:
            key = "apres_orientation"
        payload = {"type": "information", "sujet": "incompris", "source": "assistant"}
        return Turn((Reply(self.wording.say(key), payload),), once_more)

    def _ask_again(self, before: Conversation, frame: str) -> Turn:
        """The pending question once more, inside a sentence; it does not count twice."""
        assert before.attendu is not None
        fait = self.catalogue[before.attendu]
        rank = len(before.situation.questions)
        doubt = before.situation.doubts().get(fait.code)
        question = Question(fait.code, rank, ())
        reply = question_reply(question, fait, self.wording, profil(before), doubt)
        asked = str(reply.payload["texte"]) if reply.payload else fait.question
        return Turn((Reply(frame.format(question=asked), reply.payload, reply.buttons),), before)


def profil(conversation: Conversation) -> str:
    """Who is talking: partenaire unless something said otherwise."""
    return str(conversation.situation.values().get("profil", "partenaire"))


def _as_correction(assertion: Assertion) -> Assertion:
    return replace(assertion, origine=CORRECTION)
