"""The prepared e-mail: only to the teams the directory has an address for, never sent by us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional
from urllib.parse import quote

from actions.sheet.fiche import Fiche, Joignable
from actions.sheet.text import situation_lines
from actions.sheet.wording import SheetWording

#: Longer links are cut by mail programs (about 2,000 signs in the strictest).
LONGEST_LINK = 1900
_BLANK = "_" * 20


@dataclass(frozen=True)
class Courriel:
    """An e-mail ready to be read again and sent by the partner.

    Attributes:
        a: the address; None when several teams share the département, the partner then chooses.
        adresses: every team, name and address.
        objet, corps: subject and body.
        mailto: a link that opens it (RFC 6068); its body is shorter when it would be too long.
    """

    a: Optional[str]
    adresses: tuple[Joignable, ...]
    objet: str
    corps: str
    mailto: str

    def to_dict(self) -> dict[str, Any]:
        """As programs read it."""
        return {
            "a": self.a,
            "adresses": [{"nom": t.nom, "courriel": t.courriel_local} for t in self.adresses],
            "objet": self.objet,
            "corps": self.corps,
            "mailto": self.mailto,
        }


def prepare_mail(fiche: Fiche, wording: SheetWording) -> Optional[Courriel]:
    """The e-mail of a sheet; None when the directory has no address for the département."""
    teams = tuple(c for c in fiche.contacts if c.courriel_local)
    if not teams:
        return None
    address = teams[0].courriel_local if len(teams) == 1 else None
    subject = wording.say("courriel.objet", reference=fiche.reference)
    lines = [f"- {line}" for line in situation_lines(fiche, wording)]
    body = _body(fiche, wording, lines)
    link = mailto(address, subject, body)
    while len(link) > LONGEST_LINK and lines:  # the reference leads to what is left out
        lines.pop()
        link = mailto(address, subject, _body(fiche, wording, lines))
    return Courriel(address, teams, subject, body, link)


def mailto(address: Optional[str], subject: str, body: str) -> str:
    """A mailto: link, every sign that is not a letter or a digit percent-encoded."""
    encoded = quote(body.replace("\r\n", "\n").replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(address or '', safe='@')}?subject={quote(subject, safe='')}&body={encoded}"


def _body(fiche: Fiche, wording: SheetWording, lines: list[str]) -> str:
    def say(key: str, **values: object) -> str:
        return wording.say(f"courriel.{key}", fiche.profil, **values)

    until = wording.date(fiche.dernier_jour)
    parts = [
        say("debut", reference=fiche.reference, date=until),
        f"{say('nom')} {_BLANK}",
        *(["\n".join([say("situation"), *lines])] if lines else []),
        say("fin"),
    ]
    return "\n\n".join(parts)
