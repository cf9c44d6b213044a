"""What is too old goes, what is not stays; the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime
import json

import pytest

from actions.dialogue.opinions import Opinion
from bot import retention
from bot.retention import Deleted, clean
from bot.stores.calls import CallStore
from bot.stores.engine import METADATA, open_engine
from bot.stores.events import EVENTS, erase
from bot.stores.opinions import OpinionStore
from bot.stores.sheets import SheetStore
from tests.postgres import postgres  # noqa: F401  (fixture)
from tools.avis import report

DAY = datetime.date(2026, 11, 21)
NOW = 1_800_000_000.0
ONE_DAY = 86_400


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/kept.sqlite"
    return request.getfixturevalue("postgres").new_database()


@pytest.fixture
def engine(url):
    engine = open_engine(url)
    METADATA.create_all(engine)
    yield engine
    engine.dispose()


def talk(engine, sender, days_ago, reference=None):
    """Two messages, the last one so many days ago."""
    state = {"reference": reference}
    events = [{"event": "user", "text": sender}, {"event": "slot", "name": "conversation", "value": state}]
    rows = [
        {"sender_id": sender, "rang": rank, "horodatage": NOW - (days_ago + 1 - rank) * ONE_DAY, "evenement": json.dumps(e)}
        for rank, e in enumerate(events)
    ]
    with engine.begin() as connection:
        connection.execute(EVENTS.insert(), rows)


def senders(engine):
    with engine.connect() as connection:
        return {row.sender_id for row in connection.execute(EVENTS.select())}


def test_only_what_is_older_goes(engine):
    talk(engine, "hier", 1)
    talk(engine, "trente", 29.9)
    talk(engine, "vieux", 30.1)
    sheets = SheetStore(engine)
    sheets.keep("ABCD-2345", {"a": 1}, DAY)
    sheets.keep("KRTB-4827", {"a": 2}, DAY - datetime.timedelta(1))
    assert clean(engine, 30, DAY, now=NOW, dry=True) == Deleted(1, 1)
    assert senders(engine) == {"hier", "trente", "vieux"}
    assert clean(engine, 30, DAY, now=NOW) == Deleted(1, 1)
    assert senders(engine) == {"hier", "trente"}
    assert sheets.find("ABCD-2345", DAY) == {"a": 1}
    assert clean(engine, 30, DAY, now=NOW) == Deleted(0, 0)
    assert clean(engine, 1, DAY, now=NOW + ONE_DAY) == Deleted(2, 0)


def test_calls_go_with_their_conversation_and_by_themselves(engine, monkeypatch):
    calls = CallStore(engine)
    talk(engine, "voix:hier", 1)
    talk(engine, "voix:vieux", 40)
    for sender, days in (("voix:hier", 1), ("voix:vieux", 0), ("voix:efface", 40), ("voix:autre", 1)):
        monkeypatch.setattr("time.time", lambda days=days: NOW - days * ONE_DAY)
        calls.keep(sender, {"etat": sender})
    assert clean(engine, 30, DAY, now=NOW, dry=True) == Deleted(1, 0) and calls.find("voix:efface")
    assert clean(engine, 30, DAY, now=NOW) == Deleted(1, 0)
    assert calls.find("voix:hier") == {"etat": "voix:hier"} and calls.find("voix:autre")
    assert calls.find("voix:vieux") is None and calls.find("voix:efface") is None
    erase(engine, "voix:autre")
    assert calls.find("voix:autre") is None


def test_more_than_a_batch(engine):
    for number in range(250):
        talk(engine, f"ancienne-{number}", 40)
    talk(engine, "recente", 0)
    assert clean(engine, 30, DAY, now=NOW) == Deleted(250, 0)
    assert senders(engine) == {"recente"}


def test_a_sheet_is_replaced_and_not_found_after_its_last_day(engine):
    sheets = SheetStore(engine)
    sheets.keep("ABCD-2345", {"mot": "été"}, DAY)
    sheets.keep("ABCD-2345", {"mot": "hiver"}, DAY)
    assert sheets.find("ABCD-2345", DAY) == {"mot": "hiver"}
    assert sheets.find("ABCD-2345", DAY + datetime.timedelta(1)) is None
    assert sheets.find("KRTB-4827", DAY) is None


def test_erasing_takes_every_sheet_the_conversation_went_through(engine):
    sheets = SheetStore(engine)
    for reference in ("ABCD-2345", "KRTB-4827", "ZZZZ-9999"):
        sheets.keep(reference, {}, DAY)
    talk(engine, "ici", 0, "ABCD-2345")
    talk(engine, "ailleurs", 0, "ZZZZ-9999")
    with engine.begin() as connection:
        later = {"event": "slot", "name": "conversation", "value": {"reference": "KRTB-4827"}}
        row = {"sender_id": "ici", "rang": 2, "horodatage": NOW, "evenement": json.dumps(later)}
        connection.execute(EVENTS.insert(), [row])
    assert erase(engine, "ici") == (3, 2)
    assert senders(engine) == {"ailleurs"}
    assert sheets.find("ABCD-2345", DAY) is None and sheets.find("KRTB-4827", DAY) is None
    assert sheets.find("ZZZZ-9999", DAY) == {}
    assert erase(engine, "ici") == (0, 0)


def test_in_a_large_file_nothing_is_left_of_what_is_erased(tmp_path):
    """Rows moved between pages by thousands of others leave no copy behind."""
    path = tmp_path / "large.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    METADATA.create_all(engine)
    sheets = SheetStore(engine)
    for number in range(600):
        sender = "secret-a-effacer" if number % 7 == 0 else f"autre-{number}"
        rows = [
            {"sender_id": sender, "rang": number * 10 + i, "horodatage": NOW,
             "evenement": json.dumps({"event": "user", "text": f"{sender} " * (1 + (number * i) % 90)})}
            for i in range(6)
        ]  # fmt: skip
        with engine.begin() as connection:
            connection.execute(EVENTS.insert(), rows)
        sheets.keep(f"{number:04d}-ABCD", {"mot": "x" * (number % 900)}, DAY)
    read = lambda: b"".join(f.read_bytes() for f in tmp_path.glob("large.sqlite*"))  # noqa: E731
    assert b"secret-a-effacer" in read()
    erase(engine, "secret-a-effacer")
    assert b"secret-a-effacer" not in read()
    assert b"autre-599" in read()
    engine.dispose()


def test_the_command_prints_what_it_does(url, engine, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", url)
    talk(engine, "vieux", 0)  # NOW is ahead of the machine's clock: nothing is old yet
    assert retention.main(["--a-blanc", "--jours", "7"]) == 0
    printed = capsys.readouterr().out
    assert "depuis 7 jours, à effacer : 0" in printed and "Fiches expirées" in printed
    for wrong in ("0", "-1", "beaucoup", "5000"):
        with pytest.raises(SystemExit):
            retention.main(["--jours", wrong])
        assert "Traceback" not in capsys.readouterr().err


def test_opinions_are_counted_by_orientation(engine):
    store = OpinionStore(engine)
    assert list(report(store.all())) == ["Aucun avis."]
    for useful, word in ((True, ""), (True, "clair"), (False, "trop long")):
        store.add(Opinion("2026-11-21", "service_social", "regle_x", "2026-11-21", "web", useful, word))
    store.add(Opinion("2026-11-21", "cpam", "", "2026-11-21", "voix", False, ""))
    lines = list(report(store.all()))
    assert lines[1].split() == ["service_social", "2", "1"] and lines[2].split() == ["cpam", "0", "1"]
    assert any("trop long" in line for line in lines)
