"""The words of the telephone, from `data/wording/voix.yml`, checked at load."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import AbstractSet, Any, Mapping, Sequence

from actions.sheet.reference import LETTERS
from bot.catalogue import CHOIX, NOMBRE, OUI_NON, Fait
from bot.source import Map, fail, load_map

#: Every sentence, with what may be filled in it.
_PHRASES: Mapping[str, str] = {
    "annonce": "", "annonce_encore": "", "accueil": "jours", "accueil_invitation": "", "decrivez": "",
    "au_revoir": "", "raccroche": "", "personne": "", "personne_silence": "",
    "personne_incompris": "", "personne_corrections": "", "panne": "", "transfert_echoue": "",
    "reprenons": "", "transmis": "", "transmis_reference": "reference", "silence": "",
    "mal_entendu": "", "touche_sans_effet": "", "oui_ou_non": "", "rien_a_repeter": "",
    "plus_lentement": "", "plus_vite": "", "rien_de_plus": "", "comment_oui_non": "",
    "comment_oui_non_court": "", "comment_choix": "", "comment_nombre": "",
    "choix_premier": "numero libelle", "choix": "numero libelle", "choix_ignore": "numero",
    "note": "faits", "relecture": "sujet faits", "relecture_suite": "sujet faits",
    "comment_relecture": "", "corriger": "", "aussi": "noms", "voulez_contacts": "",
    "voulez_etapes": "", "voulez_personne": "", "contact": "nom telephone",
    "contact_sans_numero": "nom usage", "contact_site": "nom", "contacts_courriel": "",
    "adresse": "nom adresse", "adresse_departement": "", "adresse_inconnue": "",
    "adresse_sans_objet": "", "pas_d_orientation": "", "suite": "", "avis": "", "menu": "",
    "autre_question": "", "urgence_ensuite": "", "fiche": "", "fiche_signes": "signes",
    "fiche_encore": "signes", "fiche_duree": "jours", "lettre": "lettre prenom",
}  # fmt: skip
_HINTS = ("domaine", "services", "oui_non", "commandes", "departements")
#: No recogniser uses more.
MOST_HINTS = 30
_TOP = {"phrases", "urgences", "informations", "lettres", "prononciations", "sujets", "relecture",
        "duree", "indices"}  # fmt: skip
_NUMBER = "nombre"


@dataclass(frozen=True)
class SpokenWording:
    """What is said on the phone.

    Attributes:
        phrases: sentences by key.
        emergencies: kind of emergency → its numbers, said twice.
        informations: subject of an answer → what is said instead of what is written.
        letters: letter → the first name it is spelled with.
        pronunciations: written → said.
        subjects: how the person is named, and how she is addressed.
        read_back: fact → value (True, False, a code, or « nombre ») → its predicate after either subject.
        lasting: what follows a leave whose length is known.
        hints: words expected, by moment.
    """

    phrases: Mapping[str, str]
    emergencies: Mapping[str, str]
    informations: Mapping[str, str]
    letters: Mapping[str, str]
    pronunciations: Mapping[str, str]
    subjects: tuple[str, str]
    read_back: Mapping[str, Mapping[Any, tuple[str, str]]]
    lasting: str
    hints: Mapping[str, tuple[str, ...]]

    def say(self, key: str, **values: object) -> str:
        """The sentence `key`, its {…} filled in. Raises KeyError for an unknown key."""
        return self.phrases[key].format(**values)


def load_spoken_wording(
    path: Path,
    catalogue: Mapping[str, Fait],
    emergencies: Sequence[str],
    departements: AbstractSet[str],
) -> SpokenWording:
    """Read `voix.yml`. Raises SourceError naming file and line.

    emergencies: the kinds of the policy. departements: codes of the directory.
    """
    raw = load_map(path)
    raw.check_keys(_TOP, _TOP)
    phrases = _map(raw, "phrases")
    phrases.check_keys(set(_PHRASES), set(_PHRASES))
    urgent = _map(raw, "urgences")
    urgent.check_keys(set(emergencies), set(emergencies))
    letters = _map(raw, "lettres")
    letters.check_keys(set(LETTERS), set(LETTERS))
    subjects = raw.texts("sujets")
    if len(subjects) != 2:
        fail(raw["sujets"], "il faut deux sujets : la personne, et vous")
    return SpokenWording(
        {key: _sentence(phrases, key, names) for key, names in _PHRASES.items()},
        {key: _sentence(urgent, key, "") for key in urgent},
        {key: _sentence(_map(raw, "informations"), key, "") for key in raw["informations"]},
        dict(letters),
        dict(_map(raw, "prononciations")),
        (subjects[0], subjects[1]),
        _read_back(_map(raw, "relecture"), catalogue),
        _sentence(raw, "duree", "valeur"),
        _hints(_map(raw, "indices"), departements),
    )


def _read_back(
    raw: Map, catalogue: Mapping[str, Fait]
) -> dict[str, dict[Any, tuple[str, str]]]:
    return {str(code): _predicates(code, raw, catalogue) for code in raw}


def _predicates(
    code: Any, raw: Map, catalogue: Mapping[str, Fait]
) -> dict[Any, tuple[str, str]]:
    if code not in catalogue:
        fail(code, f"fait inconnu « {code} »")
    fait, values = catalogue[code], _map(raw, code)
    legal = {OUI_NON: {"oui", "non"}, NOMBRE: {_NUMBER}, CHOIX: set(fait.valeurs)}.get(fait.type)
    if legal is None:
        fail(code, f"« {code} » ne se relit pas")
    found: dict[Any, tuple[str, str]] = {}
    for value in values:
        if value not in legal:
            fail(value, f"« {value} » n'est pas une valeur de « {code} »")
        ways = values.texts(value)
        if len(ways) != 2:
            fail(values[value], "il faut deux façons : après « La personne », après « Vous »")
        for way in ways:
            _check_fields(way, "valeur duree")
        key = {"oui": True, "non": False}.get(value, str(value)) if fait.type == OUI_NON else str(value)
        found[key] = (ways[0], ways[1])
    return found


def _hints(raw: Map, departements: AbstractSet[str]) -> dict[str, tuple[str, ...]]:
    raw.check_keys(set(_HINTS), set(_HINTS))
    found = {}
    for key in _HINTS:
        words = raw.texts(key)
        if not 0 < len(words) <= MOST_HINTS:
            fail(raw[key], f"« {key} » : de 1 à {MOST_HINTS} mots")
        for code in words if key == "departements" else ():
            if code not in departements:
                fail(code, f"département inconnu « {code} »")
        found[key] = tuple(map(str, words))
    return found


def _sentence(raw: Map, key: Any, names: str) -> str:
    text = raw.text(key)
    if not text.strip():
        fail(raw[key], f"« {key} » est vide")
    _check_fields(raw[key], names)
    return text


def _check_fields(text: Any, names: str) -> None:
    try:
        fields = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        fail(text, "accolades mal fermées")
    for field in sorted(fields - set(names.split())):
        fail(text, f"« {{{field}}} » n'existe pas ici (possibles : {names or 'aucun'})")


def _map(raw: Map, key: Any) -> Map:
    if not isinstance(raw[key], Map):
        fail(raw[key], f"« {key} » doit contenir des clés et leurs valeurs")
    return raw[key]
