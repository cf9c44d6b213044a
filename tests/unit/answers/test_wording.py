"""Every text people read: fillable, said two ways where it may come twice, never a dead end."""

from __future__ import annotations

import re
import string

import pytest

from actions.answers.reply import Reply
from actions.answers.speech import Speech, marks
from actions.answers.typography import joined, listed
from actions.answers.wording import load_wording
from actions.assembly import DATA

WORDING = load_wording(DATA / "wording" / "textes.yml")
TEXTS = {
    **{("texte", k): t for k, t in WORDING.paragraphs.items()},
    **{("autrement", k): t for k, t in WORDING.others.items() if k in WORDING.paragraphs},
    **{("assure", k): t for k, t in WORDING.assure.items() if k in WORDING.paragraphs},
}
EVERYTHING = {
    **TEXTS,
    **{("bout", k): t for k, t in WORDING.lines.items()},
    **{("urgence", f"{k}-{c}"): t for k, ts in WORDING.by_emergency.items() for c, t in ts.items()},
}
#: Said before an answer, which leaves something to do.
_NOTES = {"donnees_masquees"}
#: A question, a number to call, or a verb that says what may be done now.
_TO_DO = re.compile(
    r"\?|3646|\{question\}|\{resume\}|dites|décri|corrig|revenez|renvoyez|appel|15 ou 112|115|écoute|"
    r"redites|reprendre|si un point change|poursuivez|ramène|écrivez|parlez",
    re.IGNORECASE,
)
_NUMBERS = {"3646", "3114", "3919", "15", "17", "112", "115", "119"}


@pytest.mark.parametrize("key", [k for k in TEXTS if k[1] not in _NOTES], ids=lambda k: "-".join(k))
def test_every_text_leaves_something_to_do(key):
    last = re.split(r"(?<=[.!?])\s+", TEXTS[key].strip())
    assert _TO_DO.search(" ".join(last[-2:])), TEXTS[key]


@pytest.mark.parametrize("key", EVERYTHING, ids=lambda k: "-".join(k))
def test_every_text_is_vouvoiement_without_invented_numbers(key):
    text = EVERYTHING[key]
    assert not re.search(r"\b(?:tu|toi|ton|tes|t'as)\b", text, re.IGNORECASE), text
    told = set(re.findall(r"\b\d{2,4}\b", re.sub(r"\{[^}]*\}", "", text)))
    assert told <= _NUMBERS | {"54"}, f"{told - _NUMBERS} : {text}"


@pytest.mark.parametrize("kind", ["autrement", "assure"])
def test_a_second_way_takes_the_same_values(kind):
    """What is filled in one way is filled in the other, or left out; nothing new is asked for."""
    others = WORDING.others if kind == "autrement" else WORDING.assure
    for key, text in others.items():
        usual = WORDING.paragraphs.get(key) or WORDING.lines[key]
        assert fields(text) <= fields(usual), key


def test_what_may_come_twice_in_a_row_has_two_ways():
    once = {"panne", "prudence", *_NOTES}
    missing = [k for k in WORDING.paragraphs if k not in WORDING.others and k not in once]
    assert not missing


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_what_was_just_said_is_said_otherwise_then_again():
    speech = Speech(WORDING)
    first = speech.say("hors_sujet")
    second = Speech(WORDING, dit=frozenset(marks([Reply(first)]))).say("hors_sujet")
    third = Speech(WORDING, dit=frozenset(marks([Reply(second)]))).say("hors_sujet")
    assert first == third != second


def test_the_insured_person_hears_her_own_words():
    assert "votre situation" in Speech(WORDING, "assure").say("hors_sujet")


def test_marks_keep_nothing_of_the_text():
    (mark,) = marks([Reply("ne peut plus payer son loyer")])
    assert re.fullmatch(r"[0-9a-f]{8}", mark)


@pytest.mark.parametrize(
    "preposition, name, said",
    [("de", "le service social", "du service social"), ("à", "les services", "aux services"),
     ("de", "la CPAM", "de la CPAM"), ("à", "l'assurance retraite", "à l'assurance retraite"),
     ("de", "les services", "des services"), ("à", "le 3646", "au 3646")],
)  # fmt: skip
def test_articles_are_joined(preposition, name, said):
    assert joined(preposition, name) == said


def test_lists_in_french():
    assert [listed(x, "ou") for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a ou b", "a, b ou c"
    ]  # fmt: skip
