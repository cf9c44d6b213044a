"""A partner's web site for the tests: another origin, the strictest policies."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Optional

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Site partenaire</title>
<link rel="icon" href="data:,"></head><body><main><h1>Site partenaire</h1>
<p>Un texte, et <a href="#ailleurs" id="lien">un lien</a>.</p></main>{embedded}</body></html>"""


class PartnerSite:
    """Serves one page, set with `show`."""

    def __init__(self) -> None:
        self._body, self._policy = b"", ""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", site._policy)
                self.end_headers()
                self.wfile.write(site._body)

            def log_message(self, *args: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> "PartnerSite":
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def show(self, embedded: str, policy: str, page: Optional[str] = None) -> str:
        """Serve a page holding `embedded` under `policy`; its address."""
        self._body = (page or PAGE).replace("{embedded}", embedded).encode()
        self._policy = policy
        return self.origin + "/"
