"""A turn, on the clock of the sound: no second is waited for."""

from __future__ import annotations

import numpy as np
import pytest

from gateway.actions import Gather
from gateway.calls.keys import PAUSE, Keys
from gateway.calls.turn import Finished, Resumed, Said, Silent, Turn, Typed
from gateway.hearing.ear import Ear
from gateway.sound.frames import FRAME, FRAME_MS, SILENCE, cut
from tests.gateway.inside.sounds import VOICES, quiet, telephone

SPEAKING = telephone(np.concatenate([VOICES["grave"].say("une dame de quarante ans"), quiet(1.5)]))
LONG = np.full(FRAME * 250, 0.1, dtype=np.float32)  # five seconds to say


def run(turn, sound, keys=(), most=9):
    """What comes of so much sound: (milliseconds, outcome), and what was sent; it ends at `most`."""
    pressed, found, sent = dict(keys), [], []
    for rank, frame in enumerate(cut(sound)):
        out, outcome = turn.tick(frame, pressed.get(rank, ()))
        sent.append(out)
        if outcome is not None:
            found.append((rank * FRAME_MS, outcome))
        if len(found) == most:
            break
    return found, sent


def turn(gather=Gather(wait=3000), *clips, barge_in=True):  # noqa: B008  (frozen)
    made = Turn(Ear(), gather)
    for clip in clips:
        made.add(clip, barge_in)
    made.complete()
    return made


def test_all_is_said_then_silence_is_told_in_its_time():
    found, sent = run(turn(Gather(wait=3000), LONG), quiet(9))
    assert [(type(o), ms) for ms, o in found] == [(Silent, pytest.approx(8000, abs=60))]
    assert sum(frame.any() for frame in sent) == 250


def test_an_answer_is_heard_after_what_was_said():
    found, _ = run(turn(Gather(wait=3000), LONG), np.concatenate([quiet(6), SPEAKING]))
    (ms, said), = found
    assert isinstance(said, Said) and not said.cut and said.played == 5000
    assert said.utterance.milliseconds > 1000


def test_who_cuts_in_is_listened_to_at_once():
    found, sent = run(turn(Gather(), LONG), np.concatenate([quiet(1), SPEAKING]))
    (_, said), = found
    assert isinstance(said, Said) and said.cut and 1000 < said.played < 2500
    assert sum(frame.any() for frame in sent) * FRAME_MS == said.played


def test_a_cough_cuts_nothing():
    cough = (np.random.default_rng(1).standard_normal(2400) * 0.3).astype(np.float32)
    found, sent = run(turn(Gather(wait=3000), LONG), np.concatenate([quiet(1), cough, quiet(5)]))
    assert found == [] and sum(frame.any() for frame in sent) == 250


def test_emergency_numbers_are_said_to_the_end():
    found, sent = run(turn(Gather(wait=3000), LONG, barge_in=False), np.concatenate([quiet(1), SPEAKING, quiet(2)]))
    assert found == [] and sum(frame.any() for frame in sent) == 250


def test_keys_typed_over_emergency_numbers_count_once_they_are_said():
    found, _ = run(turn(Gather(), LONG, barge_in=False), quiet(6), {50: ["0"]})
    (ms, typed), = found
    assert typed == Typed("0") and ms >= 4900


def test_a_key_cuts_in_and_answers():
    found, sent = run(turn(Gather(keys=1), LONG), quiet(3), {50: ["1"]})
    assert found == [(1000, Typed("1"))] and sum(frame.any() for frame in sent) <= 51


def test_a_number_is_whole_after_a_pause():
    found, _ = run(turn(Gather(keys=3)), quiet(4), {10: ["4"], 40: ["5"]})
    assert found == [(pytest.approx(800 + PAUSE, abs=60), Typed("45"))]


def test_nothing_is_awaited_while_a_number_is_typed():
    found, _ = run(turn(Gather(keys=3, wait=500)), quiet(2), {10: ["4"]})
    assert found == []


def test_nothing_is_awaited_while_somebody_speaks():
    found, _ = run(turn(Gather(wait=1000)), np.concatenate([quiet(0.5), SPEAKING]), most=1)
    assert [type(o) for _, o in found] == [Said]


def test_without_answer_it_is_over_when_said():
    found, _ = run(turn(None, LONG), quiet(6), {10: ["1"]})
    assert isinstance(found[0][1], Finished) and found[0][0] == pytest.approx(5000, abs=60)


def test_while_what_was_said_is_recognised_only_more_words_count():
    made = turn(Gather(wait=500))
    assert [type(o) for _, o in run(made, SPEAKING, most=1)[0]] == [Said]
    made.hold()
    assert run(made, quiet(3))[0] == []
    assert [type(o) for _, o in run(made, SPEAKING, most=2)[0]] == [Resumed, Said]


def test_what_was_no_speech_leaves_the_wait_where_it_was():
    made = turn(Gather(wait=2000))
    run(made, quiet(1.5))
    made.hold()
    run(made, quiet(5))
    made.release()
    assert [(type(o), ms) for ms, o in run(made, quiet(2))[0]] == [(Silent, pytest.approx(500, abs=60))]


def test_words_come_one_after_the_other_as_they_are_made():
    made = Turn(Ear(), Gather(wait=1000))
    assert run(made, quiet(3))[0] == []  # nothing is awaited while nothing was said yet
    made.add(LONG[: FRAME * 10])
    made.add(LONG[: FRAME * 10])
    made.complete()
    _, sent = run(made, quiet(1))
    spoken = [frame.any() for frame in sent]
    assert spoken[:10] == [True] * 10 and not any(spoken[10:20]) and spoken[20:30] == [True] * 10


def test_silence_is_sent_too():
    _, sent = run(turn(Gather()), quiet(1))
    assert len(sent) == 50 and all(len(frame) == FRAME for frame in sent) and sent[0] is SILENCE


# ------------------------------------------------------------------ keys
@pytest.mark.parametrize("most, pressed, answers", [
    (1, "1", ["1"]), (1, "0", ["0"]), (3, "075", ["075"]), (3, "45#", ["45"]), (3, "*", ["*"]), (3, "#", ["#"]),
    (1, "12", ["1", "2"]), (3, "4*5", ["4*5"]),
])  # fmt: skip
def test_keys(most, pressed, answers):
    keys = Keys(most)
    assert [answer for key in pressed if (answer := keys.press(key))] == answers


def test_zero_alone_is_whole_after_a_pause_where_a_number_is_expected():
    keys = Keys(3)
    assert keys.press("0") is None and keys.tick(PAUSE - 20) is None
    assert keys.tick(20) == "0" and not keys.begun
