"""What the gateway reads from its environment. Every variable has a default; docs/gateway.md lists them."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Mapping, Optional, TypeVar

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
#: Where the two halves of the model are put together (tools/gateway_environment.sh).
MODEL = ROOT / ".venv-gateway" / "whisper-base"
ANYBODY = "*"


class SettingsError(ValueError):
    """A variable that cannot be used; the message names it, in French."""


@dataclass(frozen=True)
class Settings:
    """What the gateway was told.

    Attributes:
        url: address of the assistant.
        token: what is given to it to be let in; empty when it serves this machine only.
        host, port: where SIP is listened to; port 0 takes a free one.
        address: the address told to the other side (SDP, Contact) when it is not `host`.
        peers: addresses that may call; "*" for any.
        media: first and last UDP ports of sound.
        calls: calls at once, one a core when nothing is said.
        waiting: how many more may wait; `patience`: seconds they do.
        prompt: whether the caller first has to name the service (the announcement of 3646).
        transfer: what is dialled when the assistant cannot say.
        transfer_uri: how a number to transfer to is written, {to} and {host} replaced.
        model: folder of the recognition model.
        turn: seconds an answer of the assistant is waited for, before it is asked again.
        attempts: how many times it is asked.
        deaf: seconds without a sound packet before the caller is believed gone.
        recordings: folder where calls are recorded; None records nothing.
    """

    url: str = "http://127.0.0.1:5005"
    token: str = ""
    host: str = "127.0.0.1"
    port: int = 5060
    address: str = ""
    peers: frozenset[str] = field(default_factory=frozenset)
    media: tuple[int, int] = (10000, 10199)
    calls: int = field(default_factory=lambda: os.cpu_count() or 1)
    waiting: int = 2
    patience: float = 30.0
    prompt: bool = False
    transfer: str = "3646"
    transfer_uri: str = "sip:{to}@{host}"
    model: Path = MODEL
    turn: float = 8.0
    attempts: int = 3
    deaf: float = 20.0
    recordings: Optional[Path] = None

    @property
    def told(self) -> str:
        """The address the other side is told."""
        return self.address or self.host

    def admits(self, address: str) -> bool:
        """Whether that address may call."""
        return ANYBODY in self.peers or address in self.peers or _loopback(address)


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment. Raises SettingsError."""
    get = environment.get
    first, last = _ports(get("GATEWAY_MEDIA_PORTS", "10000-10199"))
    settings = Settings(
        url=_url(get("ASSISTANT_URL", "http://127.0.0.1:5005")),
        token=get("VOICE_TOKEN", ""),
        host=get("GATEWAY_HOST", "127.0.0.1"),
        port=_number("GATEWAY_PORT", get("GATEWAY_PORT", "5060"), int, 0, 65535),
        address=get("GATEWAY_ADDRESS", ""),
        peers=frozenset(get("GATEWAY_PEERS", "").replace(",", " ").split()),
        media=(first, last),
        calls=_number("GATEWAY_CALLS", get("GATEWAY_CALLS", "") or str(os.cpu_count() or 1), int, 1, 200),
        waiting=_number("GATEWAY_WAITING", get("GATEWAY_WAITING", "2"), int, 0, 200),
        patience=_number("GATEWAY_PATIENCE", get("GATEWAY_PATIENCE", "30"), float, 0, 600),
        prompt=_yes("GATEWAY_PROMPT", get("GATEWAY_PROMPT", "0")),
        transfer=get("VOICE_TRANSFER", "") or "3646",
        transfer_uri=get("GATEWAY_TRANSFER_URI", "sip:{to}@{host}"),
        model=Path(get("GATEWAY_MODEL", "") or MODEL),
        turn=_number("GATEWAY_TURN_SECONDS", get("GATEWAY_TURN_SECONDS", "8"), float, 0.1, 60),
        attempts=_number("GATEWAY_ATTEMPTS", get("GATEWAY_ATTEMPTS", "3"), int, 1, 10),
        deaf=_number("GATEWAY_DEAF_SECONDS", get("GATEWAY_DEAF_SECONDS", "20"), float, 1, 600),
        recordings=Path(folder) if (folder := get("GATEWAY_RECORDINGS", "")) else None,
    )
    _check(settings)
    return settings


def _check(settings: Settings) -> None:
    if not _loopback(settings.host) and not settings.peers:
        raise SettingsError(
            "GATEWAY_PEERS manque : hors de cette machine, dites quelles adresses peuvent appeler "
            "(celles de votre standard), ou « * » pour toutes."
        )
    if settings.host in ("0.0.0.0", "::") and not settings.address:
        raise SettingsError("GATEWAY_ADDRESS manque : l'adresse à donner au standard pour le son.")
    if (settings.media[1] - settings.media[0] + 1) // 2 < settings.calls + settings.waiting:
        raise SettingsError("GATEWAY_MEDIA_PORTS : il faut deux ports par appel.")
    try:
        settings.transfer_uri.format(to="3646", host="pabx")
    except (KeyError, IndexError, ValueError):
        raise SettingsError("GATEWAY_TRANSFER_URI : écrivez par exemple sip:{to}@{host}") from None


def _number(name: str, given: str, kind: Callable[[str], T], least: float, most: float) -> T:
    try:
        value = kind(given)
    except ValueError:
        raise SettingsError(f"{name} : « {given} » n'est pas un nombre.") from None
    if not least <= value <= most:  # type: ignore[operator]
        raise SettingsError(f"{name} : de {least} à {most}, et non {given}.")
    return value


def _yes(name: str, given: str) -> bool:
    if given not in ("", "0", "1"):
        raise SettingsError(f"{name} : 0 ou 1.")
    return given == "1"


def _ports(given: str) -> tuple[int, int]:
    first, _, last = given.partition("-")
    low = _number("GATEWAY_MEDIA_PORTS", first, int, 1024, 65534)
    high = _number("GATEWAY_MEDIA_PORTS", last, int, 1025, 65535)
    if high <= low:
        raise SettingsError("GATEWAY_MEDIA_PORTS : le second port est plus grand que le premier.")
    return low, high


def _url(given: str) -> str:
    if not given.startswith(("http://", "https://")):
        raise SettingsError("ASSISTANT_URL : une adresse http:// ou https://.")
    return given.rstrip("/")


def _loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
