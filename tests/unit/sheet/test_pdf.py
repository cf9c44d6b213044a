"""The PDF: one A4 page whatever it holds, its text real text, its language and title told."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from actions.sheet.fiche import Groupe, Joignable
from actions.sheet.pdf import sheet_pdf
from tests.unit.sheet.test_fiche import CASES, LEAVE

A4 = (595, 842)  # points


def read(document: bytes) -> tuple[PdfReader, str]:
    """The document and its text, typography put aside."""
    pdf = PdfReader(io.BytesIO(document))
    text = " ".join(page.extract_text() for page in pdf.pages)
    return pdf, " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def assert_one_page(document: bytes) -> str:
    pdf, text = read(document)
    assert len(pdf.pages) == 1
    box = pdf.pages[0].mediabox
    assert (round(box.width), round(box.height)) == A4
    return text


def assert_fits(document: bytes) -> None:
    """One page, and no text below its edge, where a page that is never broken would write it."""
    (page,) = PdfReader(io.BytesIO(document)).pages
    heights = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, *_: heights.append(tm[5]) if text.strip() else None
    )
    assert len(heights) > 10 and min(heights) > 20


@pytest.mark.parametrize("case", CASES)
def test_the_whole_sheet_is_on_the_page(case, sheet_of, words):
    fiche = sheet_of(case)
    text = assert_one_page(sheet_pdf(fiche, words))
    for piece in (fiche.reference, "21 novembre 2026", fiche.titre, fiche.raison, *fiche.etapes, *fiche.preuves,
                  *(fait for g in fiche.connus for fait in g.faits), *fiche.inconnus, fiche.politique,
                  *(c.nom for c in fiche.contacts)):  # fmt: skip
        assert piece in text
    assert "Nom (à compléter à la main)" in text


def test_language_and_title_are_told(sheet_of, words):
    fiche = sheet_of(LEAVE)
    pdf, _ = read(sheet_pdf(fiche, words))
    assert pdf.trailer["/Root"]["/Lang"] == "fr"
    assert fiche.reference in pdf.metadata.title


def test_nothing_is_written_below_the_page(sheet_of, words):
    for text, many in (("un mot " * 400, 60), ("une phrase de taille moyenne " * 4, 9), ("x" * 3000, 3)):
        assert_fits(sheet_pdf(_crowded(sheet_of(LEAVE), text, many), words))


long_texts = st.one_of(
    st.text(min_size=1, max_size=200),
    st.builds(lambda word, n: word * n, st.sampled_from(["mot ", "a", "«é» ", "🙂", "\n", "العربية "]), st.integers(1, 900)),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=long_texts, many=st.integers(0, 40))
def test_one_page_whatever_it_holds(text, many, sheet_of, words):
    assert_fits(sheet_pdf(_crowded(sheet_of(LEAVE), text, many), words))


def _crowded(fiche, text, many):
    texts = (text,) * many
    return replace(
        fiche, titre=text, raison=text, preuves=texts, suppositions=texts, inconnus=texts, etapes=texts,
        complements=texts, contacts=tuple(Joignable(t, (t,)) for t in texts),
        connus=tuple(Groupe(g.titre, texts) for g in fiche.connus),
    )  # fmt: skip
