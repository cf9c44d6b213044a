"""The policy as data: its rules, read and checked from `data/policy/`.

Whatever is wrong in the files (unknown fact, unreachable rule, missing source, unknown contact)
raises `SourceError` with file and line, in French.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Optional

from actions.policy.conditions import Condition, ConditionReader
from bot.catalogue import Fait
from bot.situation import Value
from bot.source import Map, fail

ORIENTATIONS = (
    "urgence", "autre_regime", "service_social", "carsat_retraite", "service_social_hospitalier",
    "carsat_action_sociale", "service_social_departemental", "cpam", "a_preciser",
)  # fmt: skip
A_PRECISER = "a_preciser"
D_EMBLEE, A_LA_FIN = "d_emblee", "a_la_fin"


@dataclass(frozen=True)
class Rule:
    """One rule: when it holds, what it decides, and what it tells people.

    condition: when it holds, in words, to follow « quand ». raison: why, in plain French.
    """

    id: str
    orientation: str
    si: Optional[Condition]
    raison: str
    source: str
    etapes: tuple[str, ...]
    contacts: tuple[str, ...]
    exemples: tuple[dict[str, Value], ...] = ()
    etapes_by_profil: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    contacts_agent: tuple[str, ...] = ()
    condition: str = ""
    raison_assure: str = ""

    def reason(self, profil: str) -> str:
        """Why, as said to that kind of person."""
        return (self.raison_assure if profil == "assure" else "") or self.raison

    def steps(self, profil: str) -> tuple[str, ...]:
        """The next steps, as said to a partner, an agent or the person herself."""
        return self.etapes_by_profil.get(profil, self.etapes)


@dataclass(frozen=True)
class Deduction:
    """`alors` follows from `si`."""

    si: Condition
    alors: tuple[tuple[str, Value], ...]
    source: str


@dataclass(frozen=True)
class Presumption:
    """What is held for true while nothing says otherwise, and why."""

    faits: tuple[str, ...]
    valeur: Value
    quand: str
    si: Optional[Condition]
    meme_si_ne_sait_pas: bool
    pourquoi: str
    a_dire: bool = True


@dataclass(frozen=True)
class Complement:
    """An orientation given besides the main one."""

    orientation: str
    si: Condition
    parmi: tuple[str, ...]
    sauf: tuple[str, ...]
    raison: str
    source: str
    contacts: tuple[str, ...]


@dataclass(frozen=True)
class Mission:
    """A mission of the service social."""

    code: str
    libelle: str
    si: Optional[Condition]
    source: str


@dataclass(frozen=True)
class Emergency:
    """What is said at once, before anything else."""

    code: str
    message: str
    contacts: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class WorkedCase:
    """One of the nine cases of the leaflet."""

    numero: int
    titre: str
    orientation: str
    faits: Mapping[str, Value]


@dataclass(frozen=True)
class Policy:
    """Everything that decides, in one object."""

    version: str
    deductions: tuple[Deduction, ...]
    presumptions: tuple[Presumption, ...]
    rules: tuple[Rule, ...]
    complements: tuple[Complement, ...]
    missions: tuple[Mission, ...]
    default_mission: Mission
    undecided: Rule
    emergencies: Mapping[str, Emergency]
    caution: tuple[str, ...]
    cases: tuple[WorkedCase, ...]
    notions: Mapping[str, Condition]
    prerequisites: Mapping[str, Condition]
    suppositions: Mapping[str, Condition]
    catalogue: Mapping[str, Fait]

    def mission(self, code: str) -> Mission:
        """The mission of that code. Raises KeyError."""
        return {m.code: m for m in (*self.missions, self.default_mission)}[code]


class _Loader:
    def __init__(self, raw: Map, catalogue: Mapping[str, Fait], contacts: frozenset[str]) -> None:
        self.raw, self.catalogue, self.known_contacts = raw, catalogue, contacts
        self.reader = ConditionReader(catalogue)

    def facts(self, raw: Any) -> dict[str, Value]:
        if not isinstance(raw, Map) or not raw:
            fail(raw, "il faut une liste « fait: valeur »")
        for code in raw:
            if code not in self.catalogue:
                fail(code, f"fait inconnu « {code} »")
        return {str(c): self.reader.value(self.catalogue[c], v) for c, v in raw.items()}

    def contacts(self, raw: Map, key: str = "contacts") -> tuple[str, ...]:
        codes = raw.texts(key)
        for code in codes:
            if code not in self.known_contacts:
                fail(code, f"contact inconnu « {code} » (voir data/directory/contacts.csv)")
        return tuple(codes)

    def orientation(self, raw: Any) -> str:
        if raw not in ORIENTATIONS:
            fail(raw, f"orientation inconnue « {raw} »")
        return str(raw)

    def deduction(self, raw: Map) -> Deduction:
        raw.check_keys({"si", "alors", "source"}, {"si", "alors", "source"})
        self.sourced(raw)
        return Deduction(
            self.reader.read(raw["si"]), tuple(self.facts(raw["alors"]).items()), raw.text("source")
        )

    @staticmethod
    def sourced(raw: Map) -> None:
        """A source cites the leaflet or the contract, or says it is derived."""
        source = raw.text("source")
        if not source.startswith(("livret,", "contrat,", "dérivé,")):
            fail(raw["source"], "une source commence par « livret, », « contrat, » ou « dérivé, »")

    def notion(self, name: Any, raw: Any) -> None:
        raw.check_keys({"libelle", "source", "si"}, {"libelle", "source", "si"})
        if name in self.catalogue:
            fail(name, f"« {name} » est déjà un fait")
        self.sourced(raw)
        self.reader.notions[str(name)] = self.reader.read(raw["si"])

    def presumption(self, raw: Map) -> Presumption:
        allowed = {"fait", "valeur", "quand", "si", "meme_si_ne_sait_pas", "pourquoi", "a_dire"}
        raw.check_keys(allowed, {"fait", "valeur", "quand", "pourquoi"})
        if raw.text("quand") not in (D_EMBLEE, A_LA_FIN):
            fail(raw["quand"], "« quand » vaut d_emblee ou a_la_fin")
        codes = raw.texts("fait")
        for code in codes:
            if code not in self.catalogue:
                fail(code, f"fait inconnu « {code} »")
        values = {self.reader.value(self.catalogue[code], raw["valeur"]) for code in codes}
        return Presumption(
            tuple(str(c) for c in codes), values.pop(), raw.text("quand"),
            self.reader.read(raw["si"]) if "si" in raw else None,
            raw.text("meme_si_ne_sait_pas", "non") == "oui", raw.text("pourquoi"),
            raw.text("a_dire", "oui") == "oui",
        )  # fmt: skip

    def rule(self, raw: Map, decides: bool = True) -> Rule:
        spoken = {"raison", "condition", "source", "etapes", "contacts"}
        own = {"id", "orientation", "si", "exemples"} if decides else set()
        optional = {"etapes_agent", "etapes_assure", "contacts_agent", "raison_assure"}
        raw.check_keys(spoken | own | optional, spoken | own)
        for key in ("raison", "source", "condition", *(("id",) if decides else ())):
            if not raw.text(key).strip():
                fail(raw, f"« {key} » est vide")
        self.sourced(raw)
        if not raw.texts("etapes") or not raw.texts("contacts"):
            fail(raw, "une règle donne au moins une étape et un contact")
        return Rule(
            raw.text("id", A_PRECISER),
            self.orientation(raw["orientation"]) if decides else A_PRECISER,
            self.reader.read(raw["si"]) if decides else None,
            raw.text("raison"), raw.text("source"), tuple(raw.texts("etapes")), self.contacts(raw),
            tuple(self.facts(e) for e in raw.get("exemples", [])),
            {
                profil: tuple(raw.texts(key))
                for profil, key in (("agent_assurance_maladie", "etapes_agent"),
                                    ("assure", "etapes_assure"))
                if key in raw
            },
            self.contacts(raw, "contacts_agent"),
            raw.text("condition"),
            raw.text("raison_assure"),
        )  # fmt: skip

    def complement(self, raw: Map) -> Complement:
        required = {"orientation", "si", "raison", "source", "contacts"}
        raw.check_keys(required | {"parmi", "sauf"}, required)
        self.sourced(raw)
        for key in ("parmi", "sauf"):
            for code in raw.texts(key):
                self.orientation(code)
        return Complement(
            self.orientation(raw["orientation"]), self.reader.read(raw["si"]),
            tuple(raw.texts("parmi")), tuple(raw.texts("sauf")),
            raw.text("raison"), raw.text("source"), self.contacts(raw),
        )  # fmt: skip

    def mission(self, code: str, raw: Map) -> Mission:
        raw.check_keys({"libelle", "si", "source"}, {"libelle", "si", "source"})
        self.sourced(raw)
        return Mission(code, raw.text("libelle"), self.reader.read(raw["si"]), raw.text("source"))

    def emergency(self, code: Any, raw: Map) -> Emergency:
        raw.check_keys({"message", "contacts", "source"}, {"message", "contacts", "source"})
        if code not in self.catalogue["urgence"].valeurs:
            fail(code, f"« {code} » n'est pas une urgence")
        self.sourced(raw)
        return Emergency(str(code), raw.text("message"), self.contacts(raw), raw.text("source"))

    def policy(self, cases: Map) -> Policy:
        raw = self.raw
        top = {
            *("version", "deductions", "definitions", "presomptions", "prealables", "regles"),
            "suppositions",
            *(
                "complements",
                "missions",
                "mission_par_defaut",
                "a_preciser",
                "urgences",
                "prudence",
            ),
        }
        raw.check_keys(top, top)
        if not raw.text("version"):
            fail(raw, "la politique doit porter une version")
        deductions = tuple(self.deduction(d) for d in raw["deductions"])
        for name, notion in raw["definitions"].items():
            self.notion(name, notion)
        rules = tuple(self.rule(r) for r in raw["regles"])
        seen: dict[str, Any] = {}
        for rule, located in zip(rules, raw["regles"]):
            if rule.id in seen:
                fail(located, f"la règle « {rule.id} » existe déjà ligne {seen[rule.id].line}")
            seen[rule.id] = located
        default = raw["mission_par_defaut"]
        default.check_keys({"code", "libelle"}, {"code", "libelle"})
        emergencies = {str(c): self.emergency(c, e) for c, e in raw["urgences"].items()}
        for code in self.catalogue["urgence"].valeurs:
            if code != "aucune" and code not in emergencies:
                fail(raw["urgences"], f"l'urgence « {code} » n'a pas de message")
        return Policy(
            raw.text("version"),
            deductions,
            tuple(self.presumption(p) for p in raw["presomptions"]),
            rules,
            tuple(self.complement(c) for c in raw["complements"]),
            tuple(self.mission(str(c), m) for c, m in raw["missions"].items()),
            Mission(default.text("code"), default.text("libelle"), None, ""),
            self.rule(raw["a_preciser"], decides=False),
            emergencies,
            self.contacts(raw, "prudence"),
            tuple(self.case(n, c) for n, c in cases.items()),
            dict(self.reader.notions),
            self.conditions("prealables"),
            self.conditions("suppositions"),
            self.catalogue,
        )

    def conditions(self, key: str) -> dict[str, Condition]:
        for code in self.raw[key]:
            if code not in self.catalogue:
                fail(code, f"fait inconnu « {code} »")
        return {str(c): self.reader.read(si) for c, si in self.raw[key].items()}

    def case(self, numero: Any, raw: Map) -> WorkedCase:
        raw.check_keys({"titre", "orientation", "faits"}, {"titre", "orientation", "faits"})
        return WorkedCase(
            int(numero), raw.text("titre"), self.orientation(raw["orientation"]),
            self.facts(raw["faits"]),
        )  # fmt: skip


def read_policy(
    raw: Map, cases: Map, catalogue: Mapping[str, Fait], contacts: frozenset[str]
) -> Policy:
    """A policy from its two files, already parsed. Raises SourceError naming file and line."""
    return _Loader(raw, catalogue, contacts).policy(cases)
