"""The prepared e-mail: only where the directory has an address, its link readable by any program."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.sheet.fiche import Groupe
from actions.sheet.mail import LONGEST_LINK, mailto, prepare_mail

LEAVE = "en arrêt de travail depuis 4 mois, ne peut plus payer son loyer, habite {}"


def opened(link: str) -> tuple[str, str, str]:
    """Address, subject and body as a mail program reads them."""
    parts = urlsplit(link)
    query = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    return parts.path, query["subject"][0], query["body"][0].replace("\r\n", "\n")


@pytest.mark.parametrize(
    "town, address",
    [("Avignon", "servicesocial84@carsat-sudest.fr"), ("Nice", "servicesocialnice@carsat-sudest.fr"),
     ("Toulon", "servicesocialvar@carsat-sudest.fr")],
)  # fmt: skip
def test_the_team_of_the_departement_is_written_to(town, address, sheet_of, words):
    fiche = sheet_of(LEAVE.format(town))
    mail = prepare_mail(fiche, words)
    assert mail.a == address
    to, subject, body = opened(mail.mailto)
    assert (to, subject, body) == (address, mail.objet, mail.corps)
    assert fiche.reference in subject and "avec son accord" in body.lower()
    assert "à compléter" in body and len(mail.mailto) <= LONGEST_LINK


@pytest.mark.parametrize(
    "text",
    [LEAVE.format("Lille"), "en arrêt de travail depuis 4 mois, ne peut plus payer son loyer",
     "elle habite Nice et veut des informations sur sa pension de réversion"],
)  # fmt: skip
def test_no_e_mail_without_an_address(text, sheet_of, words):
    assert prepare_mail(sheet_of(text), words) is None


def test_two_teams_in_one_departement_are_left_to_choose(sheet_of, words):
    mail = prepare_mail(sheet_of(LEAVE.format("Marseille")), words)
    assert mail.a is None and len(mail.adresses) == 2
    assert mail.mailto.startswith("mailto:?subject=")


def test_the_person_writes_for_herself(sheet_of, words):
    mail = prepare_mail(sheet_of("je suis en arrêt depuis 4 mois, je n'arrive plus à payer mon loyer, j'habite Nice"), words)
    assert "Mon nom" in mail.corps and "avec son accord" not in mail.corps.lower()


def test_a_long_situation_makes_a_link_that_still_opens(sheet_of, words):
    fiche = replace(sheet_of(LEAVE.format("Nice")), connus=tuple(Groupe("Santé", ("é" * 90,)) for _ in range(9)))
    mail = prepare_mail(fiche, words)
    assert len(mail.mailto) <= LONGEST_LINK and mail.corps.count("é" * 90) == 9
    assert fiche.reference in opened(mail.mailto)[2]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1))
def test_whatever_is_written_comes_back(subject, body):
    link = mailto("a@b.fr", subject, body)
    assert opened(link) == ("a@b.fr", subject, body)
    assert link.isascii() and not set(" \n\r\"<>") & set(link)
