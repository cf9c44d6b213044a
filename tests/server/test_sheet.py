"""Sheets and erasure over HTTP: read with the reference alone, not to be guessed, really gone."""

from __future__ import annotations

import io
import json
import signal
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
from pypdf import PdfReader

from bot.channels.sheet import MISSES
from bot.train import current_model, train
from tests.postgres import postgres  # noqa: F401  (fixture)
from tests.server.live import LiveServer, payloads, sender

LEAVE = "Mme, 53 ans, habite Avignon, en arrêt de travail depuis 4 mois, ne peut plus payer son loyer"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return tmp_path_factory.mktemp("sheet") / "sheet.sqlite"


@pytest.fixture(scope="module")
def server(database):
    current_model() or train()
    live = LiveServer(f"sqlite:///{database}").start()
    yield live
    live.stop()


def reference_of(server: LiveServer, who: str, text: str = LEAVE) -> str:
    return payloads(server.say(who, text), "orientation")[-1]["reference"]


def fetch(server: LiveServer, path: str, method: str = "GET") -> tuple[int, str, bytes]:
    """Status, content type and body."""
    request = urllib.request.Request(server.address + urllib.parse.quote(path), method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read()


def written(database) -> bytes:
    """Every byte of the database on disk, write-ahead log included."""
    files = database.parent.glob(f"{database.name}*")
    return b"".join(f.read_bytes() for f in files)


def test_a_sheet_is_read_in_three_forms(server):
    reference = reference_of(server, sender())
    status, kind, body = fetch(server, f"/fiche/{reference}")
    sheet = json.loads(body)
    assert (status, kind) == (200, "application/json")
    assert sheet["reference"] == reference and sheet["orientation"] == "service_social"
    assert sheet["courriel"]["a"] == "servicesocial84@carsat-sudest.fr"
    status, kind, body = fetch(server, f"/fiche/{reference}.txt")
    assert status == 200 and kind.startswith("text/plain") and body.decode() == sheet["texte"]
    status, kind, body = fetch(server, f"/fiche/{reference}.pdf")
    assert (status, kind) == (200, "application/pdf")
    (page,) = PdfReader(io.BytesIO(body)).pages
    assert reference in page.extract_text()


@pytest.mark.parametrize("change", [str.lower, lambda r: r.replace("-", ""), lambda r: r.replace("-", " "),
                                    lambda r: f" {r.lower().replace('-', '')} "])  # fmt: skip
def test_a_reference_is_read_however_it_is_written(change, server):
    reference = reference_of(server, sender())
    status, _, body = fetch(server, f"/fiche/{change(reference)}")
    assert status == 200 and json.loads(body)["reference"] == reference


def test_what_is_kept_is_not_cached_nor_indexed(server):
    reference = reference_of(server, sender())
    with urllib.request.urlopen(f"{server.address}/fiche/{reference}.pdf") as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert reference in answer.headers["Content-Disposition"]


def test_killed_the_conversation_the_sheet_and_the_reference_live_on(server):
    who = sender()
    reference = reference_of(server, who)
    server.stop(signal.SIGKILL)
    server.start()
    assert fetch(server, f"/fiche/{reference}.txt")[0] == 200
    decided = payloads(server.say(who, "en fait elle a 54 ans"), "orientation")[-1]
    assert decided["reference"] == reference and decided["faits"]["age"] == 54
    taken = payloads(server.say(sender(), f"reprendre {reference}"), "orientation")[-1]
    assert taken["faits"]["age"] == 54


@pytest.mark.parametrize("how", ["en le disant", "par HTTP"])
def test_what_is_erased_is_on_the_disk_no_more(how, server, database):
    """The words are looked for in the files themselves, among other conversations that stay."""
    stays = [sender() for _ in range(8)]
    who, word = sender(), "xylophoniste" if how == "par HTTP" else "clavecinistes"
    for other in stays[:4]:
        server.say(other, LEAVE)
    reference = reference_of(server, who, f"{LEAVE}, c'est une {word}")
    for number in range(20):
        server.say(who, f"{word} encore {number}")
        server.say(stays[number % 8], "et son logement ?")
    server.say(who, "autre situation")
    reference_2 = reference_of(server, who, f"une {word} veut des informations sur sa pension de réversion")
    for other in stays[4:]:
        server.say(other, LEAVE)
    assert word.encode() in written(database) and reference.encode() in written(database)
    if how == "par HTTP":
        status, _, body = fetch(server, f"/conversation/{who}", "DELETE")
        assert status == 200 and json.loads(body)["efface"] is True
    else:
        assert "C'est effacé" in server.say(who, "efface tout")[0]["text"]
    left = written(database)
    for trace in (word, who, reference, reference_2):
        assert trace.encode() not in left, trace
    assert all(other.encode() in left for other in stays)
    assert fetch(server, f"/fiche/{reference}")[0] == 404
    assert payloads(server.say(who, "une dame de 45 ans est en arrêt de travail depuis 2 mois"), "question")
    assert payloads(server.say(who, "oui"), "orientation")[-1]["faits"]["age"] == 45


def test_erasing_what_is_not_there_is_no_mistake(server):
    assert fetch(server, f"/conversation/{sender()}", "DELETE")[0] == 200
    status, _, body = fetch(server, "/conversation/" + "x" * 201, "DELETE")
    assert status == 400 and "200" in json.loads(body)["erreur"]


def test_old_things_go_when_the_server_starts(server, database):
    old, recent = sender(), sender()
    reference = reference_of(server, old)
    reference_of(server, recent)
    server.stop()
    month = 31 * 86_400
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE conversation_events SET horodatage = ? WHERE sender_id = ?", (time.time() - month, old))
        connection.execute("UPDATE fiches SET expire = '2026-11-20' WHERE reference = ?", (reference,))
    connection.close()
    server.start()
    left = written(database)
    assert old.encode() not in left and reference.encode() not in left
    assert recent.encode() in left


def test_the_same_on_postgresql(postgres):  # noqa: F811
    live = LiveServer(postgres.new_database()).start()
    try:
        who = sender()
        reference = reference_of(live, who)
        live.say(who, "utile")
        assert fetch(live, f"/fiche/{reference}.pdf")[0] == 200
        assert payloads(live.say(sender(), f"reprendre {reference}"), "orientation")
        live.say(who, "effacer")
        assert fetch(live, f"/fiche/{reference}")[0] == 404
    finally:
        live.stop()


def test_references_cannot_be_tried_without_end(server):
    """Last: this address has to wait afterwards."""
    status, _, body = fetch(server, "/fiche/ABCD-234")
    assert status == 400 and "huit lettres" in json.loads(body)["erreur"]
    status, _, body = fetch(server, "/fiche/ABCD-2345")
    assert status == 404 and "30 jours" in json.loads(body)["erreur"]
    assert fetch(server, "/fiche/ABCD-2345.doc")[0] == 400
    known = reference_of(server, sender())
    for _ in range(MISSES + 5):
        assert fetch(server, f"/fiche/{known}")[0] in (200, 429)  # what is found never counts
    assert fetch(server, f"/fiche/{known}")[0] == 200
    statuses = [fetch(server, "/fiche/ABCD-2345.pdf")[0] for _ in range(MISSES)]
    assert statuses[-1] == 429 and "Traceback" not in str(statuses)
    status, _, body = fetch(server, f"/fiche/{known}")
    assert status == 429 and "quelques minutes" in json.loads(body)["erreur"]
