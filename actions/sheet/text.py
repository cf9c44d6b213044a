"""The sheet as text: to copy, to read on a screen, to print as it is."""

from __future__ import annotations

from typing import Iterator

from actions.answers.typography import french
from actions.sheet.fiche import Fiche, Joignable
from actions.sheet.wording import SheetWording

_BLANK = "_" * 30


def sheet_text(fiche: Fiche, wording: SheetWording) -> str:
    """The sheet as plain text, one block a heading, blank lines between."""
    return french("\n\n".join("\n".join(block) for block in _blocks(fiche, wording)))


def _blocks(fiche: Fiche, wording: SheetWording) -> Iterator[list[str]]:
    say = wording.say
    yield [
        say("titre").upper(),
        f"{say('reference', reference=fiche.reference)}, "
        + say("date", date=wording.date(fiche.jour)),
        f"{say('nom')} {_BLANK}",
    ]
    yield [say("titre_orientation").upper(), *orientation_lines(fiche, wording)]
    if fiche.connus or fiche.inconnus:
        yield [say("titre_situation").upper(), *situation_lines(fiche, wording)]
    yield [say("titre_pourquoi").upper(), *reason_lines(fiche, wording)]
    steps = [f"{n}. {step}" for n, step in enumerate(fiche.etapes, 1)]
    yield [say("titre_etapes").upper(), *steps]
    yield [say("titre_contacts").upper(), *(f"- {contact_line(c)}" for c in fiche.contacts)]
    if fiche.complements:
        yield [say("titre_complements").upper(), *(f"- {c}" for c in fiche.complements)]
    yield [say("titre_rappels").upper(), *(f"- {r}" for r in reminders(fiche, wording))]
    yield closing_lines(fiche, wording)


def orientation_lines(fiche: Fiche, wording: SheetWording) -> list[str]:
    """The verdict; the missions when it does not say them."""
    missions = ", ".join(fiche.missions)
    told = [wording.say("missions", missions=missions)] if missions else []
    return [fiche.titre, *(told if missions not in fiche.titre else [])]


def situation_lines(fiche: Fiche, wording: SheetWording) -> list[str]:
    """What is known, a line a heading, then what is worth asking."""
    lines = [f"{g.titre} : {' ; '.join(g.faits)}" for g in fiche.connus]
    if fiche.inconnus:
        lines.append(f"{wording.say('titre_inconnus')} : {', '.join(fiche.inconnus)}")
    return lines


def reason_lines(fiche: Fiche, wording: SheetWording) -> list[str]:
    """Why, with the partner's own words and what was supposed."""
    lines = [f"{fiche.raison} {wording.say('source', source=fiche.source)}".strip()]
    if fiche.preuves:
        quoted = ", ".join(f"« {p} »" for p in fiche.preuves)
        lines.append(wording.say("preuves", fiche.profil, preuves=quoted))
    if fiche.suppositions:
        lines.append(wording.say("suppositions", suppositions=" ".join(fiche.suppositions)))
    if fiche.cas:
        lines.append(wording.say("cas", numero=fiche.cas[0], titre=fiche.cas[1]))
    return lines


def contact_line(contact: Joignable) -> str:
    """A name and its ways."""
    return contact.nom + (f" : {', '.join(contact.moyens)}" if contact.moyens else "")


def reminders(fiche: Fiche, wording: SheetWording) -> tuple[str, ...]:
    """What to remember before passing it on."""
    return wording.reminders["assure" if fiche.profil == "assure" else "partenaire"]


def closing_lines(fiche: Fiche, wording: SheetWording) -> list[str]:
    """How long it can be read again, and under which policy it was made."""
    return [
        wording.say("validite", date=wording.date(fiche.dernier_jour)),
        wording.say("politique", version=fiche.politique),
    ]
