"""`python -m gateway`, as it is started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from gateway.settings import ROOT


def start(**environment):
    return subprocess.Popen(
        [sys.executable, "-m", "gateway"],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_says_when_it_is_ready_and_stops_when_told(tmp_path):
    process = start(GATEWAY_PORT="0", GATEWAY_RECORDINGS=str(tmp_path))
    try:
        lines = [process.stdout.readline() for _ in range(3)]
        assert "Prête : sip:127.0.0.1:" in lines[1] and "enregistrés" in lines[2]
    finally:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0 and "Arrêtée" in out and "Traceback" not in err


def test_what_is_wrong_is_said_in_french_and_nothing_else():
    for environment, words in (
        ({"GATEWAY_PORT": "téléphone"}, "GATEWAY_PORT : « téléphone » n'est pas un nombre."),
        ({"GATEWAY_HOST": "192.0.2.1"}, "GATEWAY_PEERS manque"),
        ({"GATEWAY_MODEL": "/nulle/part"}, "make gateway-env"),
        ({"GATEWAY_PORT": "0", "GATEWAY_HOST": "203.0.113.9", "GATEWAY_PEERS": "*"}, "ne peut pas être ouvert"),
    ):
        process = start(**environment)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 2 and words in err and "Traceback" not in err, err
