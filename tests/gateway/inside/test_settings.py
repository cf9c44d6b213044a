from __future__ import annotations

import dataclasses
import os
import re

import pytest

from gateway.settings import ROOT, Settings, SettingsError, read_settings


def test_defaults_serve_this_machine_and_record_nothing():
    settings = read_settings({})
    assert settings == Settings()
    assert settings.recordings is None and settings.calls == os.cpu_count()
    assert settings.admits("127.0.0.1") and not settings.admits("192.0.2.7")


def test_everything_is_read():
    settings = read_settings({
        "ASSISTANT_URL": "https://assistant.example/", "VOICE_TOKEN": "abc", "VOICE_TRANSFER": "0800",
        "GATEWAY_HOST": "0.0.0.0", "GATEWAY_ADDRESS": "192.0.2.1", "GATEWAY_PORT": "5070",
        "GATEWAY_PEERS": "192.0.2.7, 192.0.2.8", "GATEWAY_MEDIA_PORTS": "30000-30199", "GATEWAY_CALLS": "37",
        "GATEWAY_WAITING": "0", "GATEWAY_PATIENCE": "5", "GATEWAY_PROMPT": "1", "GATEWAY_ATTEMPTS": "2",
        "GATEWAY_TRANSFER_URI": "sip:{to}@pabx.example", "GATEWAY_MODEL": "/ailleurs", "GATEWAY_TURN_SECONDS": "3",
        "GATEWAY_DEAF_SECONDS": "9", "GATEWAY_RECORDINGS": "/appels",
    })  # fmt: skip
    same = [f.name for f in dataclasses.fields(settings) if getattr(settings, f.name) == getattr(Settings(), f.name)]
    assert same == []
    assert settings.url == "https://assistant.example" and settings.told == "192.0.2.1"
    assert settings.admits("192.0.2.8") and not settings.admits("192.0.2.9")


@pytest.mark.parametrize("variable, value", [
    ("GATEWAY_PORT", "soixante"), ("GATEWAY_PORT", "70000"), ("GATEWAY_CALLS", "0"), ("GATEWAY_PROMPT", "oui"),
    ("GATEWAY_MEDIA_PORTS", "10000"), ("GATEWAY_MEDIA_PORTS", "10100-10000"), ("GATEWAY_MEDIA_PORTS", "10000-10001"),
    ("ASSISTANT_URL", "assistant"), ("GATEWAY_TRANSFER_URI", "sip:{numero}@x"), ("GATEWAY_PATIENCE", "-1"),
])  # fmt: skip
def test_what_cannot_be_used_is_named(variable, value):
    with pytest.raises(SettingsError, match=variable):
        read_settings({variable: value})


def test_a_line_open_to_others_says_to_whom():
    with pytest.raises(SettingsError, match="GATEWAY_PEERS"):
        read_settings({"GATEWAY_HOST": "192.0.2.1"})
    with pytest.raises(SettingsError, match="GATEWAY_ADDRESS"):
        read_settings({"GATEWAY_HOST": "0.0.0.0", "GATEWAY_PEERS": "*"})


def test_every_variable_is_in_the_documentation():
    source = (ROOT / "gateway" / "settings.py").read_text(encoding="utf-8")
    table = (ROOT / "docs" / "gateway.md").read_text(encoding="utf-8")
    names = set(re.findall(r'get\("([A-Z_]+)"', source))
    assert len(names) > 15
    assert [name for name in sorted(names) if f"`{name}`" not in table] == []
