"""What is known of the service, a topic an entry of `data/knowledge/`, checked at load."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import AbstractSet, Mapping, Optional

from bot.source import Map, fail, load_map
from bot.understanding.text import fold

#: The file, and the topic, of what nothing answers.
SANS_REPONSE, INCONNU = "sans_reponse.yml", "inconnu"
#: The topic that says how to reach a person.
A_PERSON = "humain"
_KEYS = {
    "titre", "reponse", "reponse_assure", "autrement", "source", "inconnu", "contacts", "suites", "questions",
}  # fmt: skip
_REQUIRED = {"titre", "reponse", "source", "suites", "questions"}
_SOURCES = ("livret", "contrat", "annuaire", "assistant")
#: Fewer questions teach nothing; more weigh the topic too much.
_FEWEST, _MOST = 12, 25
#: What an answer that does not know must give.
_WHO_KNOWS = "3646"


@dataclass(frozen=True)
class Topic:
    """What answers one question.

    titre: the question, as a button. reponse, reponse_assure: paragraphs, the second for the insured
    person. autrement: what is said when the answer was just given. inconnu: whether the answer is
    that nobody knows. contacts: codes of the directory. suites: related topics, offered next.
    questions: ways of asking.
    """

    id: str
    titre: str
    reponse: str
    reponse_assure: str
    source: str
    inconnu: bool
    contacts: tuple[str, ...]
    suites: tuple[str, ...]
    questions: tuple[str, ...]
    autrement: str = ""

    def text(self, profil: str) -> str:
        """What is said to a `partenaire`, or to an `assure`."""
        return self.reponse_assure if profil == "assure" and self.reponse_assure else self.reponse


@dataclass(frozen=True)
class Knowledge:
    """Every topic by id, and the one said when none answers (its suites: what to offer then)."""

    topics: Mapping[str, Topic]
    unanswered: Topic

    def titled(self, text: str) -> Optional[Topic]:
        """The topic whose title is the very text: a button was touched."""
        said = folded(text)
        return next((t for t in self.topics.values() if folded(t.titre) == said), None)


def folded(text: str) -> str:
    """Lower case, without accents nor punctuation: what two ways of typing have in common."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def load_knowledge(folder: Path, contacts: AbstractSet[str]) -> Knowledge:
    """Read `folder`; `contacts`: codes of the directory. Raises SourceError, file and line named."""
    topics: dict[str, Topic] = {}
    raws: dict[str, Map] = {}
    for path in sorted(folder.glob("*.yml")):
        if path.name == SANS_REPONSE:
            continue
        for code, raw in load_map(path).items():
            if code in topics or code == INCONNU:
                fail(code, f"le sujet « {code} » est déjà pris")
            topics[str(code)], raws[str(code)] = _topic(str(code), raw, contacts), raw
    unanswered = load_map(folder / SANS_REPONSE)
    if A_PERSON not in topics:
        fail(unanswered, f"il manque le sujet « {A_PERSON} »")
    for code, raw in raws.items():
        _check_related(raw, "suites", set(topics) - {code})
    _check_questions([*raws.values(), unanswered])
    return Knowledge(topics, _unanswered(unanswered, contacts, set(topics)))


def _topic(code: str, raw: Map, contacts: AbstractSet[str]) -> Topic:
    if not isinstance(raw, Map):
        fail(raw, f"« {code} » doit avoir un titre, une réponse, une source, des questions")
    raw.check_keys(_KEYS, _REQUIRED)
    source, answer = raw.text("source"), raw.texts("reponse")
    if not source.startswith(_SOURCES):
        fail(raw["source"], f"une source commence par {', '.join(_SOURCES)}")
    unknown = raw.text("inconnu", "non")
    if unknown not in ("oui", "non"):
        fail(raw["inconnu"], "il faut oui ou non")
    if unknown == "oui" and not any(_WHO_KNOWS in paragraph for paragraph in answer):
        fail(raw["reponse"], f"ce qui n'est pas connu se demande au {_WHO_KNOWS} : le dire")
    if not answer or not all(p.strip() for p in answer):
        fail(raw["reponse"], "la réponse est vide")
    return Topic(
        code,
        raw.text("titre"),
        "\n\n".join(answer),
        "\n\n".join(raw.texts("reponse_assure")),
        source,
        unknown == "oui",
        _checked_contacts(raw, contacts),
        tuple(raw.texts("suites")),
        tuple(raw.texts("questions")),
        "\n\n".join(raw.texts("autrement")),
    )


def _unanswered(raw: Map, contacts: AbstractSet[str], topics: AbstractSet[str]) -> Topic:
    raw.check_keys({"reponse", "autrement", "contacts", "sujets", "questions"}, {"reponse", "sujets"})
    _check_related(raw, "sujets", topics)
    return Topic(
        INCONNU,
        "",
        "\n\n".join(raw.texts("reponse")),
        "",
        "assistant",
        True,
        _checked_contacts(raw, contacts),
        tuple(raw.texts("sujets")),
        tuple(raw.texts("questions")),
        "\n\n".join(raw.texts("autrement")),
    )


def _checked_contacts(raw: Map, known: AbstractSet[str]) -> tuple[str, ...]:
    codes = raw.texts("contacts")
    for code in codes:
        if code not in known:
            fail(code, f"contact inconnu « {code} » (voir data/directory/contacts.csv)")
    return tuple(codes)


def _check_related(raw: Map, key: str, topics: AbstractSet[str]) -> None:
    related = raw.texts(key)
    if not 2 <= len(related) <= 3:
        fail(raw[key], f"« {key} » : il faut deux ou trois sujets")
    for code in related:
        if code not in topics:
            fail(code, f"« {code} » n'est pas un autre sujet")


def _check_questions(raws: list[Map]) -> None:
    """Enough of them, and none that asks for two topics."""
    seen: set[str] = set()
    for raw in raws:
        questions = raw.texts("questions")
        if len(questions) < _FEWEST or ("titre" in raw and len(questions) > _MOST):
            fail(raw["questions"], f"il faut de {_FEWEST} à {_MOST} questions")
        asked = {folded(q): q for q in questions}
        for said, question in asked.items():
            if said in seen:
                fail(question, f"« {question} » est déjà la question d'un autre sujet")
        seen |= set(asked)
