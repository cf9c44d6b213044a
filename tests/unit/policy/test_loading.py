"""A mistake in the policy is told with its file and line, in French."""

from __future__ import annotations

import shutil

import pytest

from actions.assembly import DATA, contact_codes
from actions.policy import load_policy
from bot.source import SourceError

CONTACTS = contact_codes(DATA / "directory")


@pytest.fixture
def folder(tmp_path):
    for name in ("orientation.yml", "cas.yml"):
        shutil.copy(DATA / "policy" / name, tmp_path / name)
    return tmp_path


def broken(folder, catalogue, old, new, file="orientation.yml"):
    """Load the policy with `old` replaced by `new`; the error and the line of the change."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(SourceError) as error:
        load_policy(folder, catalogue, CONTACTS)
    return str(error.value), line


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("si: {regime: msa}", "si: {regine: msa}", "fait ou notion inconnu « regine »"),
        ("si: {regime: msa}", "si: {regime: agricole}", "n'est pas une valeur"),
        ("si: {transfert_sanitaire: oui}\n    raison", "si: {transfert_sanitaire: peut}\n    raison",
         "il faut oui ou non"),
        ("contacts: [msa_service_social", "contacts: [msa_social", "contact inconnu"),
        ("    orientation: carsat_retraite", "    orientation: carsat", "orientation inconnue"),
        ("source: livret, cas pratique n°2\n    etapes", "source: internet\n    etapes",
         "une source commence par"),
        ("{regime: msa, arret_travail: oui, difficulte_financiere: oui}", "{regime: general}",
         "n'atteint pas"),
        ("age: {max: 54}", "age: {max: vieux}", "n'est pas un nombre"),
        ("quand: d_emblee", "quand: demain", "« quand » vaut"),
    ],
)  # fmt: skip
def test_mistakes_name_file_and_line(old, new, words, folder, catalogue):
    message, line = broken(folder, catalogue, old, new)
    assert message.startswith(f"orientation.yml:{line}:"), message
    assert words in message


def test_a_rule_hidden_by_another_is_told(folder, catalogue):
    """Nothing reaches a rule placed under one that is always true before it."""
    message, _ = broken(
        folder, catalogue, "si: {demande: retraite}\n    raison",
        "si: {regime: msa}\n    raison")  # fmt: skip
    assert "même condition" in message or "n'atteint pas" in message


def test_a_missing_version_is_told(folder, catalogue):
    message, _ = broken(folder, catalogue, 'version: "2026-11-21"', 'version: ""')
    assert "version" in message


def test_an_unknown_fact_in_a_case_is_told(folder, catalogue):
    message, line = broken(
        folder, catalogue, "{demande: retraite}", "{question: retraite}", "cas.yml"
    )
    assert message.startswith(f"cas.yml:{line}:") and "fait inconnu" in message
