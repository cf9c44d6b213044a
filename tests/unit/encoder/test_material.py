"""Marks stay on their words when a message is masked."""

from __future__ import annotations

from bot.privacy.masking import mask
from bot.understanding.marks import read_marks
from bot.understanding.messages import Message
from encoder.material import label, masked

MARKED = (
    "Mme Delcourt, [53 ans]{age=53}, 06 12 34 56 78, [vit seule]{isolement=true} ; "
    "M. Bernard Vasseur, son frère, [est hospitalisé]{hospitalisation=en_cours|autre}."
)


def test_marks_follow_their_words():
    text, marks = read_marks(MARKED)
    without = masked(Message("x-1", text, tuple(marks), "web"))
    assert without.text == mask(text).text != text
    assert [without.text[m.debut : m.fin] for m in without.marks] == ["53 ans", "vit seule", "est hospitalisé"]


def test_a_message_without_names_is_itself():
    text, marks = read_marks("Une dame [de 40 ans]{age=40}")
    plain = Message("x-2", text, tuple(marks), "web")
    assert masked(plain) == plain


def test_labels_say_whose_a_fact_is():
    _, marks = read_marks(MARKED)
    assert [label(m) for m in marks] == ["age", "isolement=true", "hospitalisation=en_cours|autre"]
