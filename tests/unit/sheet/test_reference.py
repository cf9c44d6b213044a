"""References: drawn without look-alikes, read as typed and as spelled, never found in plain words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.assembly import ROOT
from actions.sheet.reference import (
    DIGITS,
    LETTERS,
    find_reference,
    new_reference,
    parse_reference,
    spelled,
)

_NAMED = {
    "B": "bé", "C": "cé", "D": "dé", "F": "effe", "G": "gé", "H": "ache", "J": "ji", "K": "ka", "L": "elle",
    "M": "emme", "N": "enne", "P": "pé", "Q": "cu", "R": "erre", "S": "esse", "T": "té", "V": "vé",
    "W": "double vé", "X": "ixe", "Y": "i grec", "Z": "zède", "2": "deux", "3": "trois", "4": "quatre",
    "5": "cinq", "6": "six", "7": "sept", "8": "huit", "9": "neuf",
}  # fmt: skip
references = st.builds(
    lambda signs: "".join(signs[:4]) + "-" + "".join(signs[4:]),
    st.tuples(
        st.lists(st.sampled_from(LETTERS), min_size=2, max_size=6), st.lists(st.sampled_from(DIGITS), min_size=6, max_size=6)
    ).flatmap(lambda pair: st.permutations([*pair[0], *pair[1]][:8])),
)


def test_drawn_references_are_unlike_one_another_and_can_be_read_back():
    drawn = {new_reference() for _ in range(500)}
    assert len(drawn) == 500
    assert all(parse_reference(r) == r and not set(r) & set("IO01") for r in drawn)
    assert not any(a.isdigit() and b.isdigit() for r in drawn for a, b in zip(r.replace("-", ""), r.replace("-", "")[1:]))


@given(references, st.sampled_from(["-", " ", "", " - ", "–", "_"]), st.booleans())
def test_typed_in_any_way_it_is_read(reference, between, small):
    written = reference.replace("-", between)
    written = written.lower() if small else written
    assert parse_reference(written) == reference
    assert find_reference(f"reprendre {written}").reference == reference


@given(references)
def test_spelled_aloud_it_is_read(reference):
    signs = reference.replace("-", "")
    for spoken in (
        spelled(reference),
        " ".join(signs).lower(),
        " ".join(_NAMED.get(s, s.lower()) for s in signs),
    ):
        found = find_reference(spoken)
        assert found is not None and (found.reference, found.entier) == (reference, True), spoken


@pytest.mark.parametrize(
    "said, reference",
    [
        ("reprendre a b c d deux trois quatre cinq", "ABCD-2345"),
        ("je voudrais reprendre la fiche abcd2345 s'il vous plaît", "ABCD-2345"),
        ("référence bé cé dé effe vingt-trois quarante-cinq", "BCDF-2345"),
        ("A comme Anatole, B comme Berthe, C, D, tiret, deux trois quatre cinq", "ABCD-2345"),
        ("la référence est abcd deux mille trois cent quarante-cinq", "ABCD-2345"),
        ("reprendre la b c d f 2 3 4 5", "BCDF-2345"),
        ("quatre-vingt-deux k r quatre-vingt-treize t b", "82KR-93TB"),
    ],
)
def test_said_in_the_middle_of_words(said, reference):
    assert find_reference(said).reference == reference


@pytest.mark.parametrize(
    "text", ["", "ABCD-234", "ABCD-23456", "ABCD-EFGH", "2345-6789", "ABC1-2345", "OBCD-2345", "ABCD-234é",
             "' OR 1=1 --", "../../etc"],
)  # fmt: skip
def test_what_is_no_reference_is_not_read(text):
    assert parse_reference(text) is None


@given(st.text(max_size=300))
def test_anything_may_be_read_without_breaking(text):
    for reference in (parse_reference(text), getattr(find_reference(text), "reference", None)):
        assert reference is None or parse_reference(reference) == reference


def test_no_labelled_text_holds_one():
    """A description is never taken for a reference that is certain, nor for one alone."""
    texts = [
        json.loads(line)["texte"]
        for path in sorted((ROOT / "tests" / "cases").glob("*/*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(texts) > 1000
    for text in texts:
        found = find_reference(text)
        assert found is None or not (found.certain or found.entier), text
