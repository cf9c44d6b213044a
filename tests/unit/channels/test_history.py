"""Events → messages: replies are whole again, and no words are ever lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.history import (
    OPENING,
    last_rank,
    messages,
    not_kept,
    nothing_said,
    was_answered,
    was_heard,
)


def user(text, message_id="m-1"):
    return {"event": "user", "timestamp": 1796053054.9, "text": text, "message_id": message_id}


def bot(text=None, custom=None, buttons=()):
    titles = [{"title": b, "payload": b} for b in buttons] or None
    return {"event": "bot", "timestamp": 1796053055.0, "text": text, "data": {"buttons": titles, "custom": custom}}


SLOT = {"event": "slot", "timestamp": 0.0, "name": "age", "value": {"valeur": 45}}
QUESTION = {"type": "question", "fait": "age"}


def test_a_reply_is_one_message_at_the_rank_of_its_last_event():
    events = [SLOT, user("bonjour"), bot("Quel âge ?", buttons=["Je ne sais pas"]), bot(custom=QUESTION), SLOT]
    mine, reply = messages(events)
    assert mine.to_dict() == {
        "rang": 1, "de": "partenaire", "id": "m-1", "texte": "bonjour", "boutons": [], "donnees": None,
        "heure": "2026-11-30T15:37:34+00:00",
    }  # fmt: skip
    assert reply.to_dict() == {
        "rang": 3, "de": "assistant", "id": None, "texte": "Quel âge ?", "boutons": ["Je ne sais pas"],
        "donnees": QUESTION, "heure": "2026-11-30T15:37:35+00:00",
    }  # fmt: skip
    assert last_rank(events) == 4 and last_rank([]) == -1


def test_a_payload_is_joined_to_the_text_just_before_it_only():
    events = [bot("un"), bot("deux"), bot(custom={"n": 2}), bot(custom={"n": 3}), SLOT, bot("quatre"), SLOT,
              bot(custom={"n": 5})]  # fmt: skip
    found = [(m.rang, m.texte, m.donnees) for m in messages(events)]
    assert found == [(0, "un", None), (2, "deux", {"n": 2}), (3, None, {"n": 3}), (5, "quatre", None),
                     (7, None, {"n": 5})]  # fmt: skip


def test_half_a_reply_seen_is_told_whole():
    events = [user("bonjour"), bot("Quel âge ?"), bot(custom=QUESTION)]
    assert [m.texte for m in messages(events, 1)] == ["Quel âge ?"]
    assert messages(events, 2) == []


def test_the_opening_is_not_shown_but_its_answer_is():
    events = [user("Bonjour", OPENING), bot("Bonjour, décrivez la situation.")]
    assert [m.de for m in messages(events)] == ["assistant"] and nothing_said(events)
    assert not nothing_said([*events, user("bonjour")])


def test_heard_and_answered():
    events = [user("a", "m-1"), bot("A"), user("b", "m-2"), SLOT]
    assert was_heard(events, "m-1") and was_answered(events, "m-1")
    assert was_heard(events, "m-2") and not was_answered(events, "m-2")
    assert not was_heard(events, "m-3") and not was_answered(events, "m-3")


def test_what_is_not_kept_is_joined_the_same_way_without_rank():
    said = [{"recipient_id": "x", "text": "Je n'ai rien reçu."}, {"recipient_id": "x", "custom": {"sujet": "vide"}}]
    (message,) = not_kept(said, 0.0)
    assert (message.rang, message.texte, message.donnees) == (None, "Je n'ai rien reçu.", {"sujet": "vide"})


words = st.text(max_size=12)
payload = st.dictionaries(st.sampled_from("ab"), st.integers(), max_size=2)
event = st.one_of(
    st.just(SLOT),
    st.builds(user, words, st.sampled_from(["m-1", "m-2", OPENING])),
    st.builds(bot, words, st.none(), st.lists(words, max_size=2)),
    st.builds(bot, st.none(), payload),
    st.builds(bot, words, payload, st.lists(words, max_size=2)),
)


@given(st.lists(event, max_size=12), st.integers(-1, 13))
def test_no_text_no_button_and_no_payload_is_ever_lost_or_doubled(events, after):
    shown = [e for e in events if e["event"] == "bot" or (e["event"] == "user" and e["message_id"] != OPENING)]
    found = messages(events)
    assert [m.texte for m in found if m.texte is not None] == [e["text"] for e in shown if e["text"] is not None]
    bots = [e["data"] for e in shown if e["event"] == "bot"]
    assert [m.donnees for m in found if m.donnees is not None] == [d["custom"] for d in bots if d["custom"] is not None]
    assert [b for m in found for b in m.boutons] == [b["title"] for d in bots for b in d["buttons"] or []]
    ranks = [m.rang for m in found]
    assert ranks == sorted(set(ranks)) and all(0 <= r <= last_rank(events) for r in ranks)
    assert messages(events, after) == [m for m in found if m.rang > after]
    if after + 1 >= len(events) or events[after + 1]["event"] != "bot":  # between two turns
        assert messages(events[: after + 1]) + messages(events, after) == found
