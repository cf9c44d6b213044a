"""French spaces."""

from __future__ import annotations

import pytest

from actions.answers.typography import french


@pytest.mark.parametrize(
    "text, expected",
    [("Vrai ?", "Vrai\u202f?"), ("dit : « oui »", "dit\u00a0: «\u00a0oui\u00a0»"),
     ("https://www.ameli.fr", "https://www.ameli.fr"), ("un ; deux", "un\u202f; deux"), ("8 : 30", "8\u00a0: 30")],
)  # fmt: skip
def test_spaces(text, expected):
    assert french(text) == expected
    assert french(expected) == expected
