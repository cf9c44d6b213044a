from __future__ import annotations

import wave

import numpy as np
import pytest

from gateway.sound import files
from gateway.sound.frames import FRAME, RATE, Doubler, Halver, cut, from_pcm, to_pcm
from gateway.sound.recording import Recording


def tone(hertz: float, rate: int = RATE, seconds: float = 1.0):
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)).astype(np.float32)


def power(samples, hertz, rate):
    """How much of a frequency there is, the ends left out."""
    middle = samples[len(samples) // 4 : -len(samples) // 4]
    t = np.arange(len(middle)) / rate
    return abs(np.mean(middle * np.exp(-2j * np.pi * hertz * t))) * 2


def by_frames(convert, samples, size):
    return np.concatenate([convert(samples[i : i + size]) for i in range(0, len(samples), size)])


def test_pcm_there_and_back():
    samples = tone(440)
    assert np.abs(from_pcm(to_pcm(samples)) - samples).max() < 1e-4
    assert from_pcm(to_pcm(np.array([2.0, -2.0], dtype=np.float32))).tolist() == pytest.approx([1, -1], abs=1e-3)


@pytest.mark.parametrize("hertz", [300, 1000, 3000])
def test_a_voice_goes_through_both_rates_unhurt(hertz):
    wide = by_frames(Doubler(), by_frames(Halver(), tone(hertz), FRAME), FRAME // 2)
    assert len(wide) == RATE
    assert power(wide, hertz, RATE) == pytest.approx(0.5, rel=0.1)


def test_what_eight_kilohertz_cannot_carry_is_not_folded_back():
    narrow = by_frames(Halver(), tone(5500), FRAME)
    assert power(narrow, 8000 - 5500, 8000) < 0.01


def test_doubling_makes_no_ghost():
    wide = by_frames(Doubler(), tone(1000, 8000), FRAME // 2)
    assert power(wide, 7000, RATE) < 0.01 < power(wide, 1000, RATE)


def test_frame_by_frame_is_as_all_at_once():
    whole = tone(700)
    assert np.allclose(by_frames(Halver(), whole, FRAME), Halver()(whole), atol=1e-6)


def test_the_last_frame_is_filled():
    frames = cut(tone(440)[: FRAME + 1])
    assert [len(frame) for frame in frames] == [FRAME, FRAME] and not frames[1][1:].any()


def test_a_recording_keeps_both_sides_apart(tmp_path):
    recording = Recording()
    for caller, assistant in zip(cut(tone(300)), cut(tone(900))):
        recording.add(caller, assistant)
    recording.keep(tmp_path / "appels" / "x.wav")
    with wave.open(str(tmp_path / "appels" / "x.wav")) as file:
        assert (file.getnchannels(), file.getframerate(), file.getnframes()) == (2, RATE, RATE)
        both = from_pcm(file.readframes(RATE)).reshape(-1, 2)
    assert power(both[:, 0], 300, RATE) > 0.4 > 0.01 > power(both[:, 0], 900, RATE)
    assert power(both[:, 1], 900, RATE) > 0.4 > 0.01 > power(both[:, 1], 300, RATE)


def test_nothing_said_leaves_no_file(tmp_path):
    Recording().keep(tmp_path / "x.wav")
    assert list(tmp_path.iterdir()) == []


def test_files_of_another_kind_are_refused(tmp_path):
    path = tmp_path / "musique.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44100)
        file.writeframes(bytes(8))
    with pytest.raises(ValueError, match="musique.wav"):
        files.read(path)
