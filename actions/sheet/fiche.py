"""The sheet itself, composed from what was decided and what was understood."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass, fields
from typing import Any, Iterator, Mapping, Optional, Sequence

from actions.policy.conditions import Facts
from actions.policy.model import Policy
from actions.sheet.wording import SheetWording
from bot.situation import Value

#: At most so many facts worth asking are written.
MAX_UNKNOWN = 5
#: A quotation is cut beyond so many characters: the sheet is read in twenty seconds.
MAX_QUOTE = 160


@dataclass(frozen=True)
class Joignable:
    """Somebody to turn to: name, ways (phone, e-mail, site), and the e-mail of a local team."""

    nom: str
    moyens: tuple[str, ...] = ()
    courriel_local: Optional[str] = None


@dataclass(frozen=True)
class Groupe:
    """Facts under one heading, in words."""

    titre: str
    faits: tuple[str, ...]


@dataclass(frozen=True)
class Fiche:
    """One page, in words; nothing that identifies the person.

    Attributes:
        reference: « ABCD-2345 ».
        date, jusqu_au: the day it was made and the last one it is kept, ISO.
        politique, regle: version of the policy, rule that decided ("" when none did).
        orientation, titre: code of the contract, and what it says.
        profil: who was talking.
        missions, raison, source: labels of the missions, why in plain words, where it is written.
        preuves: the partner's own words.
        suppositions: what was held for true.
        connus, inconnus: facts known, by heading; labels of those worth asking.
        etapes, contacts, complements: what to do, whom to reach, what else.
        cas: number and title of the similar case of the leaflet.
    """

    reference: str
    date: str
    jusqu_au: str
    politique: str
    regle: str
    orientation: str
    titre: str
    profil: str
    missions: tuple[str, ...] = ()
    raison: str = ""
    source: str = ""
    preuves: tuple[str, ...] = ()
    suppositions: tuple[str, ...] = ()
    connus: tuple[Groupe, ...] = ()
    inconnus: tuple[str, ...] = ()
    etapes: tuple[str, ...] = ()
    contacts: tuple[Joignable, ...] = ()
    complements: tuple[str, ...] = ()
    cas: Optional[tuple[str, str]] = None

    @property
    def jour(self) -> datetime.date:
        """The day it was made."""
        return datetime.date.fromisoformat(self.date)

    @property
    def dernier_jour(self) -> datetime.date:
        """The last day it is kept."""
        return datetime.date.fromisoformat(self.jusqu_au)

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Fiche":
        """The inverse of `to_dict`."""
        values = {f.name: data[f.name] for f in fields(cls)}
        values = {k: tuple(v) if isinstance(v, (list, tuple)) else v for k, v in values.items()}
        values["connus"] = tuple(Groupe(g["titre"], tuple(g["faits"])) for g in data["connus"])
        values["contacts"] = tuple(
            Joignable(c["nom"], tuple(c["moyens"]), c["courriel_local"]) for c in data["contacts"]
        )
        return cls(**values)


def compose_fiche(
    payload: Mapping[str, Any],
    complements: Sequence[str],
    asked: Sequence[str],
    departement: Optional[str],
    local: Sequence[str],
    policy: Policy,
    wording: SheetWording,
    day: datetime.date,
    days: int,
) -> Fiche:
    """The sheet of an orientation.

    payload: the orientation as programs read it (contract, section 4).
    complements: why the orientations given besides are. asked: facts the partner could not tell.
    departement: name of the person's. local: e-mails of the teams of that département.
    day, days: when it is made, how many days it is kept.
    """
    known: Mapping[str, Value] = payload["faits"]
    case = next((c for c in policy.cases if c.numero == payload["cas_pratique"]), None)
    return Fiche(
        reference=payload["reference"],
        date=day.isoformat(),
        jusqu_au=(day + datetime.timedelta(days)).isoformat(),
        politique=payload["politique"],
        regle=payload.get("regle", ""),
        orientation=payload["orientation"],
        titre=payload["titre"],
        profil=str(known.get("profil", "partenaire")),
        missions=tuple(policy.mission(m).libelle for m in payload["missions"]),
        raison=payload.get("raison", ""),
        source=payload["source"],
        preuves=tuple(dict.fromkeys(_cut(m["preuve"]) for m in payload["motifs"] if m["preuve"])),
        suppositions=tuple(dict.fromkeys(s["pourquoi"] for s in payload["suppositions"])),
        connus=tuple(_groups(known, departement, policy, wording)),
        inconnus=tuple(_unknown(payload["orientation"], known, asked, policy, wording)),
        etapes=tuple(payload["etapes"]),
        contacts=tuple(_reachable(c, local) for c in payload["contacts"]),
        complements=tuple(complements),
        cas=(str(case.numero), case.titre) if case else None,
    )


def _groups(
    known: Mapping[str, Value], departement: Optional[str], policy: Policy, wording: SheetWording
) -> Iterator[Groupe]:
    for heading, codes in wording.groups.items():
        said = tuple(
            _said(code, known[code], departement, policy, wording)
            for code in codes
            if code in known and wording.obvious.get(code) != known[code]
        )
        if said:
            yield Groupe(heading, said)


def _said(
    code: str, value: Value, departement: Optional[str], policy: Policy, wording: SheetWording
) -> str:
    fait = policy.catalogue[code]
    if code == "departement":
        return wording.say("departement", code=value, nom=departement or "").rstrip(" ,")
    if code in wording.labelled:
        return wording.say("fait", libelle=_small(fait.libelle), valeur=fait.said(value))
    return fait.said(value)


def _unknown(
    orientation: str,
    known: Mapping[str, Value],
    asked: Sequence[str],
    policy: Policy,
    wording: SheetWording,
) -> Iterator[str]:
    """Labels of the facts worth knowing, then of those the partner was asked and did not know."""
    facts = Facts(known, frozenset(known), (), 0)
    worth = []
    for code in dict.fromkeys((*wording.useful_to(orientation), *asked)):
        needs = policy.prerequisites.get(code)
        if code not in known and (needs is None or needs.evaluate(facts).value is True):
            worth.append(_small(policy.catalogue[code].libelle))
    yield from worth[:MAX_UNKNOWN]


def _reachable(contact: Mapping[str, Any], local: Sequence[str]) -> Joignable:
    ways = [contact.get(k) for k in ("telephone", "courriel", "url")]
    mail = contact.get("courriel")
    return Joignable(
        contact["nom"],
        tuple(str(w).removeprefix("https://") for w in ways if w),
        mail if mail in local else None,
    )


def _cut(quote: str) -> str:
    return quote if len(quote) <= MAX_QUOTE else f"{quote[: MAX_QUOTE - 1].rstrip()}…"


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
