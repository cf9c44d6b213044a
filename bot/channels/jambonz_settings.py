"""What the environment says of jambonz."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

SECRET, BASIC, TRANSFER_WAY = "JAMBONZ_SECRET", "JAMBONZ_BASIC", "JAMBONZ_TRANSFER"
REFER, DIAL = "refer", "dial"


class SettingError(ValueError):
    """A mistake in a setting; the message is for whoever runs the server, in French."""


@dataclass(frozen=True)
class Settings:
    """secret: the account's webhook secret. basic: user:password. way: REFER or DIAL."""

    secret: str = ""
    basic: str = ""
    way: str = REFER


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of jambonz. Raises SettingError."""
    basic, way = environment.get(BASIC, ""), environment.get(TRANSFER_WAY) or REFER
    if basic and not all(basic.partition(":")):
        raise SettingError(f"{BASIC} s'écrit « utilisateur:motdepasse ».")
    if way not in (REFER, DIAL):
        raise SettingError(f"{TRANSFER_WAY} vaut « {REFER} » ou « {DIAL} », pas « {way} ».")
    return Settings(environment.get(SECRET, ""), basic, way)
