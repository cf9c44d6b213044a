"""Which sites are let in: the listed ones and this server, however they are written, no others."""

from __future__ import annotations

import pytest

from bot.channels.origins import Origins, OriginsError, parse_origins

OWN = "https://assistant.exemple.fr"


@pytest.mark.parametrize(
    "text, listed",
    [
        ("", set()),
        (" , ", set()),
        ("https://intranet.exemple.fr", {"https://intranet.exemple.fr"}),
        ("https://a.exemple, http://b.exemple:8080,", {"https://a.exemple", "http://b.exemple:8080"}),
        ("HTTPS://Intranet.Exemple.FR:443", {"https://intranet.exemple.fr"}),
        ("http://intranet:80", {"http://intranet"}),
        ("http://[::1]:5005", {"http://[::1]:5005"}),
        ("https://hôpital.exemple", {"https://xn--hpital-ixa.exemple"}),
    ],
)
def test_lists_are_read_as_browsers_write_origins(text, listed):
    assert parse_origins(text).listed == listed


@pytest.mark.parametrize(
    "text, word",
    [
        ("*", "https://"), ("https://*.exemple.fr", "« * »"), ("intranet.exemple.fr", "https://"),
        ("ftp://exemple.fr", "https://"), ("https://exemple.fr/", "sans « / »"),
        ("https://exemple.fr/page", "chemin"), ("https://exemple.fr?x=1", "chemin"), ("https://exemple.fr#", "chemin"),
        ("https://", "illisible"), ("https://moi@exemple.fr", "illisible"), ("https://exemple.fr:99999", "illisible"),
        ("https://exemple.fr:port", "illisible"), ("null", "https://"), ("https://a.fr https://b.fr", "virgules"),
        ("https://ok.fr, https://-x", "https://-x"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_what_was_written(text, word):
    with pytest.raises(OriginsError) as error:
        parse_origins(text)
    assert word in str(error.value) and str(error.value).startswith("WIDGET_ORIGINS : « ")


ORIGINS = Origins(frozenset({"https://intranet.exemple.fr"}))


@pytest.mark.parametrize(
    "headers, admitted",
    [
        ({"origin": "https://intranet.exemple.fr"}, True),
        ({"origin": "https://intranet.exemple.fr", "sec-fetch-site": "cross-site"}, True),
        ({"origin": OWN}, True),
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"origin": "http://intranet.exemple.fr"}, False),
        ({"origin": "https://intranet.exemple.fr.mechant.exemple"}, False),
        ({"origin": "https://intranet.exemple.fr:444"}, False),
        ({"origin": "https://mechant.exemple", "sec-fetch-site": "same-origin"}, False),
    ],
)
def test_who_is_let_in(headers, admitted):
    assert ORIGINS.admits(headers, OWN) is admitted


def test_a_host_that_is_no_host_lets_nobody_in():
    for own in ("https://", "https://a/b", "://"):
        assert not Origins().lists("https://", own) and not Origins().lists("null", own)
        assert not ORIGINS.lists("https://mechant.exemple", own)
        assert ORIGINS.lists("https://intranet.exemple.fr", own)
