"""The server: one process that listens, understands, decides and answers.

    python -m bot.server [--port 5005] [--host 127.0.0.1]

`make run` calls it. Ctrl-C stops it cleanly.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from bot import logs
from bot.channels.jambonz_settings import SettingError, read_settings
from bot.channels.origins import VARIABLE, OriginsError, parse_origins
from bot.train import current_model


def main() -> int:
    """Load everything, say where to go, serve until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Sert l'assistant.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "5005")))
    parser.add_argument("--model", type=Path)
    args = parser.parse_args()
    model = args.model or current_model()
    if model is None:
        print("Pas de modèle à jour : lancez « make train ».", file=sys.stderr)
        return 1
    try:
        parse_origins(os.environ.get(VARIABLE, ""))
        read_settings(os.environ)
    except (OriginsError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    print("Chargement de l'assistant…", flush=True)
    logs.configure()
    from bot.agent import load_agent  # Rasa takes seconds to import: after the first words
    from bot.app import build_app
    from bot.retention import run as delete_what_is_old

    agent = load_agent(model)
    print("\n".join(delete_what_is_old()), flush=True)
    app = build_app(agent)
    print(
        f"\nPrêt. Ouvrez http://{args.host}:{args.port}/ pour discuter (Ctrl-C pour arrêter).",
        flush=True,
    )
    app.run(host=args.host, port=args.port, debug=False, access_log=False, motd=False)
    print("\nArrêté.", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
