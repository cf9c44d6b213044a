from __future__ import annotations

import pytest

from gateway.hearing import model


def test_it_is_there():
    assert model.find() == model.MODEL
    assert model.assemble() == model.MODEL  # checked again, nothing written


def test_what_is_missing_is_said(tmp_path):
    with pytest.raises(model.ModelMissing, match="make gateway-env"):
        model.find(tmp_path / "whisper-base")


def test_another_model_is_not_taken_for_it(tmp_path, monkeypatch):
    monkeypatch.setattr(model, "SHA256", "0" * 64)
    with pytest.raises(model.ModelMissing, match="sha256"):
        model.assemble(tmp_path / "whisper-base")
    assert not (tmp_path / "whisper-base" / "model.bin").exists()


def test_a_missing_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(model, "_HALVES", ("un_paquet_absent", "un_autre"))
    with pytest.raises(model.ModelMissing, match="un-paquet-absent"):
        model.assemble(tmp_path / "whisper-base")
