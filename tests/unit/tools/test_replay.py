"""A changed policy is played on what is known before it goes live; what was not understood is exported."""

from __future__ import annotations

import datetime
import json
import shutil
import sys

import pytest

from actions.assembly import DATA
from actions.dialogue.conversation import Conversation
from bot.situation import Assertion, Situation
from bot.stores.engine import METADATA, open_engine
from bot.stores.events import EVENTS, every_event
from bot.stores.sheets import SheetStore
from tools import replay
from tools.misunderstood import misunderstood


@pytest.fixture
def engine(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path}/kept.sqlite"
    monkeypatch.setenv("DATABASE_URL", url)
    engine = open_engine(url)
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "cas.jsonl"
    facts = {"regime": "msa", "arret_travail": True, "difficulte_financiere": True}
    case = {"id": "x-1", "texte": "…", "explicites": facts, "latents": {"isolement": False}}
    path.write_text(json.dumps(case) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def changed(tmp_path):
    """The policy, with the farmers' scheme no longer apart."""
    folder = tmp_path / "politique"
    shutil.copytree(DATA / "policy", folder)
    path = folder / "orientation.yml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: regime_agricole")
    path.write_text(text[:start] + text[text.index("  - id: regime_special") :], encoding="utf-8")
    return folder


def run(monkeypatch, *args):
    monkeypatch.setattr(sys, "argv", ["replay", *map(str, args)])
    return replay.main()


def kept_sheet(engine):
    said = [Assertion("regime", "msa", "à la MSA"), Assertion("arret_travail", True, "en arrêt"),
            Assertion("difficulte_financiere", True, "plus rien")]  # fmt: skip
    content = {"conversation": Conversation(Situation().add(said, 1)).to_dict(), "fiche": {}}
    SheetStore(engine).keep("ABCD2EFG", content, datetime.date(2026, 12, 21))


def test_the_same_policy_moves_nothing(engine, cases, monkeypatch, capsys):
    kept_sheet(engine)
    assert run(monkeypatch, DATA / "policy", "--cases", cases) == 0
    assert "2 situations, 0 changent" in capsys.readouterr().out


def test_each_situation_that_moves_is_listed(engine, cases, changed, monkeypatch, capsys):
    kept_sheet(engine)
    assert run(monkeypatch, changed, "--cases", cases) == 1
    told = capsys.readouterr().out
    assert "cas x-1" in told and "fiche ABCD2EFG" in told
    assert told.count("autre_regime → service_social") == 2


def test_a_faulty_policy_is_told_with_its_line(engine, cases, changed, monkeypatch, capsys):
    path = changed / "orientation.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("regime: autre", "regime: lune", 1), encoding="utf-8")
    assert run(monkeypatch, changed, "--cases", cases) == 2
    assert "orientation.yml:" in capsys.readouterr().err


def user(text, intent):
    return {"event": "user", "text": text, "parse_data": {"intent": {"name": intent}},
            "metadata": {"canal": "voix"}}  # fmt: skip


def test_only_what_was_not_understood_is_exported_once_and_masked(engine):
    events = [user("xyz 06 12 34 56 78", "incompris"), user("xyz 06 12 34 56 78", "incompris"),
              user("elle est en arrêt", "decrire_situation"), {"event": "bot", "text": "?"}]  # fmt: skip
    with engine.begin() as connection:
        for rank, event in enumerate(events):
            connection.execute(EVENTS.insert().values(
                sender_id="s", rang=rank, horodatage=1.0 * rank, evenement=json.dumps(event)
            ))  # fmt: skip
    found = list(misunderstood(every_event(engine)))
    assert len(found) == 1
    assert found[0]["canal"] == "voix" and "12 34" not in found[0]["marque"]
    assert "s" not in found[0].values()
