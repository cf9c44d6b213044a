"""Identifiers composed inside sentences by the thousand, in every guise: nothing left, nothing else lost."""

from __future__ import annotations

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.masking import GUISES, run
from bot.privacy import mask
from tests.identifiers import KINDS, Sample, written

#: Whose form tells them: none may be left, whatever the guise.
BY_FORM = (
    "NIR tapé", "NIR dicté", "téléphone tapé", "téléphone dicté", "courriel", "compte", "dossier", "plaque", "naissance",
)  # fmt: skip
BEFORE = (
    "", "Mme, 53 ans, est en arrêt depuis 3 mois. ", "Bonjour, je suis assistante sociale à l'hôpital. ",
    "Il vit seul à Avignon (84), loyer de 650 euros, 2 enfants de 12 et 14 ans. ", "Arrêt du 12/03/2026 au 12/06/2026. ",
)  # fmt: skip
AFTER = (
    "", ". Elle ne peut plus payer son loyer.", ". Il a 47 ans et touche 800 € par mois.", ". Le 3646 ne répond pas.",
)  # fmt: skip


@st.composite
def messages(draw, kinds):
    """A sample of one of `kinds`, inside a sentence, in a guise."""
    kind = draw(st.sampled_from(kinds))
    rng = draw(st.randoms(use_true_random=False))
    sample = Sample(kind, tuple(p for p in KINDS[kind](rng) if p[0]))
    placed = sample.around(draw(st.sampled_from(BEFORE)), draw(st.sampled_from(AFTER)))
    return placed.changed(GUISES[draw(st.sampled_from(sorted(GUISES)))])


@given(messages(BY_FORM))
@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_has_a_form_never_stays(sample):
    masked = mask(sample.text)
    assert sample.leaks(masked.text) == [] and masked.kinds, masked.text
    assert sample.losses(masked.text) == [], masked.text


@pytest.fixture(scope="module")
def rates():
    """(kind or « tous », guise) → share of samples without leak, without loss."""
    counts = defaultdict(lambda: [0, 0, 0])
    for guise, sample, masked in run(each=25, seed=2026):
        for key in ((sample.kind, guise), ("tous", guise)):
            counts[key][0] += 1
            counts[key][1] += not sample.leaks(masked)
            counts[key][2] += not sample.losses(masked)
    return {key: (clean / n, spared / n) for key, (n, clean, spared) in counts.items()}


@pytest.mark.parametrize(
    "guise, recall",
    [("tapé", 0.99), ("sans accents", 0.985), ("capitales", 0.96), ("minuscules", 0.94)],
)
def test_recall_and_what_is_spared(guise, recall, rates):
    clean, spared = rates["tous", guise]
    assert clean >= recall
    assert spared >= 0.995


@pytest.mark.parametrize("kind", [k for k in KINDS if "courant" in k or "adresse" in k])
def test_common_names_and_addresses_as_people_type_them(kind, rates):
    assert rates[kind, "tapé"] >= (0.96, 0.96)


#: What stays, and why: a rare first name alone, and an apostrophe after a letter that no particle has.
STAYS = ("Kévork", "V'Aleyrac")


@pytest.mark.parametrize("sample", list(written()), ids=lambda s: s.text[:40])
def test_messages_written_by_hand(sample):
    masked = mask(sample.text).text
    assert bool(sample.leaks(masked)) == any(name in sample.text for name in STAYS), masked
    assert set(sample.losses(masked)) <= {"yannick"}, masked
