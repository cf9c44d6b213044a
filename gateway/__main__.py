"""python -m gateway : sert les appels jusqu'à Ctrl-C. Variables : docs/gateway.md."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys

from gateway.settings import Settings, SettingsError, read_settings


def main() -> int:
    """Serve until Ctrl-C; what is missing is said in French."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    try:
        settings = read_settings(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        from bot.source import SourceError
        from gateway.hearing.model import ModelMissing
        from gateway.service import Gateway
    except ModuleNotFoundError as error:
        print(f"Il manque le paquet {error.name} : lancez « make gateway-env ».", file=sys.stderr)
        return 2
    print("Chargement de la reconnaissance vocale…", flush=True)
    try:
        return asyncio.run(_serve(Gateway, settings))
    except (ModelMissing, SourceError) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"Le port {settings.port} ne peut pas être ouvert : {error.strerror}.", file=sys.stderr)
    return 2


async def _serve(make: type, settings: Settings) -> int:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    gateway = make(settings)
    await gateway.start()
    print(
        f"Prête : sip:{settings.told}:{gateway.port} (au plus {settings.calls} appels à la fois ; "
        f"assistant : {settings.url}).",
        flush=True,
    )
    if settings.recordings:
        print(f"Attention : les appels sont enregistrés dans {settings.recordings}.", flush=True)
    await stopped.wait()
    await gateway.stop()
    print("Arrêtée.", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
