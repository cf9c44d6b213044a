"""The gentle word about identifiers: once, before the answer, after emergency numbers, and nothing else changed."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from actions.answers.reply import Reply
from actions.answers.wording import load_wording
from actions.assembly import DATA
from actions.dialogue.conversation import Conversation, Turn
from actions.dialogue.discretion import with_discretion
from bot.privacy import KINDS

WORDING = load_wording(DATA / "wording" / "textes.yml")
ANSWER = Reply("la réponse", {"type": "question"})
URGENT = Reply("le 15", {"type": "urgence"})
CARE = Reply("prudence", {"type": "information", "sujet": "prudence"})
FRESH = Conversation()


def texts(turn):
    """What is said, the word about identifiers as « mot »."""
    return ["mot" if "pas gardé" in r.text else r.text for r in turn.replies]


@pytest.mark.parametrize(
    "replies, said",
    [
        ((ANSWER,), ["mot", "la réponse"]),
        ((URGENT, ANSWER), ["le 15", "mot", "la réponse"]),
        ((CARE, ANSWER), ["prudence", "mot", "la réponse"]),
        ((URGENT,), ["le 15", "mot"]),
    ],
)
def test_where_the_word_stands(replies, said):
    turn = with_discretion(WORDING, FRESH, Turn(replies, FRESH), ["nom"])
    assert texts(turn) == said and turn.conversation.discretion


def test_nothing_is_said_when_nothing_was_masked_or_twice():
    turn = with_discretion(WORDING, FRESH, Turn((ANSWER,), FRESH), [])
    assert texts(turn) == ["la réponse"] and not turn.conversation.discretion
    told = replace(FRESH, discretion=True)
    again = with_discretion(WORDING, told, Turn((ANSWER,), FRESH), ["nom"])
    assert texts(again) == ["la réponse"] and again.conversation.discretion


@pytest.mark.parametrize("masques", [[], ["nom"]])
def test_whatever_else_a_turn_carries_stays(masques):
    turn = Turn((ANSWER,), FRESH)
    others = [f.name for f in fields(Turn) if f.name not in ("replies", "conversation")]
    marked = replace(turn, **dict.fromkeys(others, True))
    kept = with_discretion(WORDING, FRESH, marked, masques)
    assert all(getattr(kept, name) is True for name in others)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_name(kind):
    turn = with_discretion(WORDING, FRESH, Turn((ANSWER,), FRESH), [kind])
    assert WORDING.masked[kind] in turn.replies[0].text
    assert turn.replies[0].payload["donnees"] == [kind]


def test_several_kinds_in_one_sentence():
    said = with_discretion(WORDING, FRESH, Turn((ANSWER,), FRESH), ["nom", "telephone", "courriel"])
    assert said.replies[0].text.startswith(
        "Je n'ai pas gardé le nom, le numéro de téléphone et l'adresse électronique :"
    )


def test_the_conversation_remembers_having_said_it():
    told = replace(FRESH, discretion=True)
    assert Conversation.from_dict(told.to_dict()).discretion
    old = {k: v for k, v in FRESH.to_dict().items() if k != "discretion"}
    assert not Conversation.from_dict(old).discretion
