"""Which sites may talk to the web channel from a browser: a list, and this server itself."""

from __future__ import annotations

import re
from typing import Mapping, Optional
from urllib.parse import SplitResult, urlsplit

#: Environment variable: « https://intranet.exemple.fr, https://www.association.exemple ».
VARIABLE = "WIDGET_ORIGINS"
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


class OriginsError(ValueError):
    """A mistake in WIDGET_ORIGINS; the message is for whoever runs the server, in French."""


class Origins:
    """The sites that may embed the widget."""

    def __init__(self, listed: frozenset[str] = frozenset()) -> None:
        self.listed = listed

    def lists(self, origin: str, own: str) -> bool:
        """Whether a page of `origin` may talk to this server, which answers at `own`."""
        asked = _read(origin)
        return asked is not None and (asked in self.listed or asked == _read(own))

    def admits(self, headers: Mapping[str, str], own: str) -> bool:
        """Whether a request is let in: a known origin; none at all, unless another site sent it.

        headers: those of the request, by lower-case name. own: « https://assistant.exemple.fr ».
        """
        origin: Optional[str] = headers.get("origin")
        if origin is not None:
            return self.lists(origin, own)
        return headers.get("sec-fetch-site", "") != "cross-site"


def parse_origins(text: str) -> Origins:
    """Read the list, separated by commas. Raises OriginsError."""
    written = [part.strip() for part in text.split(",")]
    return Origins(frozenset(_normal(part) for part in written if part))


def _read(origin: str) -> Optional[str]:
    """An origin as browsers write it; None for « null », and for nonsense."""
    try:
        return _normal(origin)
    except OriginsError:
        return None


def _normal(origin: str) -> str:
    """« https://hote[:port] », as browsers write it. Raises OriginsError."""
    if origin.split() != [origin]:
        raise _error(origin, "les sites se séparent par des virgules")
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        raise _error(origin, "l'adresse est illisible") from None
    if parts.scheme not in _PORTS:
        raise _error(origin, "elle commence par « https:// » (ou « http:// »)")
    if parts.path or parts.query or parts.fragment or "?" in origin or "#" in origin:
        raise _error(origin, "elle s'arrête au nom du site, sans « / » ni chemin derrière")
    host = _host(parts)
    if not _HOST.fullmatch(host):
        raise _error(origin, "le nom du site est illisible ; « * » n'est pas possible")
    ending = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    return f"{parts.scheme}://{host}{ending}"


def _host(parts: SplitResult) -> str:
    """The host in lower case, without port; what is written before an « @ » makes it unreadable."""
    if "@" in parts.netloc:
        return ""
    host = (parts.hostname or "").lower()
    if ":" in host:
        return f"[{host}]"
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return ""


def _error(origin: str, why: str) -> OriginsError:
    return OriginsError(
        f"{VARIABLE} : « {origin} » n'est pas l'origine d'un site : {why}. "
        "Exemple : https://intranet.exemple.fr, https://www.association.exemple"
    )
